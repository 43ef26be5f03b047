/**
 * Signing out, also with no network: her people are gone from the phone at once, and the house hears of it before anything
 * else is asked of it. Until then the session lives, and nobody is brought along by it.
 */
import { askRoster, HouseTrouble, tellLeft } from '#field/house';
import { forget, inDrawer } from '#field/roster';
import { rosterDb } from '#field/store';
import type { Leaving, Roster } from '#field/types';

export async function beginLeaving({ user, csrf }: Roster): Promise<void> {
  await forget();
  await (await rosterDb()).put('brought', { userId: user.id, csrf }, 'leaving');
}

/** @returns whether there was somebody to sign out, and she is now. @throws HouseTrouble where the house was not reached */
export async function leaveFirst(): Promise<boolean> {
  const leaving = await inDrawer('leaving');
  if (!leaving) return false;
  const left = await signedOut(leaving);
  await (await rosterDb()).delete('brought', 'leaving');
  return left;
}

/** False: somebody else has come in meanwhile, and stays. */
async function signedOut({ userId, csrf }: Leaving): Promise<boolean> {
  try {
    await tellLeft(csrf);
    return true;
  } catch (error) {
    if (!(error instanceof HouseTrouble) || error.trouble !== 'stale') throw error;
  }
  // The token is not of whoever is signed in, or too old: of her list of people only who she is, and a new token.
  const now = await askRoster().catch((error: unknown) => {
    if (error instanceof HouseTrouble && error.trouble === 'door') return null;
    throw error;
  });
  if (now?.user.id === userId) await tellLeft(now.csrf);
  return now === null || now.user.id === userId;
}
