/** Our own schema, migrated: what may never change never does, on either database and after every migration. */
import type Database from 'better-sqlite3';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '#db/act';
import { dialect } from '#db/dialect';
import { migrate } from '#db/migrate';
import { decisions, moves } from '#db/schema/care';
import { cashMoves } from '#db/schema/cash';
import { incidentMoves } from '#db/schema/incident';
import { insuranceMoves } from '#db/schema/insurance';
import { accounts, entries, journals, transfers } from '#db/schema/ledger';
import { audit } from '#db/schema/office';
import { pairingMoves } from '#db/schema/pairing';
import { memberMoves } from '#db/schema/people';
import { handoverMoves, postMoves, workSheets } from '#db/schema/post';
import { rosterLines, rosters } from '#db/schema/roster';
import { audits, checkpoints, cosignatures, newBeginnings, splitViews, treeHashes } from '#db/schema/seal';
import { stormMoves } from '#db/schema/storm';
import { alertMoves } from '#db/schema/visit';
import { openStore } from '#db/store';
import { makeFolder, TRIGGERS } from '#tests/db/folder';
import { aside, errorOf } from '#tests/db/scratch';
import { emptyDatabase, type TestDatabase } from '#tests/support/store';

const lite = dialect === 'sqlite';
const APPEND_ONLY = {
  alert_moves: alertMoves,
  audits,
  audit,
  cash_moves: cashMoves,
  checkpoints,
  cosignatures,
  decisions,
  entries,
  incident_moves: incidentMoves,
  insurance_moves: insuranceMoves,
  member_moves: memberMoves,
  moves,
  new_beginnings: newBeginnings,
  handover_moves: handoverMoves,
  pairing_moves: pairingMoves,
  roster_lines: rosterLines,
  rosters,
  post_moves: postMoves,
  split_views: splitViews,
  storm_moves: stormMoves,
  transfers,
  tree_hashes: treeHashes,
  work_sheets: workSheets,
};

let database: TestDatabase;
beforeEach(async () => {
  database = await emptyDatabase();
});
afterEach(() => database.drop());

const rowsOf = (text: string) => aside(database.url, text);
const triggerNames = async () => (await rowsOf(TRIGGERS)).map(({ name }) => name);

describe('our schema', () => {
  const refusals = lite ? ['delete', 'update'] : ['delete', 'truncate', 'update'];
  const kept = ['cash_slips', 'evidence', 'incidents', 'insurances', 'insurance_names', 'trainings', 'visits'].flatMap(
    (table) => refusals.filter((verb) => verb !== 'update').map((verb) => `${table}_no_${verb}`),
  );
  const expected = Object.keys(APPEND_ONLY).flatMap((table) => refusals.map((verb) => `${table}_no_${verb}`));
  expected.push(...kept, 'entries_dense', 'entries_reversal_final', 'transfers_newest');

  it('has exactly these triggers', async () => {
    await migrate(database.url);
    expect(await triggerNames()).toEqual(expected.sort());
  });

  it.runIf(lite)('has only STRICT tables', async () => {
    await migrate(database.url);
    const loose = "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0";
    expect(await rowsOf(`${loose} and name not like 'sqlite%'`)).toEqual([]);
  });

  it.runIf(lite)(
    'has no two unique indexes over the same columns: SQLite could not tell which of them said no',
    async () => {
      await migrate(database.url);
      const twice = await rowsOf(`
      select "table", columns from (
        select t.name as "table", (select group_concat(c.name) from pragma_index_info(i.name) c) as columns
        from sqlite_master t, pragma_index_list(t.name) i where t.type = 'table' and i."unique" and i.origin <> 'pk'
      ) where columns is not null group by "table", columns having count(*) > 1`);
      expect(twice).toEqual([]);
    },
  );

  it('never changes or forgets what is append-only', async () => {
    await migrate(database.url);
    await refusesEverything();
  });

  it.runIf(lite)('does not let INSERT OR REPLACE take a row away', async () => {
    await migrate(database.url);
    let client: Database.Database | undefined;
    const store = await openStore(database.url, {
      onWriter: (writer) => {
        client = writer;
      },
    });
    await store.transact([], (tx) => tx.insert(audit).values(row(audit, {})));
    expect(() => client?.exec('insert or replace into audit select * from audit')).toThrow('append_only:audit');
    await store.close();
  });

  it.runIf(lite)('still does not when those tables were rebuilt by a migration', async () => {
    const folder = makeFolder('ours');
    const run = () => migrate(database.url, { folder: folder.path });
    await run();
    for (const table of Object.keys(APPEND_ONLY)) folder.add(await rebuild(table));
    expect(await run()).toHaveLength(Object.keys(APPEND_ONLY).length);
    folder.remove();
    expect(await triggerNames()).toEqual(expected.sort());
    await refusesEverything();
  });

  it('numbers the entries of a journal 1, 2, 3 and leaves none out', async () => {
    await migrate(database.url);
    const store = await openStore(database.url);
    const write = (journal: string, ...numbers: number[]) =>
      store.transact(
        [journal],
        (tx) => tx.insert(entries).values(numbers.map((seq) => entry(journal, seq))) as Promise<unknown>,
      );
    try {
      await store.transact([], (tx) =>
        tx.insert(journals).values([row(journals, { id: 'j1' }), row(journals, { id: 'j2' })]),
      );
      await write('j1', 1, 2);
      await write('j2', 1);
      for (const wrong of [0, 2, 4, -1]) {
        expect(await errorOf(write('j1', wrong))).toMatchObject({ name: 'Conflict', constraint: 'seq_dense' });
      }
      expect(await errorOf(write('j1', 3, 5))).toMatchObject({ constraint: 'seq_dense' });
      await write('j1', 3, 4);
    } finally {
      await store.close();
    }
  });
});

