/**
 * The service catalogue (db/data/service-catalogue.csv): what may be asked for, who may do it, and what never credits.
 */
import { type Ability, atLeast } from '#domain/category';
import type { Bond } from '#domain/kinship';
import { Refusal } from '#domain/refusal';

export const RISKS = ['low', 'med', 'high'] as const;
export type Risk = (typeof RISKS)[number];

/** What the volunteer must hold: nothing, the training of that service, or a professional certificate. */
export const CERTIFICATES = ['none', 'training', 'professional'] as const;
export type Certificate = (typeof CERTIFICATES)[number];

export interface Service {
  code: string;
  nameZh: string;
  nameEn: string;
  certificate: Certificate;
  certificateNote: string | null;
  risk: Risk;
  /** Minutes of one visit that may credit; 0 = never credits. */
  maxMinutes: number;
  /** Volunteers it takes. */
  people: number;
  needsConsent: boolean;
  /** Money changes hands: a slip with 代收、实付、找回 belongs to it. */
  cashSlip: boolean;
  enabled: boolean;
}

const among = <T extends string>(choices: readonly T[], value: string | undefined, field: string): T => {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new Refusal('not_understood', { field });
  return found;
};

const count = (value: string | undefined, field: string): number => {
  if (value === undefined || !/^\d+$/.test(value)) throw new Refusal('not_understood', { field });
  return Number(value);
};

/**
 * A row of the catalogue by its column names. The coefficient is not read: one hour is one hour. Refuses
 * `not_understood` with `field`.
 */
export function readService(row: Readonly<Record<string, string>>): Service {
  const yes = (field: string) => among(['yes', 'no'], row[field], field) === 'yes';
  const { code = '', name_zh: nameZh = '', name_en: nameEn = '' } = row;
  if (!/^[A-Z]\d{2}$/.test(code) || !nameZh || !nameEn) throw new Refusal('not_understood', { field: 'code' });
  return {
    code,
    nameZh,
    nameEn,
    certificate: among(CERTIFICATES, row.certificate, 'certificate'),
    certificateNote: row.certificate_note || null,
    risk: among(RISKS, row.risk, 'risk'),
    maxMinutes: count(row.max_minutes, 'max_minutes'),
    people: count(row.people, 'people'),
    needsConsent: yes('needs_consent'),
    cashSlip: yes('cash_slip'),
    enabled: yes('enabled'),
  };
}

/** Sitting in for the carer of somebody moderately disabled or worse is a professional's work. */
const GRAVER_NEEDS_PROFESSIONAL: readonly string[] = ['G03'];

/** What a volunteer must hold for this service with this elder. */
export const certificateFor = (service: Service, ability: Ability): Certificate =>
  GRAVER_NEEDS_PROFESSIONAL.includes(service.code) && atLeast(ability, 'moderate')
    ? 'professional'
    : service.certificate;

export const needsCertificate = (service: Service, ability: Ability = 'none'): boolean =>
  certificateFor(service, ability) !== 'none';

/**
 * Light services: sitting, talking, teaching, going along; nothing carried, pushed, climbed or ridden.
 * From `volunteer.physicalWorkMaxAge` (70) on a volunteer does these, with a yearly health statement.
 */
export const LIGHT_SERVICES: readonly string[] = [
  ...['A01', 'A02', 'A03', 'A04', 'A05', 'B04', 'B06', 'D04', 'D05', 'F02', 'F03', 'F04'],
  ...['H01', 'H02', 'H03', 'H04', 'I01', 'I02', 'J02', 'M01', 'M02'],
];
export const isLight = (service: Pick<Service, 'code'>): boolean => LIGHT_SERVICES.includes(service.code);

/** May a volunteer of this age do it? @param lightFromAge `volunteer.physicalWorkMaxAge` */
export const suitsAge = (service: Pick<Service, 'code'>, age: number, lightFromAge: number): boolean =>
  age < lightFromAge || isLight(service);

/**
 * What is recorded and never credits (domain.md, Care). The last three are not in the catalogue at all; they are named
 * to be answered.
 */
export const NEVER_CREDITABLE = [
  'family',
  'paid_hours',
  'being_trained',
  'meeting',
  'injections_wounds',
  'cards_and_pins',
] as const;
export type NeverCreditable = (typeof NEVER_CREDITABLE)[number];

/**
 * Why this part of a visit can never credit, or null.
 * @param duty paid or on-duty hours: helpers, cadres, social workers, paid carers
 */
export function whyNeverCreditable(
  service: Pick<Service, 'maxMinutes'>,
  bond: Bond,
  duty: boolean,
): NeverCreditable | null {
  if (bond === 'family') return 'family';
  if (duty) return 'paid_hours';
  return service.maxMinutes === 0 ? 'being_trained' : null;
}
