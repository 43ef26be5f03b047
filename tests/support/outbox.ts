/** The outbox of a phone, as it lies on its disk and as a backup would have it. */
import type { Phone } from '#tests/support/handset';

export interface Kept {
  id: string;
  userId: string;
  state: string;
  record: { id: string };
  receipt?: { code?: string; choices?: { id: string }[] };
}

export const outbox = (one: Pick<Phone, 'page'>): Promise<Kept[]> =>
  one.page.evaluate<Kept[]>(
    `new Promise((done) => { indexedDB.open('yinling-outbox').onsuccess = ({ target }) => {
      target.result.transaction('records').objectStore('records').getAll().onsuccess = ({ target }) => done(target.result); }; })`,
  );

export const restore = (one: Pick<Phone, 'page'>, kept: readonly object[]): Promise<unknown> =>
  one.page.evaluate(
    `new Promise((done) => { indexedDB.open('yinling-outbox').onsuccess = ({ target }) => {
      const tx = target.result.transaction('records', 'readwrite');
      for (const one of ${JSON.stringify(kept)}) tx.objectStore('records').put(one);
      tx.oncomplete = () => done(null); }; })`,
  );
