/** The helper's round in words: overdue first with how late, then hamlet by hamlet; apart from it who is not at home. */
import { dayOf, daysBetween } from '#domain/day';
import { deedWords, type Line, lineOf } from '#http/desk/line';
import { sayAway, toldLine } from '#http/member/told';
import { fullName, sayName } from '#http/name';
import { placeCalled } from '#http/place-words';
import { becauseWords, returnWords } from '#http/reason';
import type { StaffVisit } from '#http/staff-page';
import { sayMoment } from '#i18n/say';
import { sayMinutes } from '#i18n/say-minutes';
import type { CameBack, Stop } from '#usecases/exchange/round';
import type { MemberBack } from '#usecases/member/came-back';

interface StopTold extends Pick<Line, 'id' | 'words' | 'when'> {
  /** 七婆 first: what everybody calls her, then the name on file. */
  who: string;
  place: string;
  /** 过了 2 天; '' for today. */
  late: string;
  /** 住院，到 …; '' for who is at home. */
  away: string;
  calls: { label: string; tel: string }[];
  /** One tap on the visit writes it down. */
  href: string;
  file: string;
}

export interface Group {
  title: string;
  kind: 'late' | 'hamlet' | 'away';
  stops: StopTold[];
}

/** As many as a thumb wants to choose from; the rest stands in the record. */
const CALLS = 2;

export function groupsOf(round: readonly Stop[], visit: StaffVisit): Group[] {
  const { t, lang } = visit;
  const today = dayOf(visit.desk.now);
  const groups = new Map<string, Group>();
  for (const stop of round) {
    const late = (stop.exchange.plannedOn ?? today) < today;
    const kind = stop.away ? 'away' : late ? 'late' : 'hamlet';
    const here = stop.hamlet ? placeCalled(stop.hamlet.name, lang) : t('desk.no_hamlet');
    const title = { away: t('desk.away'), late: t('desk.overdue'), hamlet: here }[kind];
    const group = groups.get(`${kind} ${title}`) ?? { title, kind, stops: [] };
    group.stops.push(toldStop(stop, visit));
    groups.set(`${kind} ${title}`, group);
  }
  const found = [...groups.values()];
  return [...found.filter(({ kind }) => kind !== 'away'), ...found.filter(({ kind }) => kind === 'away')];
}

function toldStop(stop: Stop, visit: StaffVisit): StopTold {
  const { t, lang, desk } = visit;
  const { exchange, beneficiaries, away, numbers } = stop;
  const line = lineOf(stop, visit);
  const days = exchange.plannedOn ? daysBetween(exchange.plannedOn, dayOf(desk.now)) : 0;
  const long = line.minutes === null ? '' : sayMinutes(line.minutes, lang);
  return {
    id: exchange.id,
    who: beneficiaries.map((person) => fullName(visit, person)).join(t('who.and')),
    // A helper walks her own village: what she wants to know is where in it.
    place: stop.hamlet ? placeCalled(stop.hamlet.name, lang) : line.place,
    words: line.words,
    when: [line.when, long].filter(Boolean).join(t('care.comma')),
    late: days > 0 && !away ? t('desk.late_days', { days }) : '',
    away: away ? sayAway(visit, away) : '',
    calls: numbers.slice(0, CALLS).map(({ name, relation, phone }) => ({
      label: name ? [sayName(name, lang), relation ?? ''].filter(Boolean).join(t('care.comma')) : t('desk.call_own'),
      tel: phone,
    })),
    href: `/exchanges/${exchange.id}/staff-log`,
    file: `/exchanges/${exchange.id}/file?queue=today`,
  };
}

/** Her file says what may be put right and hands it on again. */
export function toldMemberBack(line: MemberBack, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const { called: name, name: onPaper, age, home, href } = toldLine(visit, line);
  return {
    words: [name, onPaper].filter(Boolean).join(t('care.comma')),
    when: [age, home].filter(Boolean).join(t('care.comma')),
    reason: returnWords(line, t),
    by:
      line.at === null
        ? ''
        : t('desk.returned_by', {
            name: line.by ? sayName(line.by, lang) : t('desk.somebody'),
            when: sayMoment(lang, line.at, dayOf(desk.now)),
          }),
    href,
    file: href,
  };
}

/** One tap leads to the form that puts it right, with what was written in it. */
export function toldBack(line: CameBack, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const { id, reason, reasonNote: note } = line.exchange;
  const shown = lineOf(line, visit);
  return {
    words: deedWords(line, visit),
    when: [shown.when, shown.place].filter(Boolean).join(t('care.comma')),
    reason: becauseWords({ reason, note }, t),
    by: t('desk.returned_by', {
      name: line.by ? sayName(line.by, lang) : t('desk.somebody'),
      when: sayMoment(lang, line.at, dayOf(desk.now)),
    }),
    href: `/exchanges/${id}/staff-correction?onward=/desk`,
    file: `/exchanges/${id}/file?queue=returned`,
  };
}
