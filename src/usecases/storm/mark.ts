/** 临灾通知: whoever goes from door to door ticks a row; whoever knows of somebody else puts her on, and says why. */
import { must, Refusal } from '#domain/refusal';
import { reaches } from '#domain/region';
import type { StormTick } from '#domain/storm';
import { findPersons } from '#records/person';
import { registeredById } from '#records/register';
import { findStorm, writeStormMove } from '#records/storm';
import { listsOf, markPerson, onList } from '#records/storm-people';
import type { Desk } from '#usecases/desk';
import { putOn } from '#usecases/storm/people';
import { grantOver } from '#usecases/under';

export interface Ticked {
  /** The storm. */
  id: string;
  memberId: string;
  tick: StormTick;
  /** Where she was moved to, why it is not needed, or what happened; needed for the first two. */
  said: string | null;
}

/** Until it is over: what was said last holds. */
const OPEN = ['before', 'during'] as const;

/**
 * On every list on which she stands for a storm that is coming or here: nobody is asked twice because two floors declared it.
 * @throws Refusal not_found · storm_over · missing (where to) · reason_needed · state_moved
 */
export const tickPerson = (desk: Desk, { id, memberId, tick, said }: Ticked): Promise<void> =>
  desk.write([], async (act) => {
    const storm = await findStorm(act, id, 'storm.mark');
    const [elder] = await findPersons(act, [memberId], 'storm.mark');
    const grant = grantOver(act, 'storm.mark', must(elder).regionCode);
    if (!OPEN.some((state) => state === storm.state)) throw new Refusal('storm_over');
    const words = saidFor(tick, said);
    const here = must(await onList(act, id, memberId));
    if (here.mark === 'off') throw new Refusal('not_found');
    for (const one of await listsOf(act, [memberId], OPEN)) {
      await markPerson(act, one.storm, one.person, tick, { said: words }, { grant, note: words });
    }
  });

function saidFor(tick: StormTick, said: string | null): string | null {
  const words = said?.trim() || null;
  if (tick === 'move' && !words) throw new Refusal('missing', { field: 'said' });
  if (tick === 'excuse' && !words) throw new Refusal('reason_needed', { field: 'said' });
  return words;
}

export interface Added {
  id: string;
  memberId: string;
  /** Why she must be told although the register does not say so. */
  why: string;
}

/** @throws Refusal not_found · storm_over · storm_outside · storm_gone (she died or left) · storm_listed · missing */
export const addToStorm = (desk: Desk, { id, memberId, why }: Added): Promise<void> =>
  desk.write([], async (act) => {
    const storm = await findStorm(act, id, 'storm.add');
    const [found] = await findPersons(act, [memberId], 'storm.add');
    const elder = must(found);
    const grant = grantOver(act, 'storm.add', elder.regionCode);
    if (!OPEN.some((state) => state === storm.state)) throw new Refusal('storm_over');
    if (!reaches(storm.regionCode, elder.regionCode)) throw new Refusal('storm_outside', { field: 'memberId' });
    if (elder.state === 'deceased' || elder.state === 'closed') throw new Refusal('storm_gone', { field: 'memberId' });
    if (!why.trim()) throw new Refusal('missing', { field: 'why' });
    const before = await onList(act, id, memberId);
    if (before && before.mark !== 'off') throw new Refusal('storm_listed', { field: 'memberId' });
    const because = { grant, note: why.trim() };
    if (before) return markPerson(act, storm, before, 'list', { addedWhy: why.trim(), said: null }, because);
    const known = (await registeredById(act, [memberId])).get(memberId);
    const { regionCode } = elder;
    const row = { memberId, regionCode, risk: known?.risk ?? null, reasons: known?.reasons ?? [] };
    await putOn(act, storm, [{ ...row, addedWhy: why.trim() }]);
    await writeStormMove(act, storm, { move: 'list', memberId }, because);
  });
