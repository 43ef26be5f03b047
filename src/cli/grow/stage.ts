/** What every part of the grower is handed: the house, the clock of the present, chance, and hands to act with. */

import { type Dice, diceFrom, idsFrom } from '#cli/grow/dice';
import type { Hand } from '#db/act';
import type { Actor, Grant, StaffActor } from '#domain/actor';
import { type Day, dayOf, type Instant } from '#domain/day';
import type { PolicyBook } from '#domain/policy';
import type { RegionCode } from '#domain/region';
import { type Desk, deskFor, type House } from '#usecases/desk';

export interface Stage {
  house: House;
  /** The grower's own desk: it writes. */
  desk: Desk;
  policy: PolicyBook;
  dice: Dice;
  until: Instant;
  today: Day;
  /** How somebody's act at an instant looks in a row; the device is their own. */
  hand(actor: Actor, at: Instant): Hand;
}

export async function openStage(house: House, seed: number): Promise<Stage> {
  const dice = diceFrom(seed);
  const idsAt = idsFrom(dice);
  const policy = await house.policy();
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:grow' }, requestId: 'grow' });
  const hand: Stage['hand'] = (actor, at) => ({
    actor,
    now: at,
    today: dayOf(at),
    policy,
    ids: idsAt(at),
    vault: house.vault,
    requestId: 'grow',
    device: actor.kind === 'job' ? null : `device-${actor.id}`,
  });
  return { house, desk, policy, dice, until: desk.now, today: dayOf(desk.now), hand };
}

/** Somebody in post: their actor, and the grant they act under. */
export interface Officer {
  actor: StaffActor;
  grant: Grant;
}

export interface Town {
  code: RegionCode;
  /** Of its pool. */
  regionId: string;
  county: County;
  socialWorker: Officer;
  officer: Officer;
}

export interface County {
  code: RegionCode;
  journal: string;
  officers: [Officer, Officer];
}

export interface Village {
  code: RegionCode;
  town: Town;
  hamletIds: string[];
  helper: Officer;
  clerk: Officer;
}
