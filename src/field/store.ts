/**
 * Two cupboards. What waits for the house is never thrown away before its receipt; what was brought along from there, with
 * people's names in it, is thrown away whole when she signs out, by any page that knows the cupboard's name.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Brought, Draft, Entry, KeptPhoto, Leaving, Said } from '#field/types';

interface Outbox extends DBSchema {
  records: { key: string; value: Entry };
  drafts: { key: string; value: Draft };
  photos: { key: string; value: KeptPhoto };
  /** The bytes of photographs, read when they are sent and not with every look at the lists. */
  pictures: { key: string; value: ArrayBuffer };
}

/** What lies among the people, each under its name. */
export interface Drawers {
  now: Brought;
  said: Record<string, Said>;
  leaving: Leaving;
}

interface Cupboard extends DBSchema {
  brought: { key: keyof Drawers; value: Drawers[keyof Drawers] };
}

/** `static/forget.js` names it too. */
export const ROSTER_DB = 'yinling-roster';
const OUTBOX_DB = 'yinling-outbox';

/** Opened when it is needed, and again after another tab threw it away. */
function opened<T extends DBSchema>(
  name: string,
  version: number,
  stores: Record<string, IDBObjectStoreParameters>,
): () => Promise<IDBPDatabase<T>> {
  let open: Promise<IDBPDatabase<T>> | null = null;
  const closed = () => {
    open = null;
  };
  return () => {
    open ??= openDB<T>(name, version, {
      // What an earlier page left there stays.
      upgrade(db) {
        for (const [store, how] of Object.entries(stores))
          if (!db.objectStoreNames.contains(store as never)) db.createObjectStore(store as never, how);
      },
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        closed();
      },
      terminated: closed,
    });
    open.catch(closed);
    return open;
  };
}

const BY_ID = { keyPath: 'id' };
export const outboxDb = opened<Outbox>(OUTBOX_DB, 2, { records: BY_ID, drafts: BY_ID, photos: BY_ID, pictures: {} });
export const rosterDb = opened<Cupboard>(ROSTER_DB, 1, { brought: {} });
