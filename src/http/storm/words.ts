/** 应急 in words: what it is, where, how it stands; one line for each who must be told. */
import { dayOf } from '#domain/day';
import { type StormMark, type StormState, UNTOLD } from '#domain/storm';
import { toldLine } from '#http/member/told';
import { called, nameOnPaper, sayName } from '#http/name';
import { placeName } from '#http/place-words';
import type { Visit } from '#http/route';
import type { StaffVisit } from '#http/staff-page';
import { callsTo } from '#http/visit/words';
import { sayMoment } from '#i18n/say';
import type { PlaceName } from '#records/place';
import type { StormRow } from '#records/storm';
import type { StormHead, StormLine } from '#usecases/storm/view';

type Words = Pick<Visit, 't' | 'lang'>;

const KINDS = { before: 'waiting', during: 'grave', after: 'waiting', closed: 'plain' } as const satisfies Record<
  StormState,
  string
>;
const MARK_KINDS = {
  waiting: 'waiting',
  notReached: 'grave',
  told: 'good',
  moved: 'good',
  notNeeded: 'plain',
  off: 'plain',
} as const satisfies Record<StormMark, string>;

/** 台风，新城镇 */
export const stormTitle = (storm: Pick<StormRow, 'kind'>, place: PlaceName | null, visit: Words): string =>
  visit.t('storm.of', { kind: visit.t(`storm.kind.${storm.kind}`), place: placeName(place, visit) });

export const stormTag = (state: StormState, { t }: Pick<Visit, 't'>) => ({
  kind: KINDS[state],
  words: t(`storm.state.${state}`),
});

/** What is to be done now, with its number. */
export function openWords({ storm, listed, open }: Pick<StormHead, 'storm' | 'listed' | 'open'>, visit: Words): string {
  const { t } = visit;
  const { state } = storm;
  if (listed === 0) return t('storm.nobody');
  if (state === 'closed') return t('storm.listed', { listed });
  if (state === 'after') return t(open === 0 ? 'storm.all_seen' : 'storm.unseen', { listed, open });
  return t(open === 0 ? 'storm.all_told' : 'storm.untold', { listed, open });
}

export function headWords(head: StormHead, visit: StaffVisit) {
  const { storm, place } = head;
  const { t } = visit;
  return {
    href: `/storms/${storm.id}`,
    title: stormTitle(storm, place, visit),
    level: t(`storm.level.${storm.level}`),
    when: sayMoment(visit.lang, storm.closedAt ?? storm.declaredAt, dayOf(visit.desk.now)),
    tag: stormTag(storm.state, visit),
    words: openWords(head, visit),
  };
}

/** Who answers for telling her: name, what they are, number. */
export function liaisonWords({ person, liaison }: StormLine, { t, lang }: Words): string {
  if (!liaison || !person.liaisonKind) return t('storm.no_liaison');
  const name = sayName(liaison.name, lang);
  return t('storm.liaison_is', { name, kind: t(`storm.liaison.${person.liaisonKind}`) });
}

/** 已转移，女儿家 */
export const markWords = ({ mark, said }: StormLine['person'], { t }: Pick<Visit, 't'>): string =>
  [t(`storm.mark.${mark}`), said ?? ''].filter(Boolean).join(t('care.comma'));

export function lineWords(line: StormLine, visit: StaffVisit) {
  const { person, elder, liaison, mine } = line;
  const { t, lang } = visit;
  const told = toldLine(visit, elder);
  const calls = callsTo(line.numbers, visit, 2);
  return {
    id: elder.id,
    who: [told.called, told.name].filter(Boolean).join(t('care.comma')),
    said: called(elder, lang),
    paperName: nameOnPaper(elder.name, lang),
    where: [told.home, told.age].filter(Boolean).join(t('care.comma')),
    home: told.home,
    age: elder.age,
    why: [
      ...person.reasons.map((reason) => t(`visit.risk_reason.${reason}`)),
      ...(person.addedWhy ? [person.addedWhy] : []),
    ].join(t('member.and')),
    liaison: liaisonWords(line, visit),
    liaisonName: liaison ? sayName(liaison.name, lang) : '',
    liaisonPhone: liaison?.phone ?? '',
    mine,
    away: told.away,
    open: UNTOLD.includes(person.mark),
    tag: { kind: MARK_KINDS[person.mark], words: markWords(person, visit) },
    calls:
      calls.length > 0 || !liaison?.phone || mine
        ? calls
        : [{ label: sayName(liaison.name, lang), tel: liaison.phone }],
  };
}
