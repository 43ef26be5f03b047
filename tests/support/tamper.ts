/** Somebody who gets at the database itself, with every guard taken away, and a sealed book that is worth it. */
import Database from 'better-sqlite3';
import pg from 'pg';
import type { Act } from '#db/act';
import { dialect } from '#db/dialect';
import { openStore } from '#db/store';
import { grantedAccount, issuanceAccount, ownAccount, poolAccount } from '#domain/ledger';
import { openJournal } from '#ledger/journal';
import { type Line, post } from '#ledger/post';
import { reverse, shortfallsOf } from '#ledger/reverse';
import { JOURNAL, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { copyOf, PATIENT, type TestDatabase } from '#tests/support/store';
import type { House } from '#usecases/desk';
import { sealAll } from '#usecases/seal/seal';

const OTHER = 'luoding';
const [issued, first, second] = [
  issuanceAccount(JOURNAL),
  grantedAccount(JOURNAL, 'mem_a', '2026-11'),
  grantedAccount(JOURNAL, 'mem_b', '2026-11'),
];
const volunteer = ownAccount(JOURNAL, 'mem_v');

type Step = [event: Parameters<typeof post>[1]['event'], subjectId: string, lines: Line[]];

/** Numbers 1 to 8 of the book: granted twice, booked, credited, spent, booked and left open, credited in the next county. */
const STEPS: Step[] = [
  ['grant', 'mem_a', [{ kind: 'post', from: issued, to: first, minutes: 600 }]],
  ['grant', 'mem_b', [{ kind: 'post', from: issued, to: second, minutes: 300 }]],
  ['hold', 'exc_1', [{ kind: 'hold', from: first, minutes: 90, hold: 'hld_1' }]],
  [
    'credit',
    'exc_1',
    [
      { kind: 'settle', hold: 'hld_1', to: volunteer, minutes: 60 },
      { kind: 'release', hold: 'hld_1', minutes: 30 },
    ],
  ],
  ['overflow', 'mem_v', [{ kind: 'post', from: volunteer, to: poolAccount(JOURNAL, 'reg_town'), minutes: 50 }]],
  ['hold', 'exc_2', [{ kind: 'hold', from: second, minutes: 60, hold: 'hld_2' }]],
  ['hold', 'exc_3', [{ kind: 'hold', from: first, minutes: 60, hold: 'hld_3' }]],
  ['credit', 'exc_3', [{ kind: 'settle', hold: 'hld_3', to: ownAccount(OTHER, 'mem_w'), minutes: 60 }]],
];

/** The last of them takes the first credit back although it was spent: a floor is raised. */
async function happen(act: Act): Promise<void> {
  let credited = '';
  for (const [event, subjectId, lines] of STEPS) {
    const key = `${event}:${subjectId}`;
    const { eventId } = await post(act, { event, subjectId, lines, key, approverId: 'usr_1', servedOn: '2026-11-22' });
    if (key === 'credit:exc_1') credited = eventId;
  }
  const accepted = await shortfallsOf(act, credited);
  await reverse(act, credited, { approverId: 'usr_2', reason: 'other', key: 'reversal', accepted });
}

/** Nine entries of every kind and 260 small ones behind them, sealed twice: the first tile of 256 is full. */
export async function openTamperedWith(): Promise<SealedHouse> {
  const house = await openSealedHouse();
  await house.desk().write([], (act) => openJournal(act, { id: OTHER, name: '罗定市', countyCode: '445381' }));
  await house.desk().write([JOURNAL, OTHER], happen);
  await sealAll(house.desk());
  await house.fill(260);
  await sealAll(house.desk());
  // SQLite keeps what is newest beside the file until it is asked to put it in; nobody has it open from here on.
  await house.house.store.close();
  return house;
}

/** A copy of the book, and what was done to it. */
export async function withCopy<T>(
  original: SealedHouse,
  done: (copy: TestDatabase) => unknown,
  look: (house: House) => Promise<T>,
): Promise<T> {
  const copy = await copyOf(original.url);
  try {
    await done(copy);
    const store = await openStore(copy.url, PATIENT);
    const seen = await look({ ...original.house, store, seal: original.open() }).finally(() => store.close());
    return seen;
  } finally {
    await copy.drop();
  }
}

/** SQL on the database itself: no trigger, no foreign key and, where that can be had, no check stands in its way. */
export const tamper = (url: string, statements: string): Promise<void> | void =>
  dialect === 'postgres' ? tamperOnServer(url, statements) : tamperInFile(url, statements);

function tamperInFile(url: string, statements: string): void {
  const client = new Database(url);
  client.pragma('foreign_keys = OFF');
  client.pragma('ignore_check_constraints = ON');
  const triggers = client.prepare<[], string>("select name from sqlite_master where type = 'trigger'").pluck().all();
  for (const name of triggers) client.exec(`drop trigger ${name}`);
  client.exec(statements);
  client.pragma('wal_checkpoint(TRUNCATE)');
  client.close();
}

async function tamperOnServer(url: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; ${statements}`);
  } finally {
    await client.end();
  }
}

/** Bytes as they are written in a statement. */
export const bytes = (value: Buffer): string =>
  dialect === 'postgres' ? `'\\x${value.toString('hex')}'::bytea` : `x'${value.toString('hex')}'`;
