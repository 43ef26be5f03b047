/** 结对帮扶: the lists by what waits, and one pairing; a member reads it from her own side. */

import { PAIRING_LISTS, type PairingList } from '#domain/pairing';
import { allows, grantsFor } from '#domain/permission';
import { forMember } from '#http/member/page';
import { doneWords, pageOf } from '#http/office/words';
import { filePage } from '#http/pairing/file';
import { ownPage } from '#http/pairing/own';
import { lineWords } from '#http/pairing/words';
import { type Answer, type Page, page, type Route, type Visit } from '#http/route';
import { forStaff, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { listPairings, PAGE } from '#usecases/pairing/list';

const isList = (name: string): name is PairingList => (PAIRING_LISTS as readonly string[]).includes(name);

/** What waits for oneself: the town's word, else what is to be asked. */
const usualFor = ({ actor }: StaffVisit): PairingList =>
  grantsFor(actor, 'pairing.read').some(({ role }) => allows('pairing.confirm', role)) ? 'agreed' : 'asked';

async function list(visit: StaffVisit): Promise<Page> {
  const { t, query } = visit;
  const asked = textOf(query, 'list');
  const here = isList(asked) ? asked : usualFor(visit);
  const at = pageOf(query);
  const { lines, counts } = await listPairings(visit.desk, here, at);
  return page('pairing/list', {
    here,
    empty: t(`pairing.none.${here}`),
    rows: lines.map((line) => lineWords(line, visit)),
    lists: PAIRING_LISTS.map((name) => ({
      href: `/pairings?list=${name}`,
      words: t('pairing.list_count', { list: t(`pairing.list.${name}`), count: counts[name] }),
      here: name === here,
    })),
    at,
    of: Math.max(1, Math.ceil(counts[here] / PAGE)),
    url: (page: number) => withQuery('/pairings', { list: here, page: String(page) }),
    done: doneWords(visit, { withdrawal: 'pairing.done.withdrawal' }),
  });
}

const show = (visit: Visit): Promise<Answer> | Answer =>
  visit.actor.kind === 'member' ? forMember(ownPage)(visit) : forStaff(filePage)(visit);

export const routes: Route[] = [
  { method: 'GET', url: '/pairings', needs: 'desk.read', handle: forStaff(list) },
  { method: 'GET', url: '/pairings/:id', needs: 'pairing.read', handle: show },
];
