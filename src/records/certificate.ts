/** Training, health statement, professional papers: what a service of the catalogue may ask for. Read by `#records/person`. */
import type { Act } from '#db/act';
import { certificates } from '#db/schema/people';
import type { Day } from '#domain/day';
import { must } from '#domain/refusal';

export type Certificate = typeof certificates.$inferSelect;

export interface CertificateShown {
  memberId: string;
  kind: Certificate['kind'];
  number: string | null;
  validFrom: Day;
  validTo: Day | null;
}

export async function insertCertificate(act: Act, shown: CertificateShown): Promise<Certificate> {
  const { memberId, kind, number, validFrom, validTo } = shown;
  const [row] = await act.tx
    .insert(certificates)
    .values({
      id: act.ids('cer'),
      memberId,
      kind,
      number,
      validFrom,
      validTo,
      recordedBy: act.actor.id,
      recordedAt: act.now,
    })
    .returning();
  return must(row);
}
