/** The outbox: drafts, what waits, what was taken. Written through to the disk before anybody is told that it is kept. */
import type { Instant } from '#domain/day';
import { dropUnused } from '#field/photos';
import { keepSaid } from '#field/roster';
import { outboxDb } from '#field/store';
import { ABSENT, type Draft, DUTY, type Entry, type FieldRecord, type KeptPhoto, type Receipt } from '#field/types';

export interface Kept {
  entries: Entry[];
  drafts: Draft[];
  photos: KeptPhoto[];
}

const THROUGH = { durability: 'strict' } as const;

/** Newest first. */
export async function kept(): Promise<Kept> {
  const db = await outboxDb();
  const [entries, drafts, photos] = await Promise.all([db.getAll('records'), db.getAll('drafts'), db.getAll('photos')]);
  return {
    entries: entries.sort((a, b) => b.record.savedAt - a.record.savedAt),
    drafts: drafts.sort((a, b) => b.touchedAt - a.touchedAt),
    photos: photos.sort((a, b) => b.takenAt - a.takenAt),
  };
}

/**
 * In one piece: the record is there, its photograph belongs to it, and its draft is not. One that was refused is put right
 * under its own id.
 */
export async function saveEntry(entry: Entry, photoId: string | null = null): Promise<void> {
  const db = await outboxDb();
  const tx = db.transaction(['records', 'drafts', 'photos'], 'readwrite', THROUGH);
  const photos = tx.objectStore('photos');
  const belong = async () => {
    const photo = photoId === null ? undefined : await photos.get(photoId);
    if (photo) await photos.put({ ...photo, recordIds: [...new Set([...photo.recordIds, entry.id])] });
  };
  await Promise.all([
    tx.objectStore('records').put(entry),
    tx.objectStore('drafts').delete(entry.id),
    belong(),
    tx.done,
  ]);
}

export async function saveDraft(draft: Draft): Promise<void> {
  const db = await outboxDb();
  await db.put('drafts', draft);
}

export async function dropDraft(id: string): Promise<void> {
  const db = await outboxDb();
  const draft = await db.get('drafts', id);
  await db.delete('drafts', id);
  await dropUnused(draft?.photoId);
}

/** What the house had no use for because somebody was faster, and what was read: the house keeps its body. Anything else stays. */
export async function putAway(id: string): Promise<void> {
  const db = await outboxDb();
  const tx = db.transaction('records', 'readwrite', THROUGH);
  const entry = await tx.store.get(id);
  const unused = entry?.record.form === ABSENT ? 'state_moved' : 'corrected_meanwhile';
  if (entry?.state === 'refused' && entry.receipt?.code === unused) await tx.store.delete(id);
  await tx.done;
}

/**
 * What the house answered, each beside its record. An answer about nothing we know is nobody's.
 * @param asked where they were asked for, when
 */
export async function putReceipts(receipts: readonly Receipt[], asked: { askedAt?: Instant } = {}): Promise<void> {
  const db = await outboxDb();
  const tx = db.transaction('records', 'readwrite', THROUGH);
  const heard: Receipt[] = [];
  await Promise.all([
    ...receipts.map(async (receipt) => {
      const entry = receipt.id === null || receipt.outcome === 'later' ? undefined : await tx.store.get(receipt.id);
      if (!entry) return;
      const state = receipt.outcome === 'refused' ? 'refused' : 'taken';
      // A second tab may have heard "taken" before: it stays with us what it is with the house.
      if (entry.state === 'taken' && state === 'refused') return;
      heard.push(receipt);
      const record = state === 'taken' ? nameless(entry.record) : entry.record;
      await tx.store.put({ ...entry, ...asked, record, state, receipt: wordless({ ...entry.receipt, ...receipt }) });
    }),
    tx.done,
  ]);
  await keepSaid(heard);
}

/** A witness in her own words is a name and a telephone, and a note may name anybody: the house has them now, and the phone needs them no more. */
function nameless(record: FieldRecord): FieldRecord {
  if (record.form === DUTY) {
    const { note: _note, ...rest } = record;
    return rest;
  }
  if ('found' in record && record.found?.note) {
    const { note: _note, ...found } = record.found;
    return nameless({ ...record, found });
  }
  if (!('witness' in record) || !record.witness || 'memberId' in record.witness) return record;
  const { witness: _witness, ...rest } = record;
  return rest;
}

/** Names stand in words: who may write it down instead, whose order it may be. */
function wordless({ id, outcome, exchangeId, visitId, state, mend, code, field, choices }: Receipt): Receipt {
  const ids = choices?.map((one) => ({ id: one.id, words: '' }));
  return {
    ...{ id, outcome, exchangeId, visitId, state, mend, code, field, words: '' },
    ...(ids ? { choices: ids } : {}),
  };
}

/** Records out of a file or a code, for whoever is signed in here. What is here already stays as it is. */
export async function bring(entries: readonly Entry[]): Promise<number> {
  const db = await outboxDb();
  const tx = db.transaction('records', 'readwrite', THROUGH);
  let count = 0;
  for (const entry of entries) {
    if (await tx.store.get(entry.id)) continue;
    await tx.store.put(entry);
    count++;
  }
  await tx.done;
  return count;
}