/** A row with something in every column that must not be empty: these tests are about rules, not about columns. */
function row<T extends PgTable>(table: T, given: Partial<T['$inferInsert']>): T['$inferInsert'] {
  const fill: Record<string, unknown> = {
    string: 'x',
    number: 1,
    boolean: false,
    json: [],
    custom: 'x',
    buffer: Buffer.of(1),
  };
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => column.notNull);
  const filled = columns.map(([key, column]) => {
    const isBytes = /bytea|blob/i.test(column.getSQLType());
    return [key, isBytes ? Buffer.of(1) : fill[column.dataType]];
  });
  return { ...Object.fromEntries(filled), ...given } as T['$inferInsert'];
}

const entry = (journal: string, seq: number) =>
  row(entries, { journal, seq, id: `${journal}-${seq}`, subjectId: `s${seq}`, idempotencyKey: `k${seq}` });

async function refusesEverything(): Promise<void> {
  const store = await openStore(database.url);
  try {
    await store.transact([], async (tx) => {
      await tx.insert(journals).values(row(journals, { id: 'j' }));
      for (const id of ['from', 'to'])
        await tx.insert(accounts).values(row(accounts, { journal: 'j', id, kind: 'issuance', held: 0, floor: 0 }));
      await tx.insert(entries).values(entry('j', 1));
      await tx.insert(transfers).values(
        row(transfers, {
          journal: 'j',
          seq: 1,
          line: 1,
          kind: 'post',
          fromAccount: 'from',
          toAccount: 'to',
          holdId: null,
        }),
      );
      await tx.insert(moves).values(row(moves, {}));
      await tx.insert(memberMoves).values(row(memberMoves, {}));
      await tx.insert(pairingMoves).values(row(pairingMoves, {}));
      await tx.insert(alertMoves).values(row(alertMoves, {}));
      await tx.insert(cashMoves).values(row(cashMoves, {}));
      await tx.insert(incidentMoves).values(row(incidentMoves, {}));
      await tx.insert(insuranceMoves).values(row(insuranceMoves, {}));
      for (const table of [postMoves, handoverMoves, workSheets])
        await tx.insert(table).values(row(table, {}) as never);
      await tx.insert(stormMoves).values(row(stormMoves, {}));
      await tx.insert(decisions).values(row(decisions, {}));
      await tx.insert(rosters).values(row(rosters, {}));
      await tx.insert(rosterLines).values(row(rosterLines, {}));
      await tx.insert(audit).values(row(audit, {}));
      await tx.insert(checkpoints).values(row(checkpoints, { journal: 'j' }));
      await tx.insert(audits).values(row(audits, { journal: 'j', faultKind: null, faultAt: null }));
      await tx.insert(treeHashes).values(row(treeHashes, {}));
      await tx.insert(cosignatures).values(row(cosignatures, {}));
      await tx.insert(splitViews).values(row(splitViews, {}));
      await tx.insert(newBeginnings).values(row(newBeginnings, { journal: 'j' }));
    });
    for (const [name, table] of Object.entries(APPEND_ONLY)) {
      const [column = ''] = Object.keys(getTableColumns(table));
      const same = sql`${sql.identifier(nameOf(table, column))}`;
      const writes: ((tx: Tx) => Promise<unknown>)[] = [
        (tx) => tx.delete(table),
        (tx) => tx.update(table).set({ [column]: same }),
        ...(lite ? [] : [(tx: Tx) => tx.execute(sql.raw(`truncate ${name} cascade`))]),
      ];
      for (const write of writes) {
        const error = await errorOf(store.transact([], write));
        expect(error).toMatchObject({ name: 'Conflict', constraint: 'append_only' });
      }
    }
    const kept = await store.read((tx) => tx.select().from(entries).where(eq(entries.journal, 'j')));
    expect(kept).toHaveLength(1);
  } finally {
    await store.close();
  }
}

const nameOf = (table: PgTable, key: string): string =>
  (getTableColumns(table)[key]?.name ?? key).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** As drizzle-kit does it: a new table, the rows over, the old one dropped, the name changed. */
async function rebuild(table: string): Promise<string> {
  const [made] = await rowsOf(`select sql from sqlite_master where type = 'table' and name = '${table}'`);
  const create = String(made?.sql)
    .replace(/^CREATE TABLE\s+\S+/i, `CREATE TABLE __new_${table}`)
    .replace(/\s*STRICT\s*$/i, ';');
  const steps = [create, `INSERT INTO __new_${table} SELECT * FROM ${table};`, `DROP TABLE ${table};`];
  return [...steps, `ALTER TABLE __new_${table} RENAME TO ${table};`].join('--> statement-breakpoint\n');
}
