/** 应急 from its declaration to its end, each step by an officer who answers for all of the place. */
import type { Act } from '#db/act';
import { Conflict } from '#db/conflict';
import { Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import {
  mayBeStormy,
  STORM_CLOSE_REASONS,
  type StormKind,
  type StormLevel,
  type StormMoveName,
  stormLife,
} from '#domain/storm';
import { findStorm, insertStorm, moveStorm, type StormRow } from '#records/storm';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { dropAfter, oweAfter } from '#usecases/storm/after';
import { makeList } from '#usecases/storm/people';
import { tellOfStorm } from '#usecases/storm/tell';
import { grantOver } from '#usecases/under';

export interface Declared {
  key: string;
  /** A county or a town inside the officer's reach. */
  regionCode: RegionCode;
  kind: StormKind;
  level: StormLevel;
  /** The warning, in words. */
  note: string;
}

/**
 * Everybody who must be told is on its list at once, each with who answers for telling her.
 * @returns its id, and how many are on the list
 * @throws Refusal not_found · storm_level (no county or town) · storm_twice · missing · key_reused
 */
export function declareStorm(desk: Desk, { key, ...declared }: Declared): Promise<{ id: string; people: number }> {
  const work = desk.write([], (act) => once(act, key, declared, () => declareIn(act, declared)));
  return work.catch((error: unknown) => {
    if (error instanceof Conflict && error.constraint === 'storms_once') throw new Refusal('storm_twice');
    throw error;
  });
}

async function declareIn(act: Act, declared: Omit<Declared, 'key'>): Promise<{ id: string; people: number }> {
  const { regionCode, note } = declared;
  const grant = grantOver(act, 'storm.declare', regionCode);
  if (!mayBeStormy(regionCode)) throw new Refusal('storm_level', { field: 'regionCode' });
  if (!note.trim()) throw new Refusal('missing', { field: 'note' });
  const storm = await insertStorm(act, declared, { grant, note });
  const people = await makeList(act, storm);
  await tellOfStorm(act, storm, 'stormDeclared');
  return { id: storm.id, people };
}

const step = (
  desk: Desk,
  id: string,
  move: StormMoveName,
  work: (act: Act, storm: StormRow) => Promise<Partial<StormRow>>,
  why: { reason?: string; note?: string | null } = {},
): Promise<StormRow> =>
  desk.write([], async (act) => {
    const action = move === 'close' ? 'storm.close' : 'storm.declare';
    const storm = await findStorm(act, id, action);
    if (!stormLife.mayStart(move, storm.state)) throw new Refusal(movedAway(move, storm), { state: storm.state });
    const changes = await work(act, storm);
    const moved = await moveStorm(act, storm, move, changes, {
      ...{ grant: grantOver(act, action, storm.regionCode), ...why },
    });
    if (move === 'begin') await tellOfStorm(act, moved, 'stormBegun');
    if (move === 'end') {
      await oweAfter(act, moved);
      await tellOfStorm(act, moved, 'stormEnded');
    }
    return moved;
  });

/** What has not begun does not end: then it passed by. */
const movedAway = (move: StormMoveName, { state }: StormRow) =>
  move === 'end' && state === 'before' ? 'storm_not_begun' : 'state_moved';

/** 进入应急: from now on nobody is sent out. @throws Refusal not_found · state_moved · storm_drill (which stops nobody) */
export const beginStorm = (desk: Desk, { id }: { id: string }): Promise<StormRow> =>
  step(desk, id, 'begin', async (act, { kind }) => {
    if (kind === 'drill') throw new Refusal('storm_drill');
    return { fromDay: act.today, begunAt: act.now };
  });

/** 应急解除: everybody on the list is seen within the hours of the policy. @throws Refusal not_found · state_moved · storm_not_begun */
export const endStorm = (desk: Desk, { id }: { id: string }): Promise<StormRow> =>
  step(desk, id, 'end', async (act, { regionCode }) => ({
    ...{ toDay: act.today, endedAt: act.now },
    visitHours: act.policy.get('storm.visitHours', regionCode, act.today),
  }));

/** It passed by: nobody is owed a visit for it. @throws Refusal not_found · state_moved · reason_needed */
export const callOffStorm = (desk: Desk, { id, note }: { id: string; note: string | null }): Promise<StormRow> =>
  step(
    desk,
    id,
    'callOff',
    async (act) => {
      if (!note?.trim()) throw new Refusal('reason_needed', { field: 'note' });
      return { closedBy: act.actor.id, closedAt: act.now, closeReason: 'called_off', closeNote: note };
    },
    { reason: 'called_off', note },
  );

export interface ClosedWhy {
  reason: (typeof STORM_CLOSE_REASONS)[number];
  note: string | null;
}

/**
 * 结束: by the county, before everybody was seen. What nobody met of it is owed no more.
 * @throws Refusal not_found · state_moved · reason_needed · missing (why is said in words)
 */
export const closeStorm = (desk: Desk, { id, reason, note }: { id: string } & ClosedWhy): Promise<StormRow> =>
  step(
    desk,
    id,
    'close',
    async (act, storm) => {
      if (!STORM_CLOSE_REASONS.includes(reason)) throw new Refusal('reason_needed', { field: 'reason' });
      if (!note?.trim()) throw new Refusal('missing', { field: 'note' });
      await dropAfter(act, storm);
      return { closedBy: act.actor.id, closedAt: act.now, closeReason: reason, closeNote: note };
    },
    { reason, note },
  );
