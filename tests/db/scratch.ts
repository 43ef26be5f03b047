/** A few tables of our own, so that the rules of the store are tested whatever the schema becomes. */
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Tx } from '#db/act';
import { dialect, kit } from '#db/dialect';
import { openStore, type Store, type StoreOptions } from '#db/store';
import { emptyDatabase, PATIENT } from '#tests/support/store';

export const notes = kit.table(
  'notes',
  {
    id: kit.key().primaryKey(),
    journal: kit.key(),
    slot: kit.key(),
    minutes: kit.long().notNull(),
    body: kit.text(),
    more: kit.json(),
    seen: kit.bool(),
    bytes: kit.bytes(),
  },
  (note) => [
    kit.uniqueIndex('notes_slot').on(note.journal, note.slot).where(sql`slot is not null`),
    kit.uniqueIndex('notes_shout').on(sql`upper(body)`),
    kit.check('notes_minutes', sql`minutes >= 0`),
  ],
);

const [long, json, bool, bytes] =
  dialect === 'postgres' ? ['bigint', 'jsonb', 'boolean', 'bytea'] : ['integer', 'text', 'integer', 'blob'];
const DDL = `
  create table journals (id text primary key not null);
  create table notes (
    id text primary key not null, journal text references journals (id), slot text, minutes ${long} not null, body text,
    more ${json}, seen ${bool}, bytes ${bytes},
    constraint notes_minutes check (minutes >= 0)
  );
  create unique index notes_slot on notes (journal, slot) where slot is not null;
  create unique index notes_shout on notes (upper(body));
  create table pairs (a text not null, b text not null, constraint pairs_a_b_pk primary key (a, b));
  create table promises (note text not null references notes (id) deferrable initially deferred);
  insert into journals (id) values ('j1'), ('j2');
`;

export const pairs = kit.table('pairs', { a: kit.key().notNull(), b: kit.key().notNull() }, (pair) => [
  kit.primaryKey({ columns: [pair.a, pair.b] }),
]);

/** Checked at COMMIT only, so one can write what no COMMIT accepts. */
export const promises = kit.table('promises', { note: kit.key().notNull() });

export interface Scratch {
  store: Store;
  url: string;
  close(): Promise<void>;
  /** Throws the database away, for a test that closed the store itself. */
  drop(): Promise<void>;
}

/** Time stands still unless a test moves it: no test waits, and none fails on a slow machine. */
export async function openScratch(options: StoreOptions = {}): Promise<Scratch> {
  const { url, drop } = await emptyDatabase();
  await aside(url, DDL);
  const store = await openStore(url, { ...PATIENT, clock: () => 0, ...options });
  const close = async () => {
    await store.close();
    await drop();
  };
  return { store, url, close, drop };
}

/** Rows of a statement on a connection that the store knows nothing of. */
export async function aside(url: string, text: string): Promise<Record<string, unknown>[]> {
  if (dialect === 'postgres') {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  }
  const client = new Database(url);
  try {
    if (!/^\s*(select|pragma)/i.test(text)) {
      client.exec(text);
      return [];
    }
    return client.prepare<[], Record<string, unknown>>(text).all();
  } finally {
    client.close();
  }
}

/** Write a note, inside a unit. */
export const note = async (tx: Tx, id: string, more: Partial<typeof notes.$inferInsert> = {}): Promise<string> => {
  await tx.insert(notes).values({ id, minutes: 0, ...more });
  return id;
};

/** Ids of all notes, in the order of bytes. */
export const idsIn = async (store: Store): Promise<string[]> => {
  const rows = await store.read((tx) => tx.select({ id: notes.id }).from(notes));
  return rows.map(({ id }) => id).sort();
};

/** A door that a test opens. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** What a promise was refused with. */
export const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => {
      throw new Error(`not refused, but answered ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );

/** So many ids, in the order of bytes. */
export const names = (many: number): string[] =>
  Array.from({ length: many }, (_, index) => `n${String(index).padStart(3, '0')}`);
