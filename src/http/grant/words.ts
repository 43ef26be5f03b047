/** A post in words: 陈姐：新城镇 镇（街）经办, 2026年11月2日起, 在岗. */

import { dayOf } from '#domain/day';
import { sayName } from '#http/name';
import { sayPath } from '#http/place-words';

import type { Visit } from '#http/route';
import { sayDate, sayMoment } from '#i18n/say';
import type { Key } from '#i18n/words';
import type { Fit } from '#usecases/fit';
import type { GrantFile, GrantSeen, GrantState } from '#usecases/grant/view';

const TAGS = {
  open: 'waiting',
  coming: 'waiting',
  held: 'good',
  over: 'plain',
  ended: 'plain',
  dropped: 'plain',
} as const satisfies Record<GrantState, string>;

/** As the records of the founding write it: there was no second person. */
const FOUNDING = 'nobody:founding';

export function grantWords(seen: GrantSeen, visit: Visit) {
  const { t, lang, desk } = visit;
  const { grant, state, path } = seen;
  const said = (name: string | null) => name && sayName(name, lang);
  const [holder, actingFor, giver, accepter] = [seen.holder, seen.actingFor, seen.giver, seen.accepter].map(said);
  const { validFrom, validTo, givenAt, acceptedAt, acceptedBy, endedAt } = grant;
  const when = (at: number) => sayMoment(lang, at, dayOf(desk.now));
  const by = (who: string | null | undefined, at: number | null) =>
    at === null ? '' : t('grant.given_value', { who: who ?? t('audit.job'), when: when(at) });
  const place = sayPath(path, visit);
  const role = t(`role.${grant.role}`);
  const from = sayDate(lang, validFrom);
  return {
    id: grant.id,
    userId: grant.userId,
    holder: holder ?? '',
    role,
    place,
    post: t('user.post_line', { place, role }),
    days: validTo ? t('user.days', { from, to: sayDate(lang, validTo) }) : t('user.days_open', { from }),
    acting: actingFor ? t('user.acting', { name: actingFor }) : '',
    actingFor: actingFor ? t('grant.acting_for_value', { name: actingFor }) : '',
    giver: giver ?? t('audit.job'),
    given: by(giver, givenAt),
    accepted: acceptedBy === FOUNDING ? t('grant.nobody_founding') : by(accepter, acceptedAt) || t('grant.not_yet'),
    ended: by(said(seen.ender), endedAt),
    state,
    tag: { kind: TAGS[state], words: t(`user.state.${state}`) },
  };
}

const WHY_NOT: Partial<Record<Fit, Key>> = {
  four_eyes: 'grant.accept_why.four_eyes',
  not_yours: 'grant.accept_why.not_yours',
};

/** What the reader may do about it, and why not. */
export function grantChoices({ accept, end, state, grant }: GrantFile, { t }: Visit) {
  const why = WHY_NOT[accept];
  return {
    mayAccept: accept === 'fit',
    whyNot: why ? t(why) : '',
    // What is over by itself needs no end; a proposal is taken back.
    mayEnd: end === 'fit' && state !== 'over',
    open: grant.acceptedAt === null,
  };
}
