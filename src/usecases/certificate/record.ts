/**
 * Training done, a yearly health statement, a professional paper: seen by somebody in post, for a volunteer who is not
 * themselves and not their family. It opens services of the catalogue.
 */
import { isDay } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { type CertificateShown, insertCertificate } from '#records/certificate';
import { refuseUnfit } from '#records/hands';
import { findMember } from '#records/member';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/**
 * Helper, clerk or social worker.
 * @throws Refusal day_not_understood · end_before_start · missing (number of a professional paper) · not_found ·
 *   own_record · own_family_decision · key_reused
 */
export async function recordCertificate(
  desk: Desk,
  input: CertificateShown & { key: string },
): Promise<{ id: string }> {
  const { key, ...body } = input;
  const { validFrom, validTo, kind, number } = input;
  if (!isDay(validFrom)) throw new Refusal('day_not_understood', { field: 'validFrom' });
  if (validTo !== null && !isDay(validTo)) throw new Refusal('day_not_understood', { field: 'validTo' });
  if (validTo !== null && validTo < validFrom) throw new Refusal('end_before_start', { field: 'validTo' });
  if (kind === 'professional' && !number?.trim()) throw new Refusal('missing', { field: 'number' });
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const { id, regionCode } = await findMember(act, input.memberId, 'member.correct');
      await refuseUnfit(act, { parties: [id] });
      const certificate = await insertCertificate(act, input);
      const grant = grantOver(act, 'member.correct', regionCode);
      const subjectId = certificate.id;
      await note(act, { verb: 'record', noun: 'certificate', subjectId, regionCode, grant, reason: kind });
      return { id: certificate.id };
    }),
  );
}
