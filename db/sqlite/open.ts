/** SQLite behind the store: one writer, a few readers, and the lock that keeps other processes out. */
import { holdLock } from '#db/lock';
import { connect } from '#db/sqlite/client';
import { pathOf } from '#db/sqlite/path';
import { openReaders } from '#db/sqlite/readers';
import { openWriter } from '#db/sqlite/writer';
import type { Counts, Settings, Store } from '#db/store';

export function openSqlite(url: string, settings: Settings): Store {
  const file = pathOf(url);
  const counts: Counts = { units: 0, commits: 0, reruns: 0 };
  const readers = openReaders(file, settings);
  if (settings.readonly) return { dialect: 'sqlite', counts, transact: refuseToWrite, ...readers };

  const lock = holdLock(file);
  try {
    const connection = connect(file, { write: true });
    settings.onWriter?.(connection.client);
    const writer = openWriter(connection, settings, counts);
    const close = async () => {
      await readers.close();
      await writer.close();
      lock.release();
    };
    return { dialect: 'sqlite', counts, transact: writer.transact, read: readers.read, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function refuseToWrite(): Promise<never> {
  throw new Error('this store was opened to look only');
}
