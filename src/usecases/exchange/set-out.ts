/**
 * 现在去: a visit that nobody had asked for is registered before it begins, because insurance pays only for what stood there
 * beforehand: who, where, when (village-practice finding 8). It is matched at once and holds no minutes; they are found at
 * credit, as for a visit that was served first (docs/decisions/0008).
 */
import type { Act } from '#db/act';
import { addDays, type Day, halfDayOf, type MinuteOfDay, minuteOfDay } from '#domain/day';
import { reachFor } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { townOf } from '#domain/region';
import { journalFor } from '#ledger/journal';
import { onDuty } from '#records/duty';
import { openExchange } from '#records/exchange';
import { personsById } from '#records/person';
import { openOrders } from '#records/recent';
import { findService } from '#records/service';
import { once } from '#records/submission';
import { addVolunteer } from '#records/volunteering';
import type { Desk } from '#usecases/desk';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { refuseStrangers } from '#usecases/exchange/log';
import { personsServed } from '#usecases/exchange/log-served';
import { refuseUnready } from '#usecases/exchange/ready';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { refuseUninsured } from '#usecases/insurance/insured';
import { refuseInStorm } from '#usecases/storm/hold';

export interface SetOut {
  key: string;
  memberIds: string[];
  /** Who goes; a member names herself alone. */
  volunteerIds: string[];
  serviceCode: string;
  /** True when it is none of the orders that were shown. */
  another: boolean;
}

/**
 * By the volunteer for herself, or by the helper for her.
 * @throws Refusal not_found · member_not_approved · own_record · family_record · volunteer_not_ready · volunteer_uninsured · earns_nothing_in_post ·
 *   service_unknown · service_off · which_order (an open order might be it) · storm_holds · key_reused
 */
export async function setOut(desk: Desk, going: SetOut): Promise<{ id: string }> {
  const { key, ...body } = going;
  const now = (act: Act): Leaving => ({ on: act.today, start: minuteOfDay(act.now) });
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      // A phone without signal hands in who has gone already: that is kept.
      const [first] = await personsServed(act, 'exchange.setOut', body.memberIds, body.volunteerIds);
      await refuseInStorm(act, must(first).regionCode);
      await refuseUninsuredNow(act, body);
      return setOutIn(act, body, now(act));
    }),
  );
}

/** When she left. */
export interface Leaving {
  on: Day;
  /** Null where no clock can say. */
  start: MinuteOfDay | null;
}

/** The same in a unit of somebody else's. @param alsoPersonId the person behind whoever wrote what this officer hands in */
export async function setOutIn(
  act: Act,
  going: Omit<SetOut, 'key'>,
  { on, start }: Leaving,
  alsoPersonId: string | null = null,
): Promise<{ id: string }> {
  const { memberIds, volunteerIds } = going;
  const [first] = await personsServed(act, 'exchange.setOut', memberIds, volunteerIds);
  const { regionCode } = must(first);
  await refuseStrangers(act, volunteerIds, memberIds);
  await refuseFamilyRecord(act, [...memberIds, ...volunteerIds], alsoPersonId);
  if (!going.another && (await ordersOn(act, on, memberIds, volunteerIds)).length > 0) {
    throw new Refusal('which_order', { field: 'another' });
  }
  const service = await findService(act, going.serviceCode);
  if (!service.enabled) throw new Refusal('service_off', { field: 'serviceCode' });
  const serving = await personsById(act, volunteerIds);
  const inPost = await onDuty(act, volunteerIds, regionCode, on);
  for (const id of volunteerIds) {
    const volunteer = must(serving.get(id));
    await refuseUnready(act, volunteer, service, on);
    if (inPost.has(id)) throw new Refusal('earns_nothing_in_post', { name: volunteer.name });
  }
  const reach = reachFor(act.actor, 'exchange.setOut', { regionCodes: [regionCode], memberIds: volunteerIds });
  const exchange = await openExchange(
    act,
    'setOut',
    {
      journal: await journalFor(act, regionCode),
      regionCode,
      recipientTown: townOf(regionCode),
      serviceCode: service.code,
      purpose: 'asked',
      wantsOwn: false,
      urgent: false,
      plannedOn: on,
      plannedStart: start,
      plannedHalfDay: start === null ? null : halfDayOf(start),
    },
    memberIds,
    { grant: reach?.by === 'region' ? reach.grant : null },
  );
  const how = act.actor.kind === 'member' ? 'accepted' : 'assigned';
  for (const id of volunteerIds) await addVolunteer(act, exchange.id, id, how);
  return { id: exchange.id };
}

/** Who goes to what has a risk is insured; who has gone already is written down all the same, and flagged. */
async function refuseUninsuredNow(act: Act, { volunteerIds, serviceCode }: Omit<SetOut, 'key'>): Promise<void> {
  const service = await findService(act, serviceCode);
  const serving = await personsById(act, volunteerIds);
  for (const volunteer of serving.values()) await refuseUninsured(act, volunteer, service, act.today);
}

/** 是不是这一单? Open orders for these people a day around it that one of them took, or that nobody took yet. */
async function ordersOn(act: Act, on: Day, memberIds: readonly string[], volunteerIds: readonly string[]) {
  const around = { memberIds, volunteerIds, from: addDays(on, -1), to: addDays(on, 1) };
  const taken = await openOrders(act, 'exchange.log', around);
  // What is on offer to her: she takes it instead of making another.
  const offered = act.actor.kind === 'member' ? await openOrders(act, 'exchange.accept', around) : [];
  return [...taken, ...offered];
}

export const ordersBeforeGoing = (
  desk: Desk,
  memberIds: readonly string[],
  volunteerIds: readonly string[],
): Promise<ExchangeLine[]> =>
  desk.read(async (act) => linesFor(act, await ordersOn(act, act.today, memberIds, volunteerIds)));
