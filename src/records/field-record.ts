/** What came from phones: what was taken in under the phone's own ids, and the marks that stay on the exchange for it. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, inserting, prepared } from '#db/prepared';
import { fieldRecords } from '#db/schema/field';
import { FORMS } from '#domain/field/form';

export type FieldRow = typeof fieldRecords.$inferSelect;
export type PinOutcome = NonNullable<FieldRow['pin']>;

const insertRecord = inserting(fieldRecords, 'insert_field_record');

/** In the same unit as what it became. */
export const keepRecord = (act: Act, row: Omit<FieldRow, 'at' | 'enteredBy' | 'requestId' | 'pin'>): Promise<void> =>
  insertRecord(act.tx, { ...row, at: act.now, enteredBy: act.actor.id, requestId: act.requestId, pin: null });

/** Those of one writer that were taken in, among these ids of the phone. */
export async function recordsOf(act: Act, writerId: string, ids: readonly string[]): Promise<FieldRow[]> {
  if (ids.length === 0) return [];
  return act.tx
    .select()
    .from(fieldRecords)
    .where(and(eq(fieldRecords.writerId, writerId), inArray(fieldRecords.id, [...ids])))
    .orderBy(asc(fieldRecords.at), asc(fieldRecords.id));
}

/** Those under these ids of phones, whoever wrote them: two phones never make the same. */
export async function recordsNamed(act: Act, ids: readonly string[]): Promise<FieldRow[]> {
  if (ids.length === 0) return [];
  return act.tx
    .select()
    .from(fieldRecords)
    .where(inArray(fieldRecords.id, [...ids]))
    .orderBy(asc(fieldRecords.at), asc(fieldRecords.id));
}

/** Those that this officer handed in with one request. */
export async function recordsIn(act: Act, requestId: string): Promise<FieldRow[]> {
  return act.tx
    .select()
    .from(fieldRecords)
    .where(and(eq(fieldRecords.enteredBy, act.actor.id), eq(fieldRecords.requestId, requestId)))
    .orderBy(asc(fieldRecords.id));
}

/**
 * The PIN of a record is tried once for ever: whoever marks it first may. @returns false when it was marked before
 */
export async function markPin(act: Act, { writerId, id }: Pick<FieldRow, 'writerId' | 'id'>): Promise<boolean> {
  const [marked] = await act.tx
    .update(fieldRecords)
    .set({ pin: 'trying' })
    .where(and(eq(fieldRecords.writerId, writerId), eq(fieldRecords.id, id), isNull(fieldRecords.pin)))
    .returning({ id: fieldRecords.id });
  return marked !== undefined;
}

export async function writePinOutcome(
  act: Act,
  { writerId, id }: Pick<FieldRow, 'writerId' | 'id'>,
  pin: PinOutcome,
): Promise<void> {
  await act.tx
    .update(fieldRecords)
    .set({ pin })
    .where(and(eq(fieldRecords.writerId, writerId), eq(fieldRecords.id, id)));
}

/** The setting out that came from a phone, with both clocks; null where there was none. */
export async function setOutBy(act: Act, exchangeId: string): Promise<FieldRow | null> {
  const rows = await act.tx
    .select()
    .from(fieldRecords)
    .where(eq(fieldRecords.exchangeId, exchangeId))
    .orderBy(asc(fieldRecords.at));
  return rows.find(({ form }) => FORMS[form]?.does === 'go') ?? null;
}

export interface FieldMarks {
  /** The clock of the phone cannot be right. */
  clock: boolean;
  /** It came in a file, which anybody may have edited. */
  byFile: boolean;
}

/** What flags need of the exchanges that came from a phone; others are not in it. */
export async function fieldMarks(act: Act, exchangeIds: readonly string[]): Promise<Map<string, FieldMarks>> {
  if (exchangeIds.length === 0) return new Map();
  const rows = await marksQuery(act.tx).execute({ exchangeIds });
  const marks = new Map<string, FieldMarks>();
  // Written down and put right: what one of them is marked with stays.
  for (const { exchangeId, form, clock, way } of rows) {
    // What was asked for says nothing about the visit that came of it.
    if (exchangeId === null || FORMS[form]?.does === 'ask') continue;
    const before = marks.get(exchangeId);
    marks.set(exchangeId, {
      clock: clock !== 'good' || before?.clock === true,
      byFile: way === 'file' || before?.byFile === true,
    });
  }
  return marks;
}

const marksQuery = prepared((tx) =>
  tx
    .select({
      exchangeId: fieldRecords.exchangeId,
      form: fieldRecords.form,
      clock: fieldRecords.clock,
      way: fieldRecords.way,
    })
    .from(fieldRecords)
    .where(among(fieldRecords.exchangeId, 'exchangeIds'))
    .prepare('field_marks'),
);
