/** 更正: an officer of the county says that an entry of its book is wrong, why, and what should stand instead. */
import { Conflict } from '#db/conflict';
import { type CorrectionReason, mayStandInstead, wayOf } from '#domain/correction';
import { reasoned } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { onlyLineOf } from '#ledger/correct';
import { entryFile } from '#ledger/entry';
import { findJournal } from '#ledger/journal';
import { note } from '#records/audit';
import { insertCorrection } from '#records/correction';
import { refuseUnfit } from '#records/hands';
import { once } from '#records/submission';
import { partiesOf } from '#usecases/correction/parties';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

export interface Proposed {
  key: string;
  journal: string;
  seq: number;
  reason: CorrectionReason;
  note: string | null;
  /** What should stand instead; null to take it back only. */
  minutes: number | null;
}

/**
 * @throws Refusal not_found · not_reversible (another way is right, or it holds no number that may be another) ·
 *   reversal_twice · already_done (somebody proposed it) · correction_same · reason_needed · own_record ·
 *   own_family_decision · key_reused
 */
export async function proposeCorrection(desk: Desk, { key, ...body }: Proposed): Promise<{ id: string }> {
  const why = reasoned(body);
  const work = desk.write([], (act) =>
    once(act, key, body, async () => {
      const { countyCode } = await findJournal(act, body.journal);
      const grant = grantOver(act, 'correction.propose', countyCode);
      const { entry, siblings, reversedBy } = await entryFile(act, body.journal, body.seq);
      const { journal, seq, event, eventId } = entry;
      if (wayOf(event) !== 'here') throw new Refusal('not_reversible');
      if (reversedBy !== null) throw new Refusal('reversal_twice');
      await refuseUnfit(act, { parties: await partiesOf(act, eventId), hands: [] });
      if (body.minutes !== null) {
        const line = mayStandInstead(event) ? await onlyLineOf(act, eventId) : null;
        if (!line) throw new Refusal('not_reversible');
        if (line.minutes === body.minutes) throw new Refusal('correction_same', { field: 'minutes' });
      }
      const [sibling] = siblings;
      const otherCode = sibling ? (await findJournal(act, sibling.journal)).countyCode : countyCode;
      const { minutes } = body;
      const made = await insertCorrection(act, {
        ...{ journal, seq, event, eventId, countyCode, otherCode, minutes },
        ...{ reason: body.reason, note: why.note },
      });
      const row = { subjectId: made.id, regionCode: countyCode, grant, reason: why.reason };
      await note(act, { verb: 'propose', noun: 'correction', ...row });
      return { id: made.id };
    }),
  );
  return work.catch((error: unknown) => {
    if (error instanceof Conflict && error.constraint === 'corrections_once') throw new Refusal('already_done');
    throw error;
  });
}
