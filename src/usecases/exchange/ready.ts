/** Is a volunteer ready for this service: on file, of age, trained, and fit for it (Volunteer Service Regulations, art. 15–17). */
import type { Act } from '#db/act';
import { ageOn, type Day } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { type CertificateRow, certificatesOf, type Person } from '#records/person';
import type { ServiceRow } from '#records/service';

/** Refused before anybody goes; a visit already made without it is kept and flagged instead. */
export async function refuseUnready(act: Act, volunteer: Person, service: ServiceRow, day: Day): Promise<void> {
  const refuse = (why: string) => {
    throw new Refusal('volunteer_not_ready', { name: volunteer.name, why });
  };
  if (volunteer.state !== 'approved' || !volunteer.serves) refuse('approval');
  if (ageOn(volunteer.bornOn, day) < act.policy.get('volunteer.minAge', volunteer.regionCode, day)) refuse('age');
  const held = await certificatesOf(act, [volunteer.id]);
  if (lacksCertificate(held, service, day)) refuse('certificate');
  const lightFrom = act.policy.get('volunteer.physicalWorkMaxAge', volunteer.regionCode, day);
  if (ageOn(volunteer.bornOn, day) < lightFrom) return;
  if (service.risk !== 'low') refuse('light');
  if (!validOn(held, 'health', day)) refuse('health');
}

/** What the catalogue asks for and this volunteer does not hold on that day. */
export function lacksCertificate(held: readonly CertificateRow[], service: ServiceRow, day: Day): boolean {
  if (service.certificate === 'none') return false;
  if (validOn(held, 'professional', day)) return false;
  return !(service.certificate === 'training' && validOn(held, 'training', day));
}

const validOn = (held: readonly CertificateRow[], kind: CertificateRow['kind'], day: Day): boolean =>
  held.some((row) => row.kind === kind && row.validFrom <= day && (row.validTo === null || row.validTo >= day));
