/**
 * Reads form `log.2`: what `log.1` asks, and between relatives who from outside both families can say that it was so: somebody
 * known here, or a name and a telephone in her own words.
 */
import { normalPhone } from '#domain/digits';
import { readLog1 } from '#domain/field/log-1';
import { idIn, isRaw, noteIn, type Raw } from '#domain/field/raw';
import type { FieldWitness, VisitRecord } from '#domain/field/record';
import { Refusal } from '#domain/refusal';

const LONGEST_NAME = 40;
const LONGEST_PHONE = 30;

/** @throws Refusal as the reader of `log.1` · witness_needed (half of it) · phone_wrong */
export const readLog2 = (raw: Raw): VisitRecord => ({ ...readLog1(raw), witness: witnessIn(raw) });

function witnessIn({ witness: raw }: Raw): FieldWitness | null {
  if (raw === undefined || raw === null) return null;
  if (!isRaw(raw)) throw new Refusal('not_understood', { field: 'witness' });
  if (raw.memberId !== undefined) return { memberId: idIn(raw, 'memberId') };
  const name = noteIn(raw, 'name', LONGEST_NAME);
  const phone = noteIn(raw, 'phone', LONGEST_PHONE);
  if (!name || !phone) throw new Refusal('witness_needed', { field: name ? 'witnessPhone' : 'witnessName' });
  return { name, phone: phoneIn(phone) };
}

function phoneIn(typed: string): string {
  try {
    return normalPhone(typed);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.code, { field: 'witnessPhone' }) : error;
  }
}
