/** Whose word a log is: mostly of whoever sits at the desk; of a phone or a file, of whoever wrote it there. */
import type { Act } from '#db/act';
import { personOf } from '#domain/actor';
import type { Instant } from '#domain/day';

export interface Writer {
  id: string;
  /** The member behind the login, if any: family follows the person. */
  personId: string | null;
  /** On which device it was written; null where that cannot be known, and then nothing on the record is `verified`. */
  device: string | null;
  /** What that device's clock said. */
  deviceAt: Instant | null;
}

/** Written here and now. */
export const writerOf = ({ actor, device }: Act): Writer => ({
  id: actor.id,
  personId: personOf(actor),
  device,
  deviceAt: null,
});
