/** 公益时间: what stands in the pools of towns and counties, and quotas proposed by one officer and accepted by another. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { foldNumbers } from '#domain/digits';
import { readMinutes } from '#domain/minutes';
import { Refusal } from '#domain/refusal';
import { levelOf } from '#domain/region';
import { submissionKey, text, understood } from '#http/form';
import { sayName } from '#http/name';
import { beside, doneWords } from '#http/office/words';
import { placeName, sayPath } from '#http/place-words';
import { page, type Route, type Visit } from '#http/route';
import { landed, textOf } from '#http/staff-page';
import { sayDate, sayMoment } from '#i18n/say';
import type { Key } from '#i18n/words';
import type { Fit } from '#usecases/fit';
import { acceptQuota } from '#usecases/pool/accept';
import { proposeQuota } from '#usecases/pool/propose';
import type { QuotaLine } from '#usecases/pool/quotas';
import { poolsToFill, viewPools } from '#usecases/pool/view';

/** A county thinks in hours: a bare number is hours here, and minutes only where somebody writes minutes. */
function readHours(typed: string): number {
  const bare = /^([\d,]+)$/.exec(foldNumbers(typed).replace(/\s/g, ''))?.[1]?.replaceAll(',', '');
  if (bare !== undefined && Number(bare) === 0) throw new Refusal('missing');
  return readMinutes(bare === undefined ? typed : `${bare}h`);
}

const Form = z.object({
  key: submissionKey(),
  poolCode: text(12),
  poolMinutes: understood(readHours, 30),
  poolReason: text(60),
});

const FIELDS: Record<string, string> = { regionCode: 'poolCode', minutes: 'poolMinutes', reason: 'poolReason' };
const WHY_NOT: Partial<Record<Fit, Key>> = {
  four_eyes: 'pool.yours',
  own_family_decision: 'pool.not_fit',
};

function quotaOf({ quota, path, accept, ...by }: QuotaLine, visit: Visit) {
  const { t, lang, desk } = visit;
  const who = by.proposer ? sayName(by.proposer, lang) : t('audit.job');
  const why = WHY_NOT[accept];
  return {
    id: quota.id,
    minutes: quota.minutes,
    reason: quota.reason,
    place: sayPath(path, visit),
    day: sayDate(lang, dayOf(quota.acceptedAt ?? quota.proposedAt)),
    pair: t('pool.history_pair', { proposer: who, accepter: sayName(by.accepter ?? '', lang) }),
    sub: t('pool.waiting_sub', {
      reason: quota.reason,
      who,
      when: sayMoment(lang, quota.proposedAt, dayOf(desk.now)),
    }),
    mayAccept: accept === 'fit',
    whyNot: why ? t(why) : '',
  };
}

async function list(visit: Visit) {
  const { counties, waiting, given } = await viewPools(visit.desk);
  return page('pool/list', {
    counties: counties.map(({ path, lines, sum }) => ({
      name: sayPath(path, visit),
      lines: lines.map((line) => ({
        ...line,
        place: levelOf(line.code) === 'county' ? visit.t('pool.county_own') : placeName(line.place, visit),
      })),
      sum,
    })),
    waiting: waiting.map((line) => quotaOf(line, visit)),
    given: given.map((line) => quotaOf(line, visit)),
    done: doneWords(visit, { proposed: 'pool.done_proposed', accepted: 'pool.done_accepted' }),
  });
}

async function ask(visit: Visit) {
  const places = await poolsToFill(visit.desk);
  return page('pool/new', {
    places: places.map(({ code, path }) => ({ value: code, label: sayPath(path, visit) })),
    chosen: textOf(visit.query, 'in'),
  });
}

async function propose(visit: Visit) {
  const { poolCode, poolMinutes, poolReason, key } = visit.read(Form);
  const quota = { key, regionCode: poolCode, minutes: poolMinutes, reason: poolReason };
  await proposeQuota(visit.desk, quota).catch(beside(FIELDS));
  return landed('/pools', 'proposed');
}

async function accept(visit: Visit) {
  await acceptQuota(visit.desk, { id: visit.params.id ?? '' });
  return landed('/pools', 'accepted');
}

export const routes: Route[] = [
  { method: 'GET', url: '/pools', needs: 'pool.read', handle: list },
  { method: 'GET', url: '/pool-quotas/new', needs: 'pool.propose', handle: ask },
  { method: 'POST', url: '/pool-quotas', needs: 'pool.propose', form: ask, handle: propose },
  { method: 'POST', url: '/pool-quotas/:id/acceptance', needs: 'pool.accept', form: list, handle: accept },
];
