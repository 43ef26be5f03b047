/** 工作人员: the logins of the office and their posts. A first password is shown on one page, once. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { normalPhone } from '#domain/digits';
import { maybeUnderstood, submissionKey, text } from '#http/form';
import { grantWords } from '#http/grant/words';
import { nameOnPaper, sayName } from '#http/name';
import { pageOf } from '#http/office/words';
import { page, type Route, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { sayDate } from '#i18n/say';
import type { GrantState } from '#usecases/grant/view';
import { createUser } from '#usecases/user/create';
import { listOffice, type OfficeLine, viewUser } from '#usecases/user/view';

const Form = z.object({
  key: submissionKey(),
  name: text(40),
  login: text(40),
  workPhone: maybeUnderstood(normalPhone, 30),
});

function lineOf({ user, held }: OfficeLine, visit: Visit) {
  return {
    ...user,
    name: nameOnPaper(user.name, visit.lang),
    posts: held.map((seen) => {
      const { post, acting } = grantWords(seen, visit);
      return { post, acting };
    }),
  };
}

async function list(visit: Visit) {
  const { desk, query } = visit;
  const q = textOf(query, 'q').slice(0, 60);
  const at = pageOf(query);
  const { lines, total, pages, waiting } = await listOffice(desk, { q, page: at });
  return page('user/list', {
    q,
    at,
    pages,
    total,
    lines: lines.map((line) => lineOf(line, visit)),
    waiting: waiting.map((seen) => grantWords(seen, visit)),
  });
}

const ask = () => page('user/new');

/** The answer itself shows the password: an address or a cookie would keep what nobody may keep. */
async function create(visit: Visit) {
  const { key, name, login, workPhone } = visit.read(Form);
  const made = await createUser(visit.desk, { key, name, login, workPhone, password: null, personId: null });
  const { user } = await viewUser(visit.desk, made.id);
  return page('user/created', {
    id: user.id,
    name: sayName(user.name, visit.lang),
    login: user.login,
    password: made.password ?? '',
  });
}

/** The parts of the page, in the order in which they matter. */
const PARTS = [
  { name: 'in_force', states: ['held'] },
  { name: 'proposed', states: ['open'] },
  { name: 'coming', states: ['coming'] },
  { name: 'past', states: ['over', 'ended', 'dropped'] },
] as const satisfies { name: string; states: readonly GrantState[] }[];

async function show(visit: Visit) {
  const { t, lang } = visit;
  const { user, createdBy, grants } = await viewUser(visit.desk, visit.params.id ?? '');
  const told = grants.map((seen) => grantWords(seen, visit));
  return page('user/file', {
    user: {
      id: user.id,
      name: sayName(user.name, lang),
      full: nameOnPaper(user.name, lang),
      login: user.login,
      workPhone: user.workPhone ?? '',
    },
    known: t(user.personId ? 'user.known_yes' : 'user.known_no'),
    since: t('user.since_value', {
      day: sayDate(lang, dayOf(user.createdAt)),
      who: createdBy ? sayName(createdBy, lang) : t('audit.job'),
    }),
    disabled: user.disabledAt !== null,
    inForce: told.some(({ state }) => state === 'held'),
    parts: PARTS.map(({ name, states }) => ({
      title: t(`user.${name}`),
      grants: told.filter(({ state }) => (states as readonly GrantState[]).includes(state)),
    })).filter(({ grants }) => grants.length > 0),
  });
}

export const routes: Route[] = [
  { method: 'GET', url: '/users', needs: 'user.read', handle: list },
  { method: 'GET', url: '/users/new', needs: 'user.create', handle: ask },
  { method: 'POST', url: '/users', needs: 'user.create', form: ask, handle: create },
  { method: 'GET', url: '/users/:id', needs: 'user.read', handle: show },
];
