/** Migrating a PostgreSQL database: one transaction, one process at a time. */
import pg from 'pg';
import { BOOK, bookedAs, type Done, type Migration, namesOf, type Plan, pendingOf, READ_BOOK } from '#db/plan';

/** Whoever migrates holds this; the number says nothing. */
const ADVISORY_LOCK = 7_305_912;

export async function migratePostgres(url: string, plan: Plan): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'yinling migrate' });
  await client.connect();
  try {
    if (!pendingOf(plan, await doneIn(client))) return [];
    return await bringUp(client, plan);
  } finally {
    await client.end();
  }
}

async function doneIn(client: pg.Client): Promise<Done> {
  // Not by to_regclass: it answers from a cache that may not have heard yet of what another process has just committed.
  const { rows: known } = await client.query(
    "select 1 from pg_tables where schemaname = current_schema() and tablename = 'schema_state'",
  );
  if (known.length === 0) return new Map();
  const { rows } = await client.query<{ name: string; hash: string }>(READ_BOOK);
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

async function bringUp(client: pg.Client, plan: Plan): Promise<string[]> {
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    // Asked again: whoever held the lock until now may have done it.
    const pending = pendingOf(plan, await doneIn(client));
    if (pending) await apply(client, plan, pending);
    await client.query('commit');
    return pending ? namesOf(pending) : [];
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function apply(client: pg.Client, plan: Plan, pending: readonly Migration[]): Promise<void> {
  await dropTriggers(client);
  for (const { statements } of pending) for (const statement of statements) await client.query(statement);
  await client.query(plan.triggers.text);
  await client.query(BOOK);
  for (const { name, hash } of bookedAs(plan, pending)) {
    const write =
      'insert into schema_state (name, hash) values ($1, $2) on conflict (name) do update set hash = excluded.hash';
    await client.query(write, [name, hash]);
  }
}

async function dropTriggers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ drop: string }>(`
    select format('drop trigger %I on %I', t.tgname, c.relname) as drop
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace`);
  for (const { drop } of rows) await client.query(drop);
}
