/**
 * 请人帮手: ask for help, for oneself, for one's mother, or as the helper for an elder without a phone.
 * Low risk and covered is held by rule and the town sees it after; the rest waits for the town (domain.md, Care).
 */
import type { Act } from '#db/act';
import { addDays, type Day, type HalfDay, type MinuteOfDay } from '#domain/day';
import { reachFor } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { type RegionCode, townOf } from '#domain/region';
import { journalFor } from '#ledger/journal';
import { askedInMonth } from '#records/asked';
import { type Exchange, moveExchange, openExchange } from '#records/exchange';
import { findPersons } from '#records/person';
import { findService, type ServiceRow } from '#records/service';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { type Cover, coverFor, coverJournals } from '#usecases/exchange/cover';
import { holdCover } from '#usecases/exchange/hold';
import { isStormy } from '#usecases/storm/hold';

export interface Request {
  key: string;
  /** One elder, or a couple at home: one visit. */
  memberIds: string[];
  serviceCode: string;
  plannedOn: Day;
  plannedStart: MinuteOfDay | null;
  plannedHalfDay: HalfDay | null;
  plannedMinutes: number;
  wish: string | null;
  /** 用自己存的: she asked to use minutes that she earned. */
  wantsOwn: boolean;
  urgent: boolean;
  /** How she agreed when somebody asks for her; 'self' when she asks herself. */
  consentHow: 'self' | 'inPerson' | 'phone' | 'family';
}

/** What is asked for, under whatever key. */
export type Asking = Omit<Request, 'key'>;

export interface Requested {
  id: string;
  /** approved = its minutes are already held (已约). */
  state: 'requested' | 'approved';
}

/** How far ahead one may ask. */
export const MAX_DAYS_AHEAD = 60;

/**
 * @throws Refusal not_found · member_not_approved · service_unknown · service_off · day_in_past · minutes_zero ·
 *   over_service_maximum · consent_needed · minutes_short (params.missing: nobody could ever pay it) · key_reused
 */
export async function requestExchange(desk: Desk, request: Request): Promise<Requested> {
  const journals = await desk.read(async (act) => {
    const [first] = await findPersons(act, request.memberIds, 'exchange.request');
    return coverJournals(act, { beneficiaryIds: request.memberIds, regionCode: must(first).regionCode });
  });
  const { key, ...body } = request;
  return desk.write(journals, (act) => once(act, key, body, () => requestIn(act, body)));
}

/** The same in a unit of somebody else's, which has locked `coverJournals`. @param byId who asked, where somebody else hands it in */
export async function requestIn(act: Act, request: Asking, byId: string = act.actor.id): Promise<Requested> {
  const { exchange, service } = await open(act, request, byId);
  const held = await holdByRule(act, exchange, service);
  return { id: exchange.id, state: held ? 'approved' : 'requested' };
}

async function open(
  act: Act,
  request: Asking,
  requestedBy: string,
): Promise<{ exchange: Exchange; service: ServiceRow }> {
  const persons = await findPersons(act, request.memberIds, 'exchange.request');
  const stranger = persons.find((person) => person.state !== 'approved' || !person.receives);
  if (stranger) throw new Refusal('member_not_approved', { name: stranger.name });
  const service = await findService(act, request.serviceCode);
  refuseUnreasonable(act, request, service);
  const { regionCode } = must(persons[0]);
  const reach = must(
    reachFor(act.actor, 'exchange.request', { regionCodes: [regionCode], memberIds: request.memberIds }),
  );
  if (reach.by !== 'own' && request.consentHow === 'self') throw new Refusal('consent_needed', { field: 'consentHow' });
  const { memberIds, ...asked } = request;
  const exchange = await openExchange(
    act,
    'request',
    {
      ...asked,
      journal: await journalFor(act, regionCode),
      regionCode,
      recipientTown: townOf(regionCode),
      purpose: 'asked',
      requestedBy,
      requestedAt: act.now,
    },
    memberIds,
    { grant: reach.by === 'region' ? reach.grant : null },
  );
  return { exchange, service };
}

export function refuseUnreasonable(
  act: Act,
  request: Pick<Request, 'plannedOn' | 'plannedMinutes'>,
  service: ServiceRow,
): void {
  if (!service.enabled) throw new Refusal('service_off', { field: 'serviceCode' });
  if (request.plannedMinutes <= 0) throw new Refusal('minutes_zero', { field: 'plannedMinutes' });
  if (request.plannedMinutes > service.maxMinutes) {
    throw new Refusal('over_service_maximum', { field: 'plannedMinutes', maximum: service.maxMinutes });
  }
  if (request.plannedOn < act.today) throw new Refusal('day_in_past', { field: 'plannedOn' });
  if (request.plannedOn > addDays(act.today, MAX_DAYS_AHEAD)) throw new Refusal('day_too_far', { field: 'plannedOn' });
}

/**
 * Hold at once what is low in risk and covered, where the policy says "by risk".
 * @throws Refusal minutes_short when neither her minutes nor a pool could ever pay
 */
async function holdByRule(act: Act, exchange: Exchange, service: ServiceRow): Promise<boolean> {
  const minutes = must(exchange.plannedMinutes);
  const cover = await coverFor(act, { ...exchange, minutes });
  if (cover.short > 0 && !cover.poolAllowed) {
    throw new Refusal('minutes_short', { missing: cover.short, field: 'plannedMinutes' });
  }
  const plannedOn = must(exchange.plannedOn);
  if (!(await heldByRule(act, { ...exchange, plannedOn, more: 0 }, service, cover))) return false;
  await holdCover(act, exchange, cover, undefined);
  await moveExchange(act, exchange, 'holdByRule', { approvedAt: act.now }, { reason: 'low_risk_covered' });
  return true;
}

/** What the rule looks at beside risk and cover. */
export interface Held {
  regionCode: RegionCode;
  beneficiaryIds: readonly string[];
  plannedOn: Day;
  /** Minutes that are not on file yet: a preview's. */
  more: number;
}

/** Is it held at once, or does the town look at it first? Above the month's limit (`redeem.maxPerMonthMin`) the town does. */
export async function heldByRule(
  act: Act,
  held: Held,
  service: ServiceRow,
  cover: Pick<Cover, 'short'>,
): Promise<boolean> {
  // While nobody is sent it waits with the town; what was asked is kept.
  if (await isStormy(act, held.regionCode)) return false;
  const rule = act.policy.get('redeem.requiresTownApproval', held.regionCode, act.today);
  const lowRisk = service.risk === 'low' || rule === 'never';
  if (cover.short > 0 || !lowRisk || rule === 'always') return false;
  const limit = act.policy.get('redeem.maxPerMonthMin', held.regionCode, act.today);
  return limit === null || (await askedInMonth(act, held.beneficiaryIds, held.plannedOn)) + held.more <= limit;
}
