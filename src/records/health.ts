/** Does the database answer? For whoever watches the machine. */
import type { Tx } from '#db/act';
import { sessions } from '#db/schema/access';

/** Reads one row of a table that is always there. */
export async function touch(tx: Tx): Promise<void> {
  await tx.select({ id: sessions.id }).from(sessions).limit(1);
}
