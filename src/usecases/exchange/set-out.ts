/**
 * 现在去: a visit that nobody had asked for is registered before it begins, because insurance pays only for what stood there
 * beforehand: who, where, when (village-practice finding 8). It is matched at once and holds no minutes; they are found at
 * credit, as for a visit that was served first (docs/decisions/0008).
 */
import type { Act } from '#db/act';
import { addDays, halfDayOf, minuteOfDay } from '#domain/day';
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
 * @throws Refusal not_found · member_not_approved · own_record · family_record · volunteer_not_ready · earns_nothing_in_post ·
 *   service_unknown · service_off · which_order (an open order might be it) · key_reused
 */
export async function setOut(desk: Desk, going: SetOut): Promise<{ id: string }> {
  const { key, ...body } = going;
  return desk.write([], (act) => once(act, key, body, () => open(act, going)));
}

async function open(act: Act, going: SetOut): Promise<{ id: string }> {
  const { memberIds, volunteerIds } = going;
  const [first] = await personsServed(act, 'exchange.setOut', memberIds, volunteerIds);
  const { regionCode } = must(first);
  await refuseStrangers(act, volunteerIds, memberIds);
  await refuseFamilyRecord(act, [...memberIds, ...volunteerIds]);
  if (!going.another && (await ordersToday(act, memberIds, volunteerIds)).length > 0) {
    throw new Refusal('which_order', { field: 'another' });
  }
  const service = await findService(act, going.serviceCode);
  if (!service.enabled) throw new Refusal('service_off', { field: 'serviceCode' });
  const serving = await personsById(act, volunteerIds);
  const inPost = await onDuty(act, volunteerIds, regionCode, act.today);
  for (const id of volunteerIds) {
    const volunteer = must(serving.get(id));
    await refuseUnready(act, volunteer, service, act.today);
    if (inPost.has(id)) throw new Refusal('earns_nothing_in_post', { name: volunteer.name });
  }
  const reach = reachFor(act.actor, 'exchange.setOut', { regionCodes: [regionCode], memberIds: volunteerIds });
  const start = minuteOfDay(act.now);
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
      plannedOn: act.today,
      plannedStart: start,
      plannedHalfDay: halfDayOf(start),
    },
    memberIds,
    { grant: reach?.by === 'region' ? reach.grant : null },
  );
  const how = act.actor.kind === 'member' ? 'accepted' : 'assigned';
  for (const id of volunteerIds) await addVolunteer(act, exchange.id, id, how);
  return { id: exchange.id };
}

/** 是不是这一单? Open orders for these people a day around today that one of them took, or that nobody took yet. */
async function ordersToday(act: Act, memberIds: readonly string[], volunteerIds: readonly string[]) {
  const around = { memberIds, volunteerIds, from: addDays(act.today, -1), to: addDays(act.today, 1) };
  const taken = await openOrders(act, 'exchange.log', around);
  // What is on offer to her: she takes it instead of making another.
  const offered = act.actor.kind === 'member' ? await openOrders(act, 'exchange.accept', around) : [];
  return [...taken, ...offered];
}

export const ordersBeforeGoing = (
  desk: Desk,
  memberIds: readonly string[],
  volunteerIds: readonly string[],
): Promise<ExchangeLine[]> => desk.read(async (act) => linesFor(act, await ordersToday(act, memberIds, volunteerIds)));
