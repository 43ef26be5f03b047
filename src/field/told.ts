/** A record, a draft, the state of uploading: in words. What the roster no longer names is said without a name. */

import { addDays, dayOf, minuteOfDay } from '#domain/day';
import { phoneNow, today, trueNow } from '#field/clock';
import type { Kind } from '#field/dom';
import { findingsWords, lookWords } from '#field/look';
import { photosDue, photosRefused } from '#field/photo-words';
import { minutesOf } from '#field/read-draft';
import { NOTHING_WRONG } from '#field/read-look';
import { lang, say, sayRefusal } from '#field/say';
import { entriesIn, known, ofOthers, ownEntries, personOf, serviceOf, volunteerOf } from '#field/state';
import { current } from '#field/sync';
import {
  ABSENT,
  ASK,
  type AskRecord,
  CORRECTION,
  type Draft,
  DUTY,
  type Entry,
  GO,
  type Look,
  type Owed,
  type VisitRecord,
} from '#field/types';
import { sayShortDay, sayTime } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';

/** One, two, or the first and how many more. */
export function named(ids: readonly string[], nameOf: (id: string) => string): string {
  const names = ids.slice(0, 2).map(nameOf);
  const rest = ids.length - names.length;
  const said = names.join(say('phone.and'));
  return rest > 0 ? say('phone.and_more', { names: said, count: rest }) : said;
}

