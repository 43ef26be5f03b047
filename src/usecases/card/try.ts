/**
 * A card's number was typed, not its code scanned. Numbers are eight digits that stand on paper and can be guessed, so wrong
 * ones are counted: by member and by device, in a unit of their own before anything is compared.
 */
import { Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { countTry, takeBackTry } from '#records/try';
import type { Desk } from '#usecases/desk';

/** Wrong ones a day: more than a tired thumb makes at five doors, and far from enough to find somebody's card. */
export const CARD_TRIES = 10;

const countedFor = ({ actor, device }: Desk): string[] => [
  `card:${actor.id}`,
  ...(device ? [`card:device:${device}`] : []),
];

/**
 * Only a wrong card stays counted. A right one takes back its own try and no other: she has one in hand herself, and typing
 * it in between must not win more guesses.
 * @throws Refusal card_locked · what the work refuses
 */
export async function triedCard<T>(desk: Desk, work: () => Promise<T>): Promise<T> {
  const made = await desk.write([], async (act) => {
    let most = 0;
    for (const subject of countedFor(desk)) most = Math.max(most, await countTry(act, subject));
    if (most === CARD_TRIES + 1) {
      await note(act, { verb: 'lock', noun: 'card', subjectId: act.actor.id, outcome: 'refused' });
    }
    return most;
  });
  if (made > CARD_TRIES) throw new Refusal('card_locked', { field: 'card' });
  try {
    const answer = await work();
    await takeBack(desk);
    return answer;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'card_wrong')) await takeBack(desk);
    throw error;
  }
}

const takeBack = (desk: Desk): Promise<void> =>
  desk.write([], async (act) => {
    for (const subject of countedFor(desk)) await takeBackTry(act, subject);
  });
