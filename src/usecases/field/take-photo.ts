/**
 * A photograph that a phone took goes to the records it proves, once those were taken in. The phone's id of the photograph is
 * its key for ever, kept in the same unit as the photograph: a lost answer or two tabs never make two. One photograph of a
 * card serves its ten lines: records that are saved later name it again, and its bytes need not come a second time.
 */
import { createHash } from 'node:crypto';
import type { Act } from '#db/act';
import { must, Refusal, type RefusalCode, type RefusalParams } from '#domain/refusal';
import { insertPhoto } from '#records/attachment';
import { findExchange } from '#records/exchange';
import { type FieldRow, recordsNamed } from '#records/field-record';
import { developPhoto, type Photo } from '#records/photo';
import { keptUnder, once } from '#records/submission';
import { showRecord } from '#usecases/attachment/add';
import type { Desk } from '#usecases/desk';

export interface HandedPhoto {
  /** Made by the phone. */
  id: string;
  /** Of the phone too: the records that can be read on it. */
  recordIds: readonly string[];
  /** As they came; null where they came before. */
  bytes: Buffer | null;
}

export type PhotoReceipt =
  | { outcome: 'taken' | 'again'; id: string; attachmentId: string }
  | { outcome: 'refused'; id: string; code: RefusalCode; params: RefusalParams }
  /** A record of it has not come yet, or the house was too busy: nothing was decided, and the phone comes again. */
  | { outcome: 'later'; id: string };

/** A card and a sheet have ten lines. */
export const MOST_SHOWN = 20;

export const keyOf = ({ id }: HandedPhoto): string => `photo:${id}`;

/**
 * @param writerId who wrote the records, where somebody else hands them in
 * @returns a receipt; refused are `not_found` (a record is not the writer's, or out of reach), `photo_unreadable`,
 * `key_reused` (other bytes under this id) and `photo_gone` (no bytes, and none came before)
 */
export async function takePhoto(
  desk: Desk,
  photo: HandedPhoto,
  writerId: string = desk.actor.id,
): Promise<PhotoReceipt> {
  const { id } = photo;
  try {
    const { records, known } = await desk.read((act) => look(act, photo, writerId));
    if (!records) return { outcome: 'later', id };
    // Decoding takes its time: outside of any unit, and not for what is here already.
    const made = photo.bytes && !known ? await developPhoto(photo.bytes) : null;
    return await desk.write([], (act) => keep(act, photo, made, writerId));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status >= 500) return { outcome: 'later', id };
    return { outcome: 'refused', id, code: error.code, params: error.params };
  }
}

async function look(act: Act, photo: HandedPhoto, writerId: string) {
  const records = await recordsOn(act, photo, writerId);
  const known = (await keptUnder(act, keyOf(photo), writerId)) !== null;
  if (records && !known && !photo.bytes) throw new Refusal('photo_gone', { field: 'photo' });
  return { records, known };
}

/** A photograph proves a service: nothing else of a phone has one. */
type Shown = FieldRow & { exchangeId: string };

/** @returns null while one of them has not come. @throws Refusal not_found */
async function recordsOn(act: Act, { recordIds }: HandedPhoto, writerId: string): Promise<Shown[] | null> {
  const named = await recordsNamed(act, recordIds);
  const own = named.filter((row): row is Shown => row.writerId === writerId && row.exchangeId !== null);
  const missing = recordIds.filter((id) => own.every((row) => row.id !== id));
  if (named.some(({ id }) => missing.includes(id))) throw new Refusal('not_found');
  for (const { exchangeId } of own) await findExchange(act, exchangeId, 'attachment.add');
  return missing.length > 0 ? null : own;
}

async function keep(
  act: Act,
  photo: HandedPhoto,
  made: Photo | null,
  writerId: string,
): Promise<Extract<PhotoReceipt, { attachmentId: string }>> {
  const key = keyOf(photo);
  let outcome: 'taken' | 'again' = 'again';
  const insert = async () => {
    outcome = 'taken';
    return insertPhoto(act, must(made));
  };
  const attachmentId = photo.bytes
    ? await once(act, key, hashOf(photo.bytes), insert, writerId)
    : String(must(await keptUnder(act, key, writerId)).answer);
  for (const { id, exchangeId } of must(await recordsOn(act, photo, writerId))) {
    const link = async () => {
      outcome = 'taken';
      await showRecord(act, exchangeId, attachmentId);
      return attachmentId;
    };
    await once(act, shownKey(photo, id), exchangeId, link, writerId);
  }
  return { outcome, id: photo.id, attachmentId };
}

/** Of a photograph that shows with a record. */
export const shownKey = (photo: HandedPhoto, recordId: string): string => `${keyOf(photo)}:${recordId}`;

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
