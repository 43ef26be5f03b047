/**
 * What sealing adds to the book: the head of its tree, signed, and the hashes of full tiles. Leaves are not here: they
 * stand with their entries. Append-only by trigger.
 */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import { journals } from '#db/schema/ledger';
import type { ReadSoFar } from '#domain/audit-run';
import type { TreeHash } from '#domain/seal/hash';

/** 封账: the head of a journal's tree at a size, as it was signed. */
export const checkpoints = kit.table(
  'checkpoints',
  {
    journal: kit.key().notNull(),
    /** The name of the log; another one begins where a person decided to go on after a rollback. */
    origin: kit.key().notNull(),
    size: kit.long().notNull(),
    tree: kit.key().$type<TreeHash>().notNull(),
    root: kit.bytes().notNull(),
    /** Hashes of the perfect stretches the tree is made of, one after another: what it goes on growing from. */
    peaks: kit.bytes().notNull(),
    /** The signed note, byte by byte. */
    note: kit.text().notNull(),
    sealedAt: kit.long().notNull(),
    sealedBy: kit.key().notNull(),
  },
  (checkpoint) => [
    kit.primaryKey({ columns: [checkpoint.journal, checkpoint.origin, checkpoint.size] }),
    // A passbook asks for the last one of a month.
    kit.index('checkpoints_sealed').on(checkpoint.journal, checkpoint.origin, checkpoint.sealedAt),
    kit.foreignKey({ name: 'checkpoints_journal', columns: [checkpoint.journal], foreignColumns: [journals.id] }),
  ],
);

/** At level 1 the root over each full tile of 256 leaves, at level 2 over each 256 of those, and so on. */
export const treeHashes = kit.table(
  'tree_hashes',
  {
    journal: kit.key().notNull(),
    tree: kit.key().$type<TreeHash>().notNull(),
    level: kit.integer().notNull(),
    place: kit.long().notNull(),
    hash: kit.bytes().notNull(),
  },
  (hash) => [kit.primaryKey({ columns: [hash.journal, hash.tree, hash.level, hash.place] })],
);

/** What others said of our checkpoints: signature lines, as they gave them. */
export const cosignatures = kit.table(
  'cosignatures',
  {
    origin: kit.key().notNull(),
    size: kit.long().notNull(),
    witness: kit.key().notNull(),
    line: kit.text().notNull(),
    receivedAt: kit.long().notNull(),
  },
  (one) => [kit.primaryKey({ columns: [one.origin, one.size, one.witness] })],
);

/** Logs that we are a witness of, each with the largest head we put our name to. */
export const witnessed = kit.table('witnessed', {
  origin: kit.key().primaryKey(),
  size: kit.long().notNull(),
  root: kit.bytes().notNull(),
  note: kit.text().notNull(),
  at: kit.long().notNull(),
});

/** 两本账: a log that we are a witness of signed another head of a size that we put our name to. Kept, because it is the proof. */
export const splitViews = kit.table(
  'split_views',
  {
    origin: kit.key().notNull(),
    size: kit.long().notNull(),
    /** As we put our name to it, and as it was shown to us besides. */
    cosigned: kit.text().notNull(),
    shown: kit.text().notNull(),
    at: kit.long().notNull(),
  },
  (view) => [kit.primaryKey({ columns: [view.origin, view.size] })],
);

/** 重新起头: after a rollback a person decided that a journal's log goes on under another name. */
export const newBeginnings = kit.table(
  'new_beginnings',
  {
    journal: kit.key().notNull(),
    at: kit.long().notNull(),
    /** The head that is in no database any more, as it lay beside the key. */
    laidAside: kit.text().notNull(),
    /** In the words of whoever decided; everybody may read them. */
    because: kit.text().notNull(),
    decidedBy: kit.key().notNull(),
  },
  (one) => [
    kit.primaryKey({ columns: [one.journal, one.at] }),
    kit.foreignKey({ name: 'new_beginnings_journal', columns: [one.journal], foreignColumns: [journals.id] }),
  ],
);

/** 核账: each time that all books are read through, at night or because somebody asked. What it found stands in `audits`. */
export const auditRuns = kit.table(
  'audit_runs',
  {
    id: kit.key().primaryKey(),
    /** An officer, or the job of the night. */
    startedBy: kit.key().notNull(),
    startedAt: kit.long().notNull(),
    /** The last sign of life: whoever gives none for a while was ended with its process. */
    seenAt: kit.long().notNull(),
    finishedAt: kit.long(),
    state: kit.key().$type<'running' | 'done' | 'broken'>().notNull(),
    progress: kit.json().$type<ReadSoFar[]>().notNull(),
  },
  (run) => [
    // One at a time.
    kit.uniqueIndex('audit_runs_running').on(run.state).where(sql`state = 'running'`),
    kit.index('audit_runs_started').on(run.startedAt),
    kit.check('audit_runs_ended', sql`(state = 'running') = (finished_at is null)`),
  ],
);

/** What a reading of the books found: one line a journal. */
export const audits = kit.table(
  'audits',
  {
    id: kit.key().primaryKey(),
    /** Null for those that were written before readings had a line of their own. */
    run: kit.key(),
    journal: kit.key().notNull(),
    startedAt: kit.long().notNull(),
    finishedAt: kit.long().notNull(),
    /** Entries that were read. */
    entries: kit.long().notNull(),
    ok: kit.bool().notNull(),
    /** How much is wrong; null as above. */
    faulty: kit.long(),
    /** What is wrong first, and at which entry, account or hold. */
    faultKind: kit.key(),
    faultAt: kit.key(),
  },
  (audit) => [
    kit.index('audits_journal').on(audit.journal, audit.finishedAt),
    kit.index('audits_run').on(audit.run),
    kit.check('audits_fault', sql`(fault_kind is null) = (fault_at is null)`),
    kit.foreignKey({ name: 'audits_journal_known', columns: [audit.journal], foreignColumns: [journals.id] }),
  ],
);
