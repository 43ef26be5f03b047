/** A batch from one phone: each record is its own unit of work, one after another, and a bad one never hurts the others. */
import type { Desk } from '#usecases/desk';
import { idOf } from '#usecases/field/body';
import { type Handed, type Receipt, takeRecord } from '#usecases/field/take';

/** As many as a weak signal carries before it breaks off. */
export const MOST_RECORDS = 20;

/**
 * In the order in which they came: two records of one volunteer written side by side would not see each other's flags.
 * @param onFault told of a mistake of ours in one record; the phone is told to come again
 * @returns a receipt each, in the same order
 */
export async function takeBatch(
  desk: Desk,
  raws: readonly unknown[],
  onFault: (error: unknown) => void,
  handed: Handed = { way: 'phone' },
): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (const raw of raws) {
    try {
      receipts.push(await takeRecord(desk, raw, handed));
    } catch (error) {
      onFault(error);
      receipts.push({ outcome: 'later', id: idOf(raw) });
    }
  }
  return receipts;
}
