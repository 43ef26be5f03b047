/** Who comes: a volunteer takes an open request, the helper assigns one, and somebody who cannot come gives it back. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { must, Refusal } from '#domain/refusal';
import { onDuty } from '#records/duty';
import { type Exchange, moveExchange } from '#records/exchange';
import { personsById } from '#records/person';
import { findService } from '#records/service';
import { addVolunteer, withdrawVolunteer } from '#records/volunteering';
import type { Desk } from '#usecases/desk';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { decide, type Reached } from '#usecases/exchange/reach';
import { refuseUnready } from '#usecases/exchange/ready';
import { refuseUninsured } from '#usecases/insurance/insured';
import { refuseInStorm } from '#usecases/storm/hold';

type Move = 'accept' | 'assign';

/**
 * A volunteer says yes.
 * @throws Refusal not_found (also when somebody else was faster) · volunteer_not_ready · volunteer_uninsured · own_record · earns_nothing_in_post · storm_holds
 */
export async function acceptExchange(desk: Desk, { id }: { id: string }): Promise<void> {
  await decide(desk, id, 'exchange.accept', async (act, { exchange }) => {
    await refuseInStorm(act, exchange.regionCode);
    await match(act, exchange, act.actor.id, 'accept', null);
  });
}

/** The helper names who comes. @throws Refusal as for accepting, and family_record for her own family */
export async function assignExchange(desk: Desk, assigned: { id: string; volunteerId: string }): Promise<void> {
  await decide(desk, assigned.id, 'exchange.assign', async (act, reached) => {
    await refuseInStorm(act, reached.exchange.regionCode);
    await assignIn(act, reached, assigned.volunteerId);
  });
}

/** The same in a unit of somebody else's, who writes down what was done: weather does not undo it. */
export async function assignIn(act: Act, { exchange, grant }: Reached, volunteerId: string): Promise<void> {
  await refuseFamilyRecord(act, [...exchange.beneficiaryIds, volunteerId]);
  await match(act, exchange, volunteerId, 'assign', grant);
}

async function match(
  act: Act,
  exchange: Exchange,
  volunteerId: string,
  move: Move,
  grant: Grant | null,
): Promise<void> {
  const volunteer = must((await personsById(act, [volunteerId])).get(volunteerId), 'volunteer_unknown', {
    field: 'volunteerId',
  });
  if (exchange.beneficiaryIds.includes(volunteerId)) throw new Refusal('own_record');
  if (exchange.state !== 'approved') throw new Refusal('state_moved', { state: exchange.state });
  const service = await findService(act, exchange.serviceCode);
  const day = exchange.plannedOn ?? act.today;
  await refuseUnready(act, volunteer, service, day);
  await refuseUninsured(act, volunteer, service, day);
  const inPost = await onDuty(act, [volunteerId], exchange.regionCode, day);
  if (inPost.has(volunteerId)) throw new Refusal('earns_nothing_in_post', { name: volunteer.name });
  await addVolunteer(act, exchange.id, volunteerId, move === 'accept' ? 'accepted' : 'assigned');
  // A service for two people is matched when the second has come forward.
  if (exchange.volunteers.length + 1 >= service.people) await moveExchange(act, exchange, move, {}, { grant });
}

/**
 * A volunteer cannot come, or did not: the request is open again and its minutes stay held.
 * @param volunteerId who; a member may only name herself
 * @throws Refusal not_found · state_moved
 */
export async function withdrawFromExchange(
  desk: Desk,
  withdrawn: { id: string; volunteerId: string; reason: string },
): Promise<void> {
  await decide(desk, withdrawn.id, 'exchange.withdraw', async (act, { exchange, grant }) => {
    const serving = exchange.volunteers.some((volunteer) => volunteer.memberId === withdrawn.volunteerId);
    if (!serving || (act.actor.kind === 'member' && act.actor.id !== withdrawn.volunteerId)) {
      throw new Refusal('not_found');
    }
    // Nobody had asked for a visit that was registered on the way: it is over, and not open to others.
    const move = exchange.requestedAt === null ? 'callOff' : 'withdraw';
    await moveExchange(act, exchange, move, { signedInAt: null }, { grant, reason: withdrawn.reason });
    await withdrawVolunteer(act, exchange.id, withdrawn.volunteerId);
  });
}
