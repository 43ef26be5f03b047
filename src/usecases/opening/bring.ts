/** A list of an older scheme is looked through and laid aside as a draft: whom its numbers mean, and what it comes to. */
import { createHash } from 'node:crypto';
import { type OpeningLine, refuseTwice } from '#domain/opening';
import { must, Refusal } from '#domain/refusal';
import { levelOf, type RegionCode } from '#domain/region';
import { journalFor } from '#ledger/journal';
import { note } from '#records/audit';
import { insertOpening, isBrought, membersMeant } from '#records/opening';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** Line numbers that a refusal names at most. */
const NAMED = 20;

/**
 * @throws Refusal not_found · region_unknown · reason_needed (no name of the scheme) · opening_unknown (params.lines: nobody
 *   of this county is approved under that number) · opening_twice · opening_again (this list waits or is in the book) · key_reused
 */
export async function bringOpening(
  desk: Desk,
  brought: { key: string; countyCode: RegionCode; source: string; lines: readonly OpeningLine[] },
): Promise<{ id: string }> {
  const { key, countyCode, source, lines } = brought;
  if (levelOf(countyCode) !== 'county') throw new Refusal('region_unknown', { field: 'countyCode' });
  const hash = createHash('sha256').update(JSON.stringify(lines)).digest('hex');
  return desk.write([], (act) =>
    once(act, key, { countyCode, source, hash }, async () => {
      const grant = grantOver(act, 'opening.propose', countyCode);
      const journal = await journalFor(act, countyCode);
      if (await isBrought(act, journal, hash)) throw new Refusal('opening_again', { field: 'table' });
      const meant = await membersMeant(
        act,
        countyCode,
        lines.map(({ number }) => number),
      );
      const strange = lines.filter(({ number }) => !meant.has(number)).map(({ line }) => line);
      if (strange.length > 0) {
        const named = strange.slice(0, NAMED).join(' ');
        throw new Refusal('opening_unknown', { field: 'table', lines: named, count: strange.length });
      }
      const rows = lines.map(({ line, number, minutes, remark }) => ({
        ...{ line, minutes, remark },
        memberId: must(meant.get(number)),
      }));
      // Her card on one line and her identity number on another is still twice.
      refuseTwice(rows, ({ memberId }) => memberId);
      const opening = await insertOpening(act, { journal, countyCode, source, hash }, rows);
      await note(act, { verb: 'create', noun: 'opening', subjectId: opening.id, regionCode: countyCode, grant });
      return { id: opening.id };
    }),
  );
}
