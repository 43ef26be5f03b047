/** 合得来: what suits each, as she said it herself. Not scoped: the caller has found the members. */
import { inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { suits } from '#db/schema/pairing';
import { ANY, type Suits } from '#domain/suits';

/** Of everybody asked about; of whom nobody asked anything, whatever comes suits. */
export async function suitsOf(act: Act, ids: readonly string[]): Promise<Map<string, Suits>> {
  const known = [...new Set(ids)];
  const rows = known.length === 0 ? [] : await act.tx.select().from(suits).where(inArray(suits.memberId, known));
  const said = new Map(rows.map((row) => [row.memberId, row]));
  return new Map(known.map((id) => [id, said.get(id) ?? ANY]));
}

/** What she says now stands instead of what she said before. */
export async function writeSuits(act: Act, memberId: string, said: Suits): Promise<void> {
  const { volunteerSex, sexMust, dialectMust, mostElders } = said;
  const row = {
    ...{ dialects: [...said.dialects], times: [...said.times], volunteerSex, sexMust, dialectMust, mostElders },
    ...{ recordedBy: act.actor.id, recordedAt: act.now },
  };
  await act.tx
    .insert(suits)
    .values({ memberId, ...row })
    .onConflictDoUpdate({ target: suits.memberId, set: row });
}
