/**
 * A database constraint that said no, by its name, which is the same on both databases:
 * unique and partial indexes and checks by their own name, a primary key as `<table>_pkey`, a foreign key as
 * `<table>_fkey`, a missing value as `<table>_<column>_not_null`, a trigger by the word before its colon (`append_only`).
 *
 * It carries no cause on purpose: drivers put the row into their errors, and a row may hold personal data.
 */
export class Conflict extends Error {
  override readonly name = 'Conflict';

  constructor(readonly constraint: string) {
    super(constraint);
  }
}

/** The table that a statement writes to: SQLite names none when a foreign key fails. */
export const tableOf = (statement: string): string =>
  /\b(?:insert\s+(?:or\s+\w+\s+)?into|update|delete\s+from)\s+["`]?(\w+)/i.exec(statement)?.[1] ?? 'unknown';

/** Our triggers raise `rule:table`; anything else that a trigger says is not a conflict. */
export const ruleOf = (message: string): string | undefined => /^([a-z][a-z_]*):/.exec(message)?.[1];
