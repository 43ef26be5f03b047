/**
 * The raw limit: better-sqlite3 by hand, the very statements that ours ran, with the values it ran them with, prepared
 * once, on connections as durable as ours. It has nothing to think about in between, so nothing can be faster.
 */
import Database from 'better-sqlite3';
import type { Statement } from '#tests/bench/trace';

export interface Raw {
  /** Runs these statements one after another. */
  run(statements: readonly Statement[]): void;
  close(): void;
}

/** @param named rows as objects, as a page needs them to print what is in them; else as arrays, which the driver makes fastest */
export function openRaw(file: string, { named = false } = {}): Raw {
  const clients: Database.Database[] = [];
  const prepared: Map<string, Database.Statement>[] = [];

  function clientAt(index: number): Database.Database {
    const known = clients[index];
    if (known) return known;
    const client = new Database(file, { timeout: 20 });
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = FULL');
    client.pragma('foreign_keys = ON');
    client.pragma('journal_size_limit = 67108864');
    clients[index] = client;
    prepared[index] = new Map();
    return client;
  }

  function statementOf({ on, text }: Statement): Database.Statement {
    const client = clientAt(on);
    const known = prepared[on]?.get(text);
    if (known) return known;
    const statement = client.prepare(text);
    if (statement.reader && !named) statement.raw();
    prepared[on]?.set(text, statement);
    return statement;
  }

  return {
    run(statements) {
      for (const one of statements) {
        const statement = statementOf(one);
        if (statement.reader) statement.all(...one.values);
        else statement.run(...one.values);
      }
    },
    close() {
      for (const client of clients) client?.close();
    },
  };
}
