/** Paper: forms with a number of their own, the lines that were keyed in from them, and photographs of what was written. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { PrintedVisit } from '#domain/sheet';

/** Bytes that a photograph may have: backup, copy and many processes need nothing but the database. */
export const PHOTO_BYTES_MOST = 200 * 1024;

/** Photographs, made anew by us as small JPEG without what the camera added, sealed like everything personal. */
export const attachments = kit.table(
  'attachments',
  {
    id: kit.key().primaryKey(),
    /** SHA-256 of what is sealed: the same photograph is kept once. */
    hash: kit.key().notNull(),
    sealed: kit.bytes().notNull(),
    bytes: kit.integer().notNull(),
    width: kit.integer().notNull(),
    height: kit.integer().notNull(),
    addedBy: kit.key().notNull(),
    addedAt: kit.long().notNull(),
    device: kit.key(),
  },
  (row) => [
    kit.uniqueIndex('attachments_hash').on(row.hash),
    kit.check('attachments_bytes', sql`bytes > 0 and bytes <= 204800`),
  ],
);

/** What a photograph shows: a record by its id, or lines of a sheet by its number. One photograph serves ten lines. */
export const attachmentLinks = kit.table(
  'attachment_links',
  {
    attachmentId: kit.key().notNull(),
    /** `exc_…`, or the number that is printed on a wall card or form. */
    subjectId: kit.key().notNull(),
    /** First and last line of the sheet that can be read on it; 0 for a record. */
    lineFrom: kit.integer().notNull(),
    lineTo: kit.integer().notNull(),
    linkedBy: kit.key().notNull(),
    linkedAt: kit.long().notNull(),
  },
  (row) => [
    kit.primaryKey({ columns: [row.attachmentId, row.subjectId] }),
    kit.index('attachment_links_subject').on(row.subjectId),
  ],
);

/** A form that was printed under a number. Wall cards have theirs in `cards`. */
export const sheets = kit.table(
  'sheets',
  {
    number: kit.key().primaryKey(),
    form: kit.text().notNull(),
    regionCode: kit.key().notNull(),
    /** Filled in for her. */
    memberId: kit.key(),
    printedBy: kit.key().notNull(),
    printedAt: kit.long().notNull(),
  },
  (row) => [kit.index('sheets_region').on(row.regionCode, row.printedAt)],
);

/** A line of a sheet that was keyed in: sheet and line are its key, whoever keys it. */
export const sheetLines = kit.table(
  'sheet_lines',
  {
    sheet: kit.key().notNull(),
    line: kit.integer().notNull(),
    bodyHash: kit.key().notNull(),
    exchangeId: kit.key().notNull(),
    /** What she said of a visit that was printed; null where the visit itself was written. */
    answer: kit.text().$type<'yes' | 'no'>(),
    /** 经办人: the officer who wrote the paper. */
    handledBy: kit.key().notNull(),
    enteredBy: kit.key().notNull(),
    enteredAt: kit.long().notNull(),
  },
  (row) => [kit.primaryKey({ columns: [row.sheet, row.line] }), kit.index('sheet_lines_exchange').on(row.exchangeId)],
);

/** Visits that are printed on a form, a line each: what is asked about is what stood there on the day of printing. */
export const sheetAsks = kit.table(
  'sheet_asks',
  {
    sheet: kit.key().notNull(),
    line: kit.integer().notNull(),
    exchangeId: kit.key().notNull(),
    printed: kit.json().$type<PrintedVisit>().notNull(),
  },
  (row) => [kit.primaryKey({ columns: [row.sheet, row.line] })],
);

/** A form without lines that was keyed in: once, and the file that it became or went to. */
export const sheetUses = kit.table(
  'sheet_uses',
  {
    sheet: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    /** 经办人: the officer who wrote the paper. */
    handledBy: kit.key().notNull(),
    enteredBy: kit.key().notNull(),
    enteredAt: kit.long().notNull(),
  },
  (row) => [kit.index('sheet_uses_member').on(row.memberId)],
);
