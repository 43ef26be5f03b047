/** 查回执: anybody who holds a slip is told what the book says under its code. Whose it is, is not said. */
import { timingSafeEqual } from 'node:crypto';
import { Refusal } from '#domain/refusal';
import { checkpointAt } from '#ledger/checkpoint';
import type { Desk } from '#usecases/desk';
import { factsOf, type Kind, type ReceiptFacts } from '#usecases/receipt/facts';
import type { Numbered } from '#usecases/receipt/view';

export interface Coded extends Numbered {
  /** Twenty digits. */
  code: string;
}

export type Checked = Pick<
  ReceiptFacts,
  'journal' | 'county' | 'amounts' | 'standing' | 'first' | 'last' | 'reverses' | 'reversedBy' | keyof Kind
> &
  Pick<ReceiptFacts['entry'], 'seq' | 'event' | 'servedOn' | 'recordedAt' | 'grade'> & {
    /** A checkpoint of ours that a file was made against; null where none of this size holds the entry. */
    filed: { size: number } | null;
  };

/**
 * @param asked with the size of the checkpoint of a file that was looked at, if it came from there
 * @throws Refusal not_found where no entry has this number and this code: one cannot tell which of them is wrong
 */
export const checkCode = (desk: Desk, asked: Coded & { filed?: number | null }): Promise<Checked> =>
  desk.read(async (act) => {
    const facts = await factsOf(act, desk.house.seal ?? null, asked);
    if (!isSame(facts.code, asked.code)) throw new Refusal('not_found');
    const { journal, county, amounts, standing, first, last, reverses, reversedBy, entry } = facts;
    const { reversed, replaces, replacedBy, other, leaves } = facts;
    const { seq, event, servedOn, recordedAt, grade } = entry;
    const filed = asked.filed && last ? await checkpointAt(act, journal.id, last.origin, asked.filed) : null;
    return {
      ...{ journal, county, amounts, standing, first, last, reverses, reversedBy },
      ...{ reversed, replaces, replacedBy, other, leaves },
      ...{ seq, event, servedOn, recordedAt, grade },
      filed: filed && filed.size >= seq ? { size: filed.size } : null,
    };
  });

/** Not told by how long it takes. What is typed into an address may be any letters. */
function isSame(one: string, other: string): boolean {
  const [right, asked] = [Buffer.from(one), Buffer.from(other)];
  return right.length === asked.length && timingSafeEqual(right, asked);
}
