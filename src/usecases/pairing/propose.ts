/** 提出结对: the helper names an elder and a volunteer, how often, how long and what for. Nothing is promised before both said yes. */
import type { Act } from '#db/act';
import { Conflict } from '#db/conflict';
import type { Terms } from '#domain/pairing';
import type { Action } from '#domain/permission';
import { Refusal } from '#domain/refusal';
import { findPairing, insertPairing, type Pairing } from '#records/pairing';
import { findPersons } from '#records/person';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { checkTerms, fitTwo } from '#usecases/pairing/fit';
import { grantOver } from '#usecases/under';

export interface PairingAsked extends Terms {
  elderId: string;
  volunteerId: string;
  /** Declared by one tick: 我和TA是亲戚. What is on file says so too. */
  relative: boolean;
  /** The pairing whose work this one takes over: it ends when this one is confirmed. */
  followsId: string | null;
}

/**
 * @throws Refusal not_found · pair_* · volunteer_unknown · volunteer_not_ready · service_unknown · family_record · key_reused
 */
export async function proposePairing(
  desk: Desk,
  { key, ...asked }: PairingAsked & { key: string },
): Promise<{ id: string }> {
  const work = desk.write([], (act) => once(act, key, asked, () => proposeIn(act, asked)));
  return work.catch((error: unknown) => {
    if (error instanceof Conflict && error.constraint === 'pairings_once') throw new Refusal('pair_twice');
    throw error;
  });
}

/** Under which action, and who answers for the pair; without it whoever proposes it. */
interface By {
  action: Action;
  helperId: string;
}

/** The same in a unit of somebody else's. */
export async function proposeIn(act: Act, asked: PairingAsked, by?: By): Promise<{ id: string }> {
  const { action = 'pairing.propose', helperId = act.actor.id } = by ?? {};
  const { elderId, volunteerId, followsId, visitsPerMonth, minutesPerVisit, serviceCodes } = asked;
  const [reached] = await findPersons(act, [elderId], action);
  await refuseFamilyRecord(act, [elderId, volunteerId]);
  const before = followsId === null ? null : await followed(act, followsId, elderId);
  const two = await fitTwo(act, { elderId, volunteerId, except: before ? [before.id] : [] });
  await checkTerms(act, asked, two);
  const regionCode = reached?.regionCode ?? two.elder.regionCode;
  const { id } = await insertPairing(
    act,
    {
      ...{ regionCode, elderId, volunteerId, visitsPerMonth, minutesPerVisit, serviceCodes: [...serviceCodes] },
      ...{ relative: asked.relative || two.bond === 'relative', helperId, followsId },
    },
    { grant: grantOver(act, action, regionCode) },
  );
  return { id };
}

/** It stands, and is hers. @throws Refusal not_found */
async function followed(act: Act, id: string, elderId: string): Promise<Pairing> {
  const before = await findPairing(act, id, 'pairing.propose');
  const stands = before.state === 'active' || before.state === 'paused';
  if (!stands || before.elderId !== elderId) throw new Refusal('not_found');
  return before;
}
