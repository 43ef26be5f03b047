/**
 * SQLite says which columns a unique index is over, PostgreSQL says its name. The names are in the database's own
 * catalogue, so they are read from there: the schema says each of them once.
 */
import Database from 'better-sqlite3';
import { Conflict, ruleOf, tableOf } from '#db/conflict';
import { Refusal } from '#domain/refusal';

const UNIQUE_INDEXES = `
  select t.name as "table", i.name as "index", i.origin as origin,
    (select group_concat(t.name || '.' || c.name, ', ' order by c.seqno) from pragma_index_info(i.name) c) as columns
  from sqlite_master t, pragma_index_list(t.name) i
  where t.type = 'table' and i."unique" = 1
  order by i.name`;

interface UniqueIndex {
  table: string;
  index: string;
  origin: string;
  columns: string;
}

/** Names of unique indexes by the columns that SQLite's message lists. */
function namesOf(client: Database.Database): Map<string, string> {
  const rows = client.prepare<[], UniqueIndex>(UNIQUE_INDEXES).all();
  return new Map(rows.filter((row) => row.origin !== 'pk').map((row) => [row.columns, row.index]));
}

/** Turns this connection's errors into conflicts. */
export function explainer(client: Database.Database): (error: unknown, statement?: string) => unknown {
  let names: Map<string, string> | undefined;
  const indexOn = (columns: string): string => {
    names ??= namesOf(client);
    // A migration may have run since: look once more before giving up.
    if (!names.has(columns)) names = namesOf(client);
    return names.get(columns) ?? columns;
  };
  return (error, statement) => {
    if (isFull(error)) return new Refusal('no_room');
    const constraint = error instanceof Database.SqliteError ? constraintOf(error, indexOn, statement) : undefined;
    return constraint === undefined ? error : new Conflict(constraint);
  };
}

/** Nothing of the transaction is stored, and nobody in it was answered. */
const isFull = (error: unknown): boolean => error instanceof Database.SqliteError && error.code === 'SQLITE_FULL';

function constraintOf(
  error: InstanceType<typeof Database.SqliteError>,
  indexOn: (columns: string) => string,
  statement = '',
): string | undefined {
  // "UNIQUE constraint failed: entries.journal, entries.seq", "…: index 'name'", "CHECK constraint failed: name"
  const said = error.message.slice(error.message.indexOf(': ') + 2);
  switch (error.code) {
    case 'SQLITE_CONSTRAINT_UNIQUE':
      return /^index '(.+)'$/.exec(said)?.[1] ?? indexOn(said);
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
    case 'SQLITE_CONSTRAINT_ROWID':
      return `${said.split('.')[0]}_pkey`;
    case 'SQLITE_CONSTRAINT_CHECK':
      return said;
    case 'SQLITE_CONSTRAINT_NOTNULL':
      return `${said.replace('.', '_')}_not_null`;
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
      return `${tableOf(statement)}_fkey`;
    case 'SQLITE_CONSTRAINT_TRIGGER':
      return ruleOf(error.message);
    default:
      return undefined;
  }
}
