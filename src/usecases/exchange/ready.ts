/** Is a volunteer ready for this service: on file, of age, trained, and fit for it (Volunteer Service Regulations, art. 15–17). */
import type { Act } from '#db/act';
import { ageOn, type Day } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { type CertificateRow, certificatesOf, type Person } from '#records/person';
import type { ServiceRow } from '#records/service';

/** Why a volunteer is not ready: not on file, too young, untrained, beyond the age for it, or no health statement. */
export type Unready = 'approval' | 'age' | 'certificate' | 'light' | 'health';

/** @param held what they hold; rows of others do no harm */
export function whyUnready(
  act: Act,
  volunteer: Person,
  held: readonly CertificateRow[],
  service: ServiceRow,
  day: Day,
): Unready | null {
  const theirs = held.filter((row) => row.memberId === volunteer.id);
  const age = ageOn(volunteer.bornOn, day);
  if (volunteer.state !== 'approved' || !volunteer.serves) return 'approval';
  if (age < act.policy.get('volunteer.minAge', volunteer.regionCode, day)) return 'age';
  if (lacksCertificate(theirs, service, day)) return 'certificate';
  if (age < act.policy.get('volunteer.physicalWorkMaxAge', volunteer.regionCode, day)) return null;
  if (service.risk !== 'low') return 'light';
  return validOn(theirs, 'health', day) ? null : 'health';
}

/** Refused before anybody goes; a visit already made without it is kept and flagged instead. */
export async function refuseUnready(act: Act, volunteer: Person, service: ServiceRow, day: Day): Promise<void> {
  const why = whyUnready(act, volunteer, await certificatesOf(act, [volunteer.id]), service, day);
  if (why) throw new Refusal('volunteer_not_ready', { name: volunteer.name, why });
}

/** What the catalogue asks for and this volunteer does not hold on that day. */
export function lacksCertificate(held: readonly CertificateRow[], service: ServiceRow, day: Day): boolean {
  if (service.certificate === 'none') return false;
  if (validOn(held, 'professional', day)) return false;
  return !(service.certificate === 'training' && validOn(held, 'training', day));
}

const validOn = (held: readonly CertificateRow[], kind: CertificateRow['kind'], day: Day): boolean =>
  held.some((row) => row.kind === kind && row.validFrom <= day && (row.validTo === null || row.validTo >= day));
