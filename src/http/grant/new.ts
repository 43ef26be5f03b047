/** Proposing a post in three short questions: which, where, from when to when. Each answer stands in the address. */

import { z } from 'zod';
import { type Day, dayOf } from '#domain/day';
import { ROLE_LEVEL, ROLES, type Role } from '#domain/permission';
import { readDay } from '#domain/times';
import { choice, maybeText, maybeUnderstood, submissionKey, text, understood } from '#http/form';
import { nameOnPaper, sayName } from '#http/name';
import { beside } from '#http/office/words';
import { sayPath } from '#http/place-words';
import { notFound, page, type Route, type Visit } from '#http/route';
import { landed, textOf, withQuery } from '#http/staff-page';
import { everydayName } from '#records/region';
import { givesAt, holdersToCover, ownPosts, placeFor, rolesToGive } from '#usecases/grant/choices';
import { proposeGrant } from '#usecases/grant/propose';
import { viewUser } from '#usecases/user/view';

const formFor = (today: Day) =>
  z.object({
    key: submissionKey(),
    role: choice(ROLES),
    regionCode: text(12),
    grantFrom: understood((typed) => readDay(typed, today, 'coming')),
    grantTo: maybeUnderstood((typed) => readDay(typed, today, 'coming')),
    actingFor: maybeText(40),
  });

const FIELDS = { validFrom: 'grantFrom', validTo: 'grantTo', actingForId: 'actingFor', userId: 'role' };

const isRole = (typed: string): typed is Role => (ROLES as readonly string[]).includes(typed);
const answerTo = ({ query, body }: Visit, name: string): string => textOf(body, name) || textOf(query, name);

/** The first question that is not answered yet. */
async function ask(visit: Visit) {
  const { user } = await viewUser(visit.desk, visit.params.id ?? '');
  const role = answerTo(visit, 'role');
  const url = `/users/${user.id}/grants/new`;
  if (!isRole(role)) return askRole(visit, user, url);
  const place = await placeFor(visit.desk, role, answerTo(visit, 'regionCode') || null);
  if (!place.chosen) return askPlace(visit, user, { url, role, place });
  return askDays(visit, user, { url, role, ...place.chosen });
}

type User = { id: string; name: string };
const said = ({ id, name }: User, { lang }: Visit): User => ({ id, name: sayName(name, lang) });

function askRole(visit: Visit, user: User, url: string) {
  const { t, lang, actor } = visit;
  const roles = rolesToGive(actor).map((role) => ({
    href: withQuery(url, { role }),
    title: t(`role.${role}`),
    text: t('grant.role_at_level', { level: t(`level.${ROLE_LEVEL[role]}`).toLowerCase() }),
  }));
  // Nobody stands in for themselves.
  const own = user.id === actor.id ? [] : ownPosts(actor);
  const leaves = own.map(({ role, regionCode }) => ({
    href: withQuery(url, { role, regionCode, actingFor: actor.id }),
    title: t('grant.own_leave', { name: sayName(user.name, lang) }),
    text: t(`role.${role}`),
  }));
  return page('grant/role', { user: said(user, visit), tiles: [...roles, ...leaves] });
}

type Place = Awaited<ReturnType<typeof placeFor>>;

function askPlace(visit: Visit, user: User, { url, role, place }: { url: string; role: Role; place: Place }) {
  const { t, lang } = visit;
  return page('grant/place', {
    user: said(user, visit),
    role: t(`role.${role}`),
    back: url,
    path: sayPath(place.path, visit),
    tiles: place.below.map(({ code, name, pinyin }) => ({
      href: withQuery(url, { role, regionCode: code }),
      title: lang === 'en' ? pinyin : everydayName(name),
    })),
  });
}

type Chosen = { url: string; role: Role; code: string; path: Place['path'] };

async function askDays(visit: Visit, user: User, { url, role, code, path }: Chosen) {
  const { t, lang, desk } = visit;
  const today = dayOf(desk.now);
  const holders = await holdersToCover(desk, { role, regionCode: code, day: today, userId: user.id });
  const cover = holders.map(({ id, name }) => ({
    value: id,
    label: t('grant.stand_in_for', { name: nameOnPaper(name, lang) }),
  }));
  return page('grant/days', {
    user: said(user, visit),
    role,
    code,
    post: t(`role.${role}`),
    place: sayPath(path, visit),
    changeRole: url,
    // A place that was the only one cannot be changed.
    changePlace: rolesToGive(visit.actor).includes(role) ? withQuery(url, { role }) : url,
    cover: cover.length > 0 ? [{ value: '', label: t('grant.stand_in_none') }, ...cover] : [],
    actingFor: answerTo(visit, 'actingFor'),
  });
}

async function propose(visit: Visit) {
  const { desk, params } = visit;
  const { user } = await viewUser(desk, params.id ?? '');
  const { key, role, regionCode, grantFrom, grantTo, actingFor } = visit.read(formFor(dayOf(desk.now)));
  if (!givesAt(visit.actor, role, regionCode)) return notFound();
  const post = { userId: user.id, role, regionCode, validFrom: grantFrom, validTo: grantTo, actingForId: actingFor };
  const { id } = await proposeGrant(desk, { key, ...post }).catch(beside(FIELDS));
  return landed(`/grants/${id}`, 'proposed');
}

export const routes: Route[] = [
  { method: 'GET', url: '/users/:id/grants/new', needs: 'grant.propose', handle: ask },
  { method: 'POST', url: '/users/:id/grants', needs: 'grant.propose', form: ask, handle: propose },
];
