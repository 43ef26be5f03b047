/** The PIN of a member: its hash, who was present when she chose it. Compared in use cases, outside any unit of work. */
import { and, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { pins } from '#db/schema/office';

export type PinRow = typeof pins.$inferSelect;

/** Not scoped: whoever types a PIN has no reach yet. */
export async function pinOf(act: Pick<Act, 'tx'>, memberId: string): Promise<PinRow | null> {
  const [row] = await act.tx.select().from(pins).where(eq(pins.memberId, memberId));
  return row ?? null;
}

/** The new one replaces the one before. */
export async function writePin(
  act: Act,
  pin: Pick<PinRow, 'memberId' | 'hash' | 'presentName'> & { presentPhone?: string },
): Promise<void> {
  const presentPhoneSealed = pin.presentPhone ? act.vault.seal(pin.presentPhone) : null;
  const present = { presentName: pin.presentName, presentPhoneSealed };
  const set = { hash: pin.hash, ...present, setAt: act.now, setBy: act.actor.id, changedAt: null };
  await act.tx
    .insert(pins)
    .values({ memberId: pin.memberId, ...set })
    .onConflictDoUpdate({ target: pins.memberId, set });
}

/** Another one in place of `before`, by whoever had that one in hand. False when it was set anew meanwhile. */
export async function changePinFrom(act: Act, before: PinRow, hash: string): Promise<boolean> {
  const changed = await act.tx
    .update(pins)
    .set({ hash, changedAt: act.now })
    .where(and(eq(pins.memberId, before.memberId), eq(pins.hash, before.hash)))
    .returning({ memberId: pins.memberId });
  return changed.length > 0;
}
