/** A folder of migrations and triggers that a test writes itself, or adds to. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialect } from '#db/dialect';

export interface Folder {
  path: string;
  /** Adds a migration and says which file it is in. */
  add(text: string): string;
  setTriggers(text: string): void;
  remove(): void;
}

let made = 0;

/** Empty, or with all that ours holds. */
export function makeFolder(begin: 'empty' | 'ours' = 'empty'): Folder {
  const path = mkdtempSync(join(tmpdir(), 'yinling-migrate-'));
  const migrations = join(path, 'migrations', dialect);
  const index = join(migrations, 'meta', '_journal.json');
  const triggers = join(path, 'triggers', `${dialect}.sql`);
  const setTriggers = (text: string) => writeFileSync(triggers, text);

  if (begin === 'ours') {
    for (const name of ['migrations', 'triggers']) cpSync(join('db', name), join(path, name), { recursive: true });
  } else {
    mkdirSync(join(migrations, 'meta'), { recursive: true });
    mkdirSync(join(path, 'triggers'));
    writeFileSync(index, JSON.stringify({ entries: [] }));
    setTriggers('-- none');
  }

  function add(text: string): string {
    made += 1;
    const tag = `9${made}_test`;
    const journal = JSON.parse(readFileSync(index, 'utf8')) as { entries: object[] };
    journal.entries.push({ idx: 1_000 + made, when: 9_000_000_000_000 + made, tag, breakpoints: true });
    writeFileSync(index, JSON.stringify(journal));
    writeFileSync(join(migrations, `${tag}.sql`), text);
    return join(migrations, `${tag}.sql`);
  }

  return { path, add, setTriggers, remove: () => rmSync(path, { recursive: true }) };
}

/** Names of all triggers of a database, in the order of bytes. */
export const TRIGGERS =
  dialect === 'sqlite'
    ? "select name from sqlite_master where type = 'trigger' order by name"
    : 'select tgname as name from pg_trigger where not tgisinternal order by tgname collate "C"';
