/** People: the list with its search, and one member's file. */
import { sayPath, sayPlace, toldLine } from '#http/member/told';
import { doneWords, filePage } from '#http/member/visit';
import { page, type Route, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { LISTS, type ListName, listMembers, type MemberList } from '#usecases/member/list';

const isList = (name: string): name is ListName => Object.hasOwn(LISTS, name);
const KINDS = { receives: { receives: true }, serves: { serves: true } } as const;
const isKind = (kind: string): kind is keyof typeof KINDS => Object.hasOwn(KINDS, kind);

/** As it was asked for; what is not understood is as if it had not been asked. */
function questionOf({ query }: Visit) {
  const state = textOf(query, 'state');
  const kind = textOf(query, 'kind');
  const region = textOf(query, 'region');
  return {
    state: isList(state) && state !== 'all' ? state : '',
    kind: isKind(kind) ? kind : '',
    q: textOf(query, 'q').slice(0, 40),
    region: /^\d{4,12}$/.test(region) ? region : '',
    hamlet: textOf(query, 'hamlet').slice(0, 40),
    after: textOf(query, 'after').slice(0, 200),
  } as const;
}
type Question = ReturnType<typeof questionOf>;

/** The same list with something else chosen; a new choice begins on the first page. */
function address(question: Question, change: Partial<Record<keyof Question, string>>): string {
  const asked = { ...question, after: '', ...change };
  const pairs = Object.entries(asked).filter(([, value]) => value !== '');
  return pairs.length > 0 ? `/members?${new URLSearchParams(pairs)}` : '/members';
}

async function list(visit: Visit) {
  const question = questionOf(visit);
  const { state, kind, q, region, hamlet, after } = question;
  const name = state || 'all';
  const found = await listMembers(visit.desk, {
    ...{ list: name, q },
    ...(kind ? KINDS[kind] : {}),
    regionCode: region || null,
    hamletId: hamlet || null,
    after: after || null,
  });
  return page('member/list', {
    ...{ kind, region, hamlet, q, list: name },
    rows: found.lines.map((line) => toldLine(visit, line)),
    next: found.after ? address(question, { after: found.after }) : '',
    first: after ? address(question, {}) : '',
    lists: listLinks(visit, question, found, name),
    done: doneWords(visit),
    ...places(visit, question, found),
    duplicates: found.duplicates.map((pair) => ({ id: pair.id, name: pair.name, original: pair.original })),
  });
}

/** What waits always shows its number, also when it is none: that is what one comes to see. */
function listLinks({ t }: Visit, question: Question, { counts }: MemberList, here: ListName) {
  return (Object.keys(LISTS) as ListName[])
    .filter((name) => counts[name] > 0 || name === 'all' || name === here)
    .map((name) => ({
      href: address(question, { state: name === 'all' ? '' : name }),
      words: t('member.list_count', { list: t(`member.list.${name}`), count: counts[name] }),
      here: name === here,
    }));
}

function places(visit: Visit, question: Question, { path, below, hamlets }: MemberList) {
  const here = path.at(-1);
  return {
    where: path.length > 0 ? sayPath(visit, path) || sayPlace(visit, path[0] as MemberList['path'][number]) : '',
    // A helper has one village: there is no wider place to go back to.
    wider: path.slice(0, -1).map((region) => ({
      href: address(question, { region: region.code, hamlet: '' }),
      words: sayPlace(visit, region),
    })),
    below: below.map((region) => ({ value: region.code, label: sayPlace(visit, region) })),
    hamlets: hamlets.map(({ id, name }) => ({ value: id, label: name })),
    showVillage: here?.level !== 'village',
  };
}

export const routes: Route[] = [
  { method: 'GET', url: '/members', needs: 'desk.read', handle: list },
  { method: 'GET', url: '/members/:id', needs: 'desk.read', handle: filePage },
];
