/**
 * Two cupboards. What waits for the house is never thrown away before its receipt; what was brought along from there, with
 * people's names in it, is thrown away whole when she signs out, by any page that knows the cupboard's name.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Brought, Draft, Entry } from '#field/types';

interface Outbox extends DBSchema {
  records: { key: string; value: Entry };
  drafts: { key: string; value: Draft };
}

interface Cupboard extends DBSchema {
  brought: { key: 'now'; value: Brought };
}

/** `static/forget.js` names it too. */
export const ROSTER_DB = 'yinling-roster';
const OUTBOX_DB = 'yinling-outbox';

/** Opened when it is needed, and again after another tab threw it away. */
function opened<T extends DBSchema>(name: string, stores: string[]): () => Promise<IDBPDatabase<T>> {
  let open: Promise<IDBPDatabase<T>> | null = null;
  const closed = () => {
    open = null;
  };
  return () => {
    open ??= openDB<T>(name, 1, {
      upgrade(db) {
        for (const store of stores) db.createObjectStore(store as never, store === 'brought' ? {} : { keyPath: 'id' });
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

export const outboxDb = opened<Outbox>(OUTBOX_DB, ['records', 'drafts']);
export const rosterDb = opened<Cupboard>(ROSTER_DB, ['brought']);
