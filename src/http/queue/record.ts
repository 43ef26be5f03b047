/** The record beside its list. */
import { Refusal } from '#domain/refusal';

/** Somebody may have asked for a record that is gone from their reach: then the list stands alone. */
export async function unlessGone<T>(record: Promise<T>): Promise<T | null> {
  try {
    return await record;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return null;
    throw error;
  }
}
