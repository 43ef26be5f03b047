/**
 * What a piece of our work asks of SQLite: every statement with its values, in order, connection by connection. The raw
 * limits run exactly this again, so no read and no durable commit of ours is left out of them.
 */
import Database from 'better-sqlite3';

export interface Statement {
  /** Which connection of the process, counted from 0 as they first spoke. */
  on: number;
  text: string;
  values: unknown[];
}

export interface Trace {
  /** What connections that were opened after the trace are asked while this work is under way. */
  during(work: () => Promise<unknown>): Promise<Statement[]>;
  /** Connections that are opened from now on are not listened to. */
  end(): void;
}

type Call = (...values: unknown[]) => unknown;

export function openTrace(): Trace {
  const { prepare, exec } = Database.prototype;
  const spoke: unknown[] = [];
  let heard: Statement[] | null = null;
  const hear = (client: unknown, text: string, values: unknown[]) => {
    if (!heard) return;
    if (!spoke.includes(client)) spoke.push(client);
    heard.push({ on: spoke.indexOf(client), text, values });
  };

  Object.assign(Database.prototype, {
    prepare(this: Database.Database, text: string) {
      const statement = prepare.call(this, text) as unknown as Record<'run' | 'all' | 'get', Call>;
      for (const method of ['run', 'all', 'get'] as const) {
        const call = statement[method].bind(statement);
        statement[method] = (...values) => {
          hear(this, text, values);
          return call(...values);
        };
      }
      return statement;
    },
    exec(this: Database.Database, text: string) {
      hear(this, text, []);
      return exec.call(this, text);
    },
  });
  return {
    async during(work) {
      const statements: Statement[] = [];
      heard = statements;
      await work();
      heard = null;
      return statements;
    },
    end: () => Object.assign(Database.prototype, { prepare, exec }),
  };
}
