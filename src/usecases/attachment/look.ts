/**
 * A look at a photograph: thumbs and witnesses' telephone numbers stand on it. It is written down and on the disk before
 * anything is shown, and a refused look is written down too.
 */
import { reachFor } from '#domain/permission';
import { must, type Refusal } from '#domain/refusal';
import { photosOf, sealedPhoto } from '#records/attachment';
import { note } from '#records/audit';
import { evidenceOf } from '#records/evidence';
import { findExchange } from '#records/exchange';
import type { Desk } from '#usecases/desk';

/** @returns a JPEG. @throws Refusal not_found: no such record or photograph, or out of reach, or not of this record */
export async function lookAtPhoto(desk: Desk, asked: { id: string; photoId: string }): Promise<Buffer> {
  const look = await desk.write([], async (act) => {
    const exchange = await findExchange(act, asked.id, 'attachment.read').catch((error: Refusal) => {
      if (error.code === 'not_found') return null;
      throw error;
    });
    const photos = exchange ? await photosOf(act, asked.id, await evidenceOf(act, asked.id)) : [];
    const shown = exchange && photos.some(({ id }) => id === asked.photoId);
    const regionCodes = exchange ? [exchange.regionCode, exchange.recipientTown] : [];
    const reach = reachFor(act.actor, 'attachment.read', { regionCodes });
    await note(act, {
      verb: 'reveal',
      noun: 'attachment',
      subjectId: shown ? asked.photoId : asked.id,
      regionCode: exchange?.regionCode ?? null,
      grant: reach?.by === 'region' ? reach.grant : null,
      outcome: shown ? 'done' : 'refused',
    });
    return shown ? { sealed: await sealedPhoto(act, asked.photoId) } : null;
  });
  return desk.house.vault.openBytes(must(look).sealed);
}
