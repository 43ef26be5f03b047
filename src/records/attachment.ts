/** Photographs at rest, and what they show: a record, or lines of a wall card or form by its number. */
import { createHash } from 'node:crypto';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { attachmentLinks, attachments } from '#db/schema/papers';
import { must } from '#domain/refusal';
import type { EvidenceRow } from '#records/evidence';
import type { Photo } from '#records/photo';

/** Lines of a sheet that can be read on a photograph; a record has none. */
export interface Lines {
  from: number;
  to: number;
}
export const NO_LINES: Lines = { from: 0, to: 0 };

/** The same photograph a second time is the one that is there. @returns its id */
export async function insertPhoto(act: Act, { jpeg, width, height }: Photo): Promise<string> {
  const hash = createHash('sha256').update(jpeg).digest('hex');
  const row = {
    id: act.ids('att'),
    hash,
    sealed: act.vault.sealBytes(jpeg),
    bytes: jpeg.length,
    width,
    height,
    addedBy: act.actor.id,
    addedAt: act.now,
    device: act.device,
  };
  const [made] = await act.tx.insert(attachments).values(row).onConflictDoNothing().returning({ id: attachments.id });
  if (made) return made.id;
  const [known] = await act.tx.select({ id: attachments.id }).from(attachments).where(eq(attachments.hash, hash));
  return must(known).id;
}

/** Say what a photograph shows; said again with other lines, it shows those too. */
export async function linkPhoto(act: Act, attachmentId: string, subjectId: string, lines: Lines): Promise<void> {
  const { from: lineFrom, to: lineTo } = lines;
  await act.tx
    .insert(attachmentLinks)
    .values({ attachmentId, subjectId, lineFrom, lineTo, linkedBy: act.actor.id, linkedAt: act.now })
    .onConflictDoUpdate({
      target: [attachmentLinks.attachmentId, attachmentLinks.subjectId],
      set: {
        lineFrom: sql`case when ${attachmentLinks.lineFrom} < ${lineFrom} then ${attachmentLinks.lineFrom} else ${lineFrom} end`,
        lineTo: sql`case when ${attachmentLinks.lineTo} > ${lineTo} then ${attachmentLinks.lineTo} else ${lineTo} end`,
      },
    });
}

export interface PhotoSeen {
  id: string;
  width: number;
  height: number;
  addedBy: string;
  addedAt: number;
  /** The line of the sheet that this record is; null where the photograph is of the record itself. */
  line: number | null;
  sheet: string | null;
}

/** Photographs of a record: its own, and those of the sheets whose lines its evidence names. The caller has found it. */
export async function photosOf(act: Act, exchangeId: string, facts: readonly EvidenceRow[]): Promise<PhotoSeen[]> {
  const written = facts.flatMap(({ sheet, cardLine }) => (sheet && cardLine ? [{ sheet, line: cardLine }] : []));
  const rows = await act.tx
    .select({ photo: attachments, link: attachmentLinks })
    .from(attachmentLinks)
    .innerJoin(attachments, eq(attachments.id, attachmentLinks.attachmentId))
    .where(inArray(attachmentLinks.subjectId, [exchangeId, ...written.map(({ sheet }) => sheet)]))
    .orderBy(asc(attachmentLinks.linkedAt), asc(attachments.id));
  const seen = rows.flatMap(({ photo, link }): PhotoSeen[] => {
    const { id, width, height, addedBy, addedAt } = photo;
    const told = { id, width, height, addedBy, addedAt };
    if (link.subjectId === exchangeId) return [{ ...told, line: null, sheet: null }];
    const here = written.find(
      ({ sheet, line }) => sheet === link.subjectId && link.lineFrom <= line && line <= link.lineTo,
    );
    return here ? [{ ...told, ...here }] : [];
  });
  return seen.filter(({ id }, at) => at === seen.findIndex((other) => other.id === id));
}

/** @throws Refusal not_found */
export async function sealedPhoto(act: Act, id: string): Promise<Buffer> {
  const [row] = await act.tx.select({ sealed: attachments.sealed }).from(attachments).where(eq(attachments.id, id));
  return must(row).sealed;
}
