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

export function openRaw(file: string): Raw {
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
    // Arrays are what the driver makes fastest.
    if (statement.reader) statement.raw();
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
