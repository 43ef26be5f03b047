/** A record as a line of an officer's list: who helped whom with what, when, how long, where, and what to look at. */
import { dayOf, workingDaysSince } from '#domain/day';
import type { State } from '#domain/exchange';
import type { Flag } from '#domain/flags';
import { homeWords } from '#http/place-words';
import { becauseWords } from '#http/reason';
import type { StaffVisit } from '#http/staff-page';
import { giversOf, receiversOf, serviceWords, whenOf } from '#http/told';
import type { Key, Translate } from '#i18n/words';
import type { QueueRow } from '#usecases/exchange/read-queue';
import type { ExchangeLine } from '#usecases/exchange/view';
import type { DeskLine } from '#usecases/exchange/work';

export interface Tag {
  kind: 'good' | 'waiting' | 'grave' | 'plain';
  words: string;
}

export interface Line {
  id: string;
  /** 李姨 帮 陈伯 做饭 */
  words: string;
  /** 昨天上午 */
  when: string;
  minutes: number | null;
  /** 大稳村 3 组 */
  place: string;
  tag: Tag;
  flags: string[];
  /** Why it came back, for those that did. */
  reason: string;
}

const KINDS: Record<State, Tag['kind']> = {
  requested: 'waiting',
  approved: 'waiting',
  matched: 'plain',
  in_service: 'plain',
  logged: 'waiting',
  confirmed: 'waiting',
  returned: 'grave',
  credited: 'good',
  final: 'good',
  disputed: 'waiting',
  rejected: 'plain',
  cancelled: 'plain',
  expired: 'plain',
  reversed: 'grave',
};

export const stateTag = (state: State, t: Translate): Tag => ({
  kind: KINDS[state],
  words: t(`exchange.state.${state}`),
});

/** Who helped whom; or who asks for what while nobody has taken it. */
export function deedWords(line: ExchangeLine, words: Pick<StaffVisit, 't' | 'lang'>): string {
  const { t, lang } = words;
  const params = { receiver: receiversOf(line, words), service: serviceWords(line.service, lang, t) };
  const giver = giversOf(line, words);
  return giver ? t('care.who_whom', { ...params, giver }) : t('desk.asks', params);
}

export const flagWords = (flags: readonly Flag[], t: Translate): string[] =>
  flags.map((flag) => t(`exchange.flag.${flag}`));

export function lineOf(line: DeskLine, visit: StaffVisit): Line {
  const { exchange } = line;
  const { t, lang } = visit;
  const today = dayOf(visit.desk.now);
  const { reason, reasonNote: note } = exchange;
  return {
    id: exchange.id,
    words: deedWords(line, visit),
    when: whenOf(exchange, { t, lang, today }),
    minutes: exchange.servedMinutes ?? exchange.plannedMinutes,
    place: homeWords(line.village, line.hamlet?.name ?? '', visit),
    tag: stateTag(exchange.state, t),
    flags: flagWords(line.flags, t),
    reason: exchange.state === 'returned' ? becauseWords({ reason, note }, t) : '',
  };
}

/** How long it has waited, where that is worth saying. */
export function waitWords(since: number, { t, desk }: Pick<StaffVisit, 't' | 'desk'>): string {
  const days = workingDaysSince(dayOf(since), dayOf(desk.now));
  return days === 0 ? t('desk.waits_new') : t('desk.waits', { days });
}

export interface TickLine extends Line {
  /** May be ticked; where not, why. */
  clean: boolean;
  doubt: string;
  grade: string;
}

export function tickLineOf(row: QueueRow, visit: StaffVisit): TickLine {
  const { t } = visit;
  const doubt = row.clean?.doubt ?? null;
  const grade = row.clean?.grade;
  return {
    ...lineOf(row, visit),
    clean: row.clean !== null && doubt === null,
    doubt: doubt && doubt !== 'flags' ? t(`desk.doubt.${doubt}`) : '',
    grade: grade ? t(`exchange.grade.${grade}` as Key) : '',
  };
}
