/**
 * A photograph of what was written by hand goes to the record it proves. Where the record is a line of a sheet with a number,
 * it goes to the sheet: one photograph of a wall card serves its ten lines, those written before this one included.
 */
import type { Act } from '#db/act';
import { reachFor } from '#domain/permission';
import { insertPhoto, type Lines, linkPhoto, NO_LINES } from '#records/attachment';
import { note } from '#records/audit';
import { evidenceOf } from '#records/evidence';
import { findExchange } from '#records/exchange';
import type { Photo } from '#records/photo';
import type { Desk } from '#usecases/desk';

/** @throws Refusal not_found */
export async function addRecordPhoto(desk: Desk, { id, photo }: { id: string; photo: Photo }): Promise<void> {
  await desk.write([], async (act) => showRecord(act, id, await insertPhoto(act, photo)));
}

/** Inside a unit: a photograph that is kept shows this record, or the sheet of which it is a line. @throws Refusal not_found */
export async function showRecord(act: Act, id: string, attachmentId: string): Promise<void> {
  const exchange = await findExchange(act, id, 'attachment.add');
  const facts = await evidenceOf(act, id);
  const line = facts.findLast(({ sheet, cardLine }) => sheet !== null && cardLine !== null);
  const shows = line?.sheet && line.cardLine ? { subject: line.sheet, lines: { from: 1, to: line.cardLine } } : null;
  await show(act, attachmentId, shows?.subject ?? id, shows?.lines ?? NO_LINES, exchange.regionCode);
}

/** Inside a unit that has found what it shows. */
export async function keepPhoto(
  act: Act,
  photo: Photo,
  subject: string,
  lines: Lines,
  regionCode: string,
): Promise<string> {
  const attachmentId = await insertPhoto(act, photo);
  await show(act, attachmentId, subject, lines, regionCode);
  return attachmentId;
}

async function show(act: Act, attachmentId: string, subject: string, lines: Lines, regionCode: string): Promise<void> {
  await linkPhoto(act, attachmentId, subject, lines);
  const reach = reachFor(act.actor, 'attachment.add', { regionCodes: [regionCode] });
  const grant = reach?.by === 'region' ? reach.grant : null;
  await note(act, { verb: 'add', noun: 'attachment', subjectId: attachmentId, regionCode, grant });
}