/** What everybody calls her, else as she is written. */
export const calledOf = (one: { name: string; nickname?: string | null } | undefined): string | undefined =>
  one && (one.nickname || one.name.replace(/\s*[(\uff08].*$/, ''));

const goneName = (id: string): string | undefined => known.brought?.gone.find((one) => one.id === id)?.name;
export const calledPerson = (id: string): string => calledOf(personOf(id)) ?? goneName(id) ?? say('phone.some_elder');
const calledVolunteer = (id: string): string => calledOf(volunteerOf(id)) ?? say('phone.some_volunteer');
const service = (code: string): string => serviceOf(code)?.name ?? (code === '' ? say('phone.some_service') : code);

/** 李姨 帮 陈伯：陪聊天，1 小时 */
export function lineOf(
  one: Pick<VisitRecord, 'memberIds' | 'serviceCode'> & { volunteerIds: readonly string[] },
): string {
  return say('phone.line', {
    giver: named(one.volunteerIds, calledVolunteer),
    receiver: named(one.memberIds, calledPerson),
    service: service(one.serviceCode),
  });
}

/** 请人帮 七婆：陪看医生 */
const askLine = ({ memberIds, serviceCode }: Pick<AskRecord, 'memberIds' | 'serviceCode'>): string =>
  say('phone.ask_line', { receiver: named(memberIds, calledPerson), service: service(serviceCode) });

/** 出发：李姨 帮 陈伯：陪聊天 */
const goLine = (one: Parameters<typeof lineOf>[0]): string => say('phone.go_line', { line: lineOf(one) });

/** 去了 七婆 家，没见到人：陪看医生 */
const absentLine = ({ memberIds, serviceCode }: Pick<AskRecord, 'memberIds' | 'serviceCode'>): string =>
  say('phone.absent_line', { receiver: named(memberIds, calledPerson), service: service(serviceCode) });

/** 探访 七婆：见到本人，都好 */
const dutyLine = (memberIds: readonly string[], look: Pick<Look, 'mode' | 'findings'>): string =>
  say('phone.duty_line', { receiver: named(memberIds, calledPerson), look: lookWords(look) });

/** What was wrong beside a service is told with it. */
const alsoFound = (line: string, look: Pick<Look, 'mode' | 'findings'> | undefined): string =>
  look && look.findings.length > 0 ? [line, findingsWords(look.findings)].join(say('care.stop')) : line;

/** 例行探访，12月6日 之前 */
export function owedWords({ kind, by }: Owed): string {
  const said = { kind: say(`due.kind.${kind}`), day: sayShortDay(lang(), by, today()) };
  return say(by < today() ? 'visit.next_late' : 'visit.next_by', said);
}

export function entryLine({ record }: Entry): string {
  if (record.form === DUTY) return dutyLine(record.memberIds, record);
  if (record.form === ASK) return askLine(record);
  if (record.form === ABSENT) return absentLine(record);
  if (record.form === GO) return goLine(record);
  const line = lineOf({ ...record, volunteerIds: record.volunteers.map((one) => one.memberId) });
  return record.form === CORRECTION ? say('phone.correction', { line }) : alsoFound(line, record.found);
}
export function draftLine(draft: Draft): string {
  if (draft.does === 'ask') return askLine(draft);
  if (draft.does === 'go') return goLine(draft);
  if (draft.does === 'duty') return dutyLine(draft.memberIds, draft.look ?? NOTHING_WRONG);
  return draft.does === 'absent' ? absentLine(draft) : alsoFound(lineOf(draft), draft.look);
}

export const minutesWords = (minutes: number): string => sayMinutes(minutes, lang());

/** Within a sentence. */
export const atWords = (at: AskRecord['at']): string =>
  'halfDay' in at ? say(`exchange.half.${at.halfDay}`).toLowerCase() : sayTime(lang(), at.start);

/** 今天上午，1 小时半。 The day of saving is what the phone's clock said, as far as that is off. */
export function whenOf({ record }: Entry): string {
  const savedAt = record.savedAt + trueNow() - phoneNow();
  const day = sayShortDay(lang(), record.day.on ?? addDays(dayOf(savedAt), -record.day.ago), today());
  // Of an earlier day nobody knows at what time it was.
  if (record.form === DUTY && (record.day.on || record.day.ago > 0)) return day;
  if (record.form === ABSENT || record.form === GO || record.form === DUTY)
    return say('phone.when_at', { day, at: sayTime(lang(), minuteOfDay(savedAt)) });
  const at = atWords(record.form === ASK ? record.at : record.times);
  return say('phone.when', { day, at, minutes: minutesWords(minutesOf(record)) });
}

export interface Told {
  kind: Kind;
  words: string;
}

/** What puts this one right, kept here or taken by the house; one that the house had no use for puts nothing right. */
function correctionOf(entry: Entry): Entry | undefined {
  const before = 'version' in entry.record ? (entry.record.version ?? 0) : 0;
  return known.entries.find(
    ({ record, state }) =>
      record.form === CORRECTION &&
      record.exchangeId === entry.receipt?.exchangeId &&
      state !== 'refused' &&
      Number(record.version) > before,
  );
}

/** The house has its correction: that one stands for both. */
export const isReplaced = (entry: Entry): boolean => correctionOf(entry)?.state === 'taken';

/** Somebody was faster: nothing can be put right in it, only looked at. */
export const isUnused = ({ state, receipt, record }: Entry): boolean =>
  state === 'refused' && receipt?.code === (record.form === ABSENT ? 'state_moved' : 'corrected_meanwhile');

/** One honest state a record. */
export function stateOf(entry: Entry): Told {
  const { state, receipt } = entry;
  if (state === 'queued') return { kind: 'waiting', words: say('phone.state_kept') };
  if (isUnused(entry)) return { kind: 'grave', words: say('phone.state_unused') };
  if (state === 'refused') return { kind: 'grave', words: say('phone.state_mend') };
  const now = receipt?.state;
  if (now === 'change' && correctionOf(entry)) return { kind: 'waiting', words: say('phone.state_mended') };
  if (now === 'change') return { kind: 'grave', words: say('phone.state_mend') };
  if (now === 'credited') return { kind: 'good', words: say('phone.state_credited') };
  if (now === 'noted') return { kind: 'good', words: receipt?.words || say('phone.state_noted') };
  if (now === 'alert') return { kind: 'waiting', words: receipt?.words || say('phone.state_alert') };
  const theirs = entry.record.form === ASK || entry.record.form === GO;
  const words = now === 'ended' ? receipt?.words || say('phone.state_ended') : theirs ? receipt?.words : '';
  return { kind: 'plain', words: words || say('phone.state_sent') };
}

/** Why it is to be put right: the house's words, or ours for what it means. */
export const whyOf = ({ receipt }: Entry): string =>
  receipt?.words || sayRefusal(receipt?.code ?? '') || say('phone.ask_why');

/** What is to be done with it: sent and returned ones are mended too. */
export const toMend = (entry: Entry): boolean =>
  entry.state === 'refused' || (entry.state === 'taken' && entry.receipt?.state === 'change' && !correctionOf(entry));

const DAY_MS = 86_400_000;
/** Some browsers throw away what was not looked at for seven days. */
const LONG_WAITING_DAYS = 5;

export const waitsLong = (): boolean =>
  entriesIn('queued').some(({ record }) => phoneNow() - record.savedAt > LONG_WAITING_DAYS * DAY_MS);

/** What stands on the cover: how many are here only, and what the phone is doing about it. */
export function syncWords(): Told & { icon: string; upload: boolean; door: boolean } {
  const count = entriesIn('queued').length;
  const mend = ownEntries().filter(toMend).length;
  const { phase } = current;
  const outside = phase === 'door' || phase === 'left';
  const base = { upload: phase !== 'sending' && !outside, door: outside };
  if (known.leaving) return { ...base, kind: 'waiting', icon: 'wifi-off', words: say('phone.sync_leaving', { count }) };
  if (phase === 'left') return { ...base, kind: 'plain', icon: 'user-round', words: say('phone.sync_left', { count }) };
  if (phase === 'door')
    return {
      ...base,
      kind: 'waiting',
      icon: 'user-round',
      words: say(count > 0 ? 'phone.sync_door' : 'phone.sync_door_none', { count }),
    };
  if (phase === 'noPost')
    return { ...base, kind: 'waiting', icon: 'triangle-alert', words: say('phone.sync_no_post', { count }) };
  if (count > 0) {
    const key =
      phase === 'sending'
        ? 'phone.sync_sending'
        : phase === 'out'
          ? 'phone.sync_out'
          : phase === 'idle'
            ? 'phone.sync_kept'
            : 'phone.sync_later';
    return {
      ...base,
      kind: 'waiting',
      icon: phase === 'out' ? 'wifi-off' : 'cloud-upload',
      words: say(key, { count }),
    };
  }
  if (ofOthers() > 0)
    return { ...base, kind: 'waiting', icon: 'triangle-alert', words: say('phone.sync_others', { count: ofOthers() }) };
  const photos = photosDue();
  if (photos > 0) {
    const words = say(phase === 'sending' ? 'phone.sync_photos_sending' : 'phone.sync_photos', { count: photos });
    return { ...base, kind: 'waiting', icon: phase === 'out' ? 'wifi-off' : 'cloud-upload', words };
  }
  if (mend > 0) return { ...base, kind: 'waiting', icon: 'pencil', words: say('phone.sync_mend', { count: mend }) };
  if (photosRefused() > 0) {
    const words = say('phone.sync_photos_back', { count: photosRefused() });
    return { ...base, kind: 'waiting', icon: 'triangle-alert', words };
  }
  const heard = known.brought;
  if (!heard)
    return {
      ...base,
      kind: 'plain',
      icon: 'info',
      words: say(phase === 'sending' ? 'phone.sync_fetching' : 'phone.sync_no_list'),
    };
  const minute = minuteOfDay(heard.roster.at);
  const at = `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
  const day = sayShortDay(lang(), dayOf(heard.roster.at), today());
  const key = phase === 'out' ? 'phone.sync_none_out' : 'phone.sync_none';
  return {
    ...base,
    kind: 'good',
    icon: phase === 'out' ? 'wifi-off' : 'circle-check',
    words: say(key, { at: `${day} ${at}` }),
  };
}
