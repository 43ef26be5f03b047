/** People: the list with its search, and one member's file. */
import { mayEver } from '#domain/permission';
import { draftsOf } from '#http/member/draft';
import { draftLines } from '#http/member/enrol-page';
import { toldLine } from '#http/member/told';
import { doneWords, filePage } from '#http/member/visit';
import { nameOnPaper } from '#http/name';
import { placeCalled, placeName, sayPath } from '#http/place-words';
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
    drafts: mayEver(visit.actor, 'member.enrol') ? draftLines(visit, draftsOf(visit)) : [],
    kinds: kindLinks(visit, question),
    ...places(visit, question, found),
    duplicates: found.duplicates.map(({ id, name, original }) => ({
      id,
      name: nameOnPaper(name, visit.lang),
      original: { ...original, name: nameOnPaper(original.name, visit.lang) },
    })),
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

/** 要人帮的人 · 志愿者: one press, no list to open. */
const kindLinks = ({ t }: Visit, question: Question) =>
  (['', 'receives', 'serves'] as const).map((kind) => ({
    href: address(question, { kind }),
    words: kind ? t(`member.part.${kind}`) : t('member.anybody'),
    here: kind === question.kind,
  }));

/** More than these are chosen from a list that opens. */
const MOST_CHIPS = 8;

function places(visit: Visit, question: Question, { path, below, hamlets }: MemberList) {
  return {
    where: sayPath(path, visit),
    // A helper has one village: there is no wider place to go back to.
    wider: path.slice(0, -1).map((region) => ({
      href: address(question, { region: region.code, hamlet: '' }),
      words: placeName(region, visit),
    })),
    // Hamlets of a village and the few places of a small town are pressed; a county's towns are chosen from a list.
    below:
      below.length > MOST_CHIPS ? below.map((region) => ({ value: region.code, label: placeName(region, visit) })) : [],
    chips: chipsOf(visit, question, { below, hamlets }),
  };
}

function chipsOf(visit: Visit, question: Question, { below, hamlets }: Pick<MemberList, 'below' | 'hamlets'>) {
  const chip = (change: Partial<Question>, words: string, here: boolean) => ({
    href: address(question, change),
    ...{ words, here },
  });
  if (hamlets.length > 0) {
    const everywhere = chip({ hamlet: '' }, visit.t('member.everywhere'), question.hamlet === '');
    return [
      everywhere,
      ...hamlets.map(({ id, name }) => chip({ hamlet: id }, placeCalled(name, visit.lang), question.hamlet === id)),
    ];
  }
  if (below.length < 2 || below.length > MOST_CHIPS) return [];
  return below.map(({ code, ...region }) => chip({ region: code }, placeName(region, visit), false));
}

export const routes: Route[] = [
  { method: 'GET', url: '/members', needs: 'desk.read', handle: list },
  { method: 'GET', url: '/members/:id', needs: 'desk.read', handle: filePage },
];
