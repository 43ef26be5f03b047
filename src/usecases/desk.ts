/**
 * A desk is where somebody sits down to act: the person, the moment and the books at hand.
 * Every use case takes one. It opens units of work and nothing else: what is written in one `write` stands or falls together.
 */
import type { Act, Vault } from '#db/act';
import type { Store } from '#db/store';
import type { Actor } from '#domain/actor';
import { dayOf, type Instant } from '#domain/day';
import type { PolicyBook } from '#domain/policy';
import type { Seal } from '#ledger/seal';
import type { Letterbox } from '#records/letterbox';
import { refuseUnlessStanding } from '#usecases/seal/standing';
import { alarmIn, raiseAlarm } from '#usecases/telling/alarm';
import { tell } from '#usecases/telling/tell';
import { tellOfPairs } from '#usecases/telling/tell-of-pair';
import { countTouched } from '#usecases/visit/count';

/** What the house owns for as long as it is open. Made once, in main.ts. */
export interface House {
  store: Store;
  vault: Vault;
  /** Mixed into every PIN and password before hashing, so that a stolen database alone cannot be tried out. */
  pepper: string;
  /** Opens what phones sealed while they had no signal. */
  letterbox: Letterbox;
  /** Cost of a hash where it is not the usual one: tests hash cheaply. */
  hashing?: { memoryCost: number; timeCost: number };
  /** What the books are sealed with; null or absent where no key was made. */
  seal?: Seal | null;
  /** Whether messages to phones leave this house. Where none do, nobody counts as told because a number is on file. */
  sendsToPhones?: boolean;
  ids: (prefix: string) => string;
  clock: () => Instant;
  policy: () => Promise<PolicyBook>;
  /** Called when a policy was accepted, so that the next desk reads it. */
  policyChanged: () => void;
}

export interface Desk {
  house: House;
  actor: Actor;
  device: string | null;
  requestId: string;
  now: Instant;
  /**
   * One unit of work under one durable commit. It may run again from the start, so it has no effect outside `act.tx`.
   * @param journals ids of the journals it may post to, `[]` for none
   */
  write<T>(journals: readonly string[], work: (act: Act) => Promise<T>): Promise<T>;
  /** One snapshot: numbers read in it agree with each other. */
  read<T>(work: (act: Act) => Promise<T>): Promise<T>;
}

export interface Visitor {
  actor: Actor;
  device?: string | null;
  requestId: string;
}

/** A desk in this house for this visitor; its clock stands still for as long as one request or job lasts. */
export function deskFor(house: House, visitor: Visitor): Desk {
  const now = house.clock();
  const device = visitor.device ?? null;
  const handed = async () => ({
    actor: visitor.actor,
    now,
    today: dayOf(now),
    policy: await house.policy(),
    ids: house.ids,
    vault: house.vault,
    requestId: visitor.requestId,
    device,
  });
  return {
    house,
    actor: visitor.actor,
    device,
    requestId: visitor.requestId,
    now,
    async write(journals, work) {
      const rest = await handed();
      const phones = house.sendsToPhones ?? false;
      const unit = house.store.transact(journals, async (tx) => {
        const act: Act = { tx, ...rest, moved: [], paired: [], touched: new Set() };
        if (house.seal) await refuseUnlessStanding(act, house.seal, journals);
        const answer = await work(act);
        // Nothing happens to an exchange or a pair without its notices: they stand or fall with it.
        await tell(act, phones);
        await tellOfPairs(act, phones);
        await countTouched(act);
        return answer;
      });
      return unit.catch(async (error: unknown) => {
        // The unit is gone with what it would have told: that a book does not stand is told by itself.
        const raised = alarmIn(error, rest);
        const alarm =
          raised &&
          house.store.transact([], (tx) =>
            raiseAlarm({ tx, ...rest, moved: [], paired: [], touched: new Set() }, raised, phones),
          );
        await alarm?.catch(() => {});
        throw error;
      });
    },
    async read(work) {
      const rest = await handed();
      return house.store.read((tx) => work({ tx, ...rest, moved: [], paired: [], touched: new Set() }));
    },
  };
}
