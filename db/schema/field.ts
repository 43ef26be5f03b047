/** What came from phones without signal: what was taken in, and what could not be, so that nothing is lost on either side. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { ClockVerdict } from '#domain/field/clock';
import type { RefusalCode } from '#domain/refusal';

/** How it came here: by the phone itself, or in a file that somebody handed in at a station. */
export type Way = 'phone' | 'file';

/** A record that was taken in: written in the same unit as the exchange or the visit that it became. */
export const fieldRecords = kit.table(
  'field_records',
  {
    /** Who wrote it, and the id that the phone gave it: together they are one record for ever. */
    writerId: kit.key().notNull(),
    id: kit.key().notNull(),
    /** SHA-256 of its canonical JSON without the moment of sending. */
    bodyHash: kit.key().notNull(),
    form: kit.key().notNull(),
    way: kit.text().$type<Way>().notNull(),
    /** Who handed it in. */
    enteredBy: kit.key().notNull(),
    exchangeId: kit.key(),
    /** 探访: a duty visit is no exchange. Of a service in a pairing the visit is found by its exchange. */
    visitId: kit.key(),
    /** Both clocks: what the phone said at saving and at sending, and ours at arrival. */
    savedAt: kit.long(),
    sentAt: kit.long(),
    at: kit.long().notNull(),
    clock: kit.text().$type<ClockVerdict>().notNull(),
    /** 已当面告知: told there and then. */
    told: kit.bool().notNull(),
    /** What came of the PIN: `trying` before it is compared, so that it is one try for ever; null = there was none. */
    pin: kit.key().$type<'trying' | 'right' | RefusalCode>(),
    requestId: kit.key().notNull(),
  },
  (row) => [
    kit.primaryKey({ columns: [row.writerId, row.id] }),
    kit.index('field_records_exchange').on(row.exchangeId),
    kit.index('field_records_request').on(row.enteredBy, row.requestId),
    kit.check('field_records_became', sql`(exchange_id is null) <> (visit_id is null)`),
  ],
);

/**
 * What could not be taken in, each body once. It is sealed: a note at a door says how somebody is. It stays open until a
 * corrected body was taken under the same id, or somebody says that it is not needed; a correction also only as long as its
 * record waits to be put right.
 */
export const fieldRefusals = kit.table(
  'field_refusals',
  {
    writerId: kit.key().notNull(),
    id: kit.key().notNull(),
    bodyHash: kit.key().notNull(),
    form: kit.key(),
    way: kit.text().$type<Way>().notNull(),
    enteredBy: kit.key().notNull(),
    code: kit.key().$type<RefusalCode>().notNull(),
    params: kit.json().$type<Record<string, string | number>>().notNull(),
    /** Of a correction: the record of ours that it wanted to put right. */
    corrects: kit.key(),
    /** Where it was written, so that the town sees it too: a village of the writer. */
    regionCode: kit.key(),
    bodySealed: kit.text().notNull(),
    firstAt: kit.long().notNull(),
    at: kit.long().notNull(),
    settledAt: kit.long(),
    settledBy: kit.key(),
    requestId: kit.key().notNull(),
  },
  (row) => [
    kit.primaryKey({ columns: [row.writerId, row.id, row.bodyHash] }),
    kit.index('field_refusals_open').on(row.regionCode, row.at).where(sql`settled_at is null`),
    kit.index('field_refusals_request').on(row.enteredBy, row.requestId),
  ],
);
