/** 给谁: due first, then those who came up lately, then whoever is found by name, 花名 or initials. */
import { lineOf } from '#http/desk/line';
import { sayAway } from '#http/member/told';
import { fullName } from '#http/name';
import { placeCalled, placeName } from '#http/place-words';
import { type Page, page } from '#http/route';
import { type StaffVisit, textOf } from '#http/staff-page';
import { whoChoices } from '#usecases/exchange/log-choices';
import type { MemberLine } from '#usecases/member/list';

const WAYS = {
  log: { action: 'exchange.log', next: '/log/new' },
  ask: { action: 'exchange.request', next: '/ask/new' },
  go: { action: 'exchange.setOut', next: '/outings/new' },
  pair: { action: 'pairing.propose', next: '/pairings/new' },
} as const;

export async function whoPage(visit: StaffVisit, way: keyof typeof WAYS): Promise<Page> {
  const { action, next } = WAYS[way];
  const q = textOf(visit.query, 'q');
  const { due, recent, found } = await whoChoices(visit.desk, action, q);
  const { t, lang } = visit;
  const where = ({ hamlet, village }: MemberLine) =>
    hamlet ? placeCalled(hamlet.name, lang) : placeName(village, visit);
  const link = (person: MemberLine) => ({
    href: `${next}?${way === 'pair' ? 'elder' : 'member'}=${person.id}`,
    title: fullName(visit, person),
    // Two of one name: which of them is told by her years and where she lives.
    text: [t('member.age', { age: person.age }), where(person)].filter(Boolean).join(t('care.comma')),
    tag: person.away && { kind: 'plain', words: sayAway(visit, person.away) },
  });
  return page('log/who', {
    way,
    q,
    here: way === 'log' ? '/log' : next,
    due: due.map((line) => ({ ...lineOf(line, visit), href: `/exchanges/${line.exchange.id}/staff-log` })),
    recent: recent.map(link),
    found: found?.map(link) ?? null,
  });
}
