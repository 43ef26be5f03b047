/** 告知 in words: one sentence a notice, on a page or in a message of one SMS. Said from the record as it stands now. */
import { SHORT } from '#domain/telling';
import { whoWords } from '#http/incident/words';
import { faultWords } from '#http/ledger/fault';
import { called, sayName } from '#http/name';
import { sayRhythm } from '#http/pairing/words';
import { placeName } from '#http/place-words';
import { reasonWords } from '#http/reason';
import { deedFor, giversOf, momentOf, receiversOf } from '#http/told';
import { asSentence } from '#http/when';
import { sayMonthDay, sayTime } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { Key, Language, Translate } from '#i18n/words';
import type { Exchange } from '#records/exchange';
import type { IncidentLine } from '#usecases/incident/view';
import type { PairingLine } from '#usecases/pairing/list';
import type { BookAlarm, BookChange, Telling } from '#usecases/telling/read';

interface Words {
  lang: Language;
  t: Translate;
}

/** 11月25日上午 9 点: by its date, because nobody knows on which day it is read. Of what was served, the day is enough. */
function whenOf(exchange: Exchange, { lang, t }: Words): string {
  const moment = momentOf(exchange);
  if (!moment) return t('own.no_day');
  const day = sayMonthDay(lang, moment.day);
  const time =
    moment.minute !== null ? sayTime(lang, moment.minute) : moment.half ? t(`exchange.half.${moment.half}`) : '';
  if (exchange.servedOn || time === '') return day;
  return lang === 'en' ? `${day} ${time.toLowerCase()}` : `${day}${time}`;
}

/** 更正 and 旧时间转入: what was entered of hers, what stands now, and why. */
function bookWords(notice: Telling['notice'], { event, was, now, reason }: BookChange, { lang, t }: Words): string {
  const what = t(`statement.event_${event}` as Key);
  const [before, after] = [sayMinutes(was, lang), sayMinutes(now, lang)];
  if (notice.event !== 'corrected') return t(`telling.${notice.event}` as Key, { minutes: was === 0 ? after : before });
  const why = reasonWords(reason, t, 'correction.reason');
  return now === 0
    ? t('telling.taken_back', { what, before, why })
    : t('telling.corrected', { what, before, after, why });
}

/** Of a book that does not stand. @param isWhole with what was found, for which a message has no room */
function alarmWords(
  { event }: Telling['notice'],
  { county, audit }: BookAlarm,
  words: Words,
  isWhole: boolean,
): string {
  const said = words.t(`telling.${event}` as Key, { place: placeName(county, words) });
  return isWhole && audit ? words.t('telling.found', { said, what: faultWords(audit, words) }) : said;
}

/** 结对: who comes to whom, and how it stands since. */
function pairWords({ event, side, toId }: Telling['notice'], line: PairingLine, words: Words): string {
  const { pairing, elder, volunteer, substitute } = line;
  const { lang, t } = words;
  const { substituteFrom, substituteTo, substituteId, beginsOn } = pairing;
  const day = (on: string | null) => (on === null ? '' : sayMonthDay(lang, on));
  const key =
    side !== 'volunteer'
      ? event
      : toId === substituteId && event === 'pairSubstitute'
        ? 'mine.pairInstead'
        : `mine.${event}`;
  return asSentence(
    t(`telling.${key}` as Key, {
      giver: called(volunteer, lang),
      instead: substitute ? called(substitute, lang) : t('who.somebody'),
      whom: side === 'elder' ? t('who.you') : called(elder, lang),
      rhythm: sayRhythm(pairing.visitsPerMonth, t),
      // Nobody knows on which day it is read.
      from: day(event === 'paired' ? beginsOn : substituteFrom),
      to: day(substituteTo),
    }),
  );
}

/** 应急: what is to be done now in her villages. */
const stormWords = ({ event }: Telling['notice'], { storm, place }: NonNullable<Telling['storm']>, words: Words) =>
  words.t(`telling.${event}` as Key, { place: placeName(place, words), kind: words.t(`storm.kind.${storm.kind}`) });

/** 意外: to the office with what it is and whom; to the two of them that it is being looked after, and no more. */
function incidentWords({ event, side }: Telling['notice'], line: IncidentLine, words: Words): string {
  const { t } = words;
  if (side !== 'office') return t(`telling.${event}` as Key);
  const said = { what: t(`incident.kind.${line.incident.kind}`), who: whoWords(line, words) };
  return t(`telling.office.${event}` as Key, { ...said, place: placeName(line.place, words) });
}

export function tellingWords({ notice, line, book, alarm, pair, storm, incident }: Telling, words: Words): string {
  const { lang, t } = words;
  if (storm) return stormWords(notice, storm, words);
  if (incident) return incidentWords(notice, incident, words);
  if (pair) return pairWords(notice, pair, words);
  if (alarm) return alarmWords(notice, alarm, words, true);
  if (line === null) return book ? bookWords(notice, book, words) : '';
  const { exchange } = line;
  const serves = notice.side === 'volunteer';
  const mine = line.volunteers.find(({ id }) => id === notice.toId)?.of;
  const credited = serves && ['credited', 'replaced'].includes(notice.event) ? (mine?.creditedMinutes ?? null) : null;
  const whom = notice.side === 'elder' ? t('who.you') : receiversOf(line, words);
  const key = (serves ? `telling.mine.${notice.event}` : `telling.${notice.event}`) as Key;
  return asSentence(
    t(key, {
      giver: giversOf(line, words) || t('who.somebody'),
      deed: deedFor(line, whom, words),
      when: whenOf(exchange, words),
      minutes: sayMinutes(
        credited ?? mine?.servedMinutes ?? exchange.servedMinutes ?? exchange.plannedMinutes ?? 0,
        lang,
      ),
    }),
  );
}

/** Who is to be called, with the number. */
function signature(helper: { name: string; phone: string } | null, servicePhone: string, { lang, t }: Words): string {
  if (!helper) return t('telling.sign_service', { phone: servicePhone });
  return t('telling.sign_helper', { name: sayName(helper.name, lang), phone: helper.phone });
}

/** For a phone: one SMS with whom to call. What would not fit is not cut in the middle of a name, but left to be asked about. */
export function messageWords(
  telling: Telling,
  helper: { name: string; phone: string } | null,
  servicePhone: string,
  words: Words,
): string {
  const sign = signature(helper, servicePhone, words);
  const most = SHORT[words.lang];
  const { notice, alarm } = telling;
  const whole = `${alarm ? alarmWords(notice, alarm, words, false) : tellingWords(telling, words)} ${sign}`;
  if (whole.length <= most) return whole;
  const plain = `${words.t('telling.plain')} ${sign}`;
  return plain.length <= most ? plain : `${words.t('telling.plain')} ${signature(null, servicePhone, words)}`;
}
