/**
 * What is printed on each form. Enrolments are printed from the very names that the screens ask (`NAMES` of the steps), the
 * visit sheet from the columns that its keying page asks, so that paper and screen cannot part.
 */
import { DENY_REASONS } from '#domain/reason';
import type { PaperForm } from '#domain/sheet';
import { factChoices } from '#http/member/facts';
import { IDENTITY_KINDS } from '#http/member/identity';
import { HOW, NAMES } from '#http/member/steps';
import { isKey, type Key, type Translate } from '#i18n/words';
import type { Sheet } from '#records/sheet';

export interface PaperField {
  name: string;
  label: string;
  /** What is read aloud before it is asked; '' for most. */
  text: string;
  /** Boxes to tick; none = a line to write on. */
  options: string[];
}

/**
 * Conveniences of the screen that paper does without: it can be left blank, and a hamlet is simply written. Its number and 经办人
 * stand on every form by themselves.
 */
export const SCREEN_ONLY: readonly string[] = ['known', 'care_all', 'hamletName', 'sheet', 'handledBy'];

const WHO = [...NAMES.who, ...NAMES.identity, ...NAMES.village, ...NAMES.home, ...NAMES.phone];
const isPurpose = (name: string): boolean => name.startsWith('consent_');
const isHow = (name: string): boolean => !isPurpose(name);
const ENROL: Record<'enrolElder' | 'enrolVolunteer' | 'consent', readonly string[]> = {
  enrolElder: [...WHO, ...NAMES.family, ...NAMES.care],
  enrolVolunteer: WHO,
  // What is asked at an enrolment, and what only the page about consent asks besides.
  consent: ['name', ...NAMES.consent.filter(isPurpose), 'consent_kinActs', ...NAMES.consent.filter(isHow)],
};

export const isEnrolment = (form: PaperForm): form is keyof typeof ENROL => form in ENROL;

/** The names a form asks, as the screens know them. */
export const namesOn = (form: keyof typeof ENROL): string[] =>
  ENROL[form].filter((name) => !SCREEN_ONLY.includes(name));

export const fieldsOf = (form: keyof typeof ENROL, t: Translate): PaperField[] =>
  namesOn(form).map((name) => ({ name, label: labelOf(name, t), text: textOf(name, t), options: optionsOf(name, t) }));

function labelOf(name: string, t: Translate): string {
  const keys = [
    `field.${name}`,
    name.replace(/^care_/, 'member.selfCare.'),
    name.replace(/^consent_/, 'member.consent.'),
  ];
  const key = [...keys, `member.ask.${name}`, `member.category.${name}`].find(isKey);
  if (!key) throw new Error(`There are no words for the field "${name}" on paper.`);
  return t(key);
}

function textOf(name: string, t: Translate): string {
  const key = `${name.replace('consent_', 'enrol.consent.')}_text`;
  return name.startsWith('consent_') && isKey(key) ? t(key) : '';
}

function optionsOf(name: string, t: Translate): string[] {
  const { spouse, livesWith, allowance, disability, disabilityKind, ability, answers } = factChoices(t);
  const words = (...keys: Key[]) => keys.map((key) => t(key));
  const labels = (choices: readonly { label: string }[]) => choices.map(({ label }) => label);
  const known: Record<string, string[]> = {
    parts: words('member.part.receives', 'member.part.serves'),
    identityKind: IDENTITY_KINDS.map((kind) => t(`member.identity.${kind}`)),
    sex: words('member.sex.female', 'member.sex.male'),
    spouse: labels(spouse),
    livesWith: labels(livesWith),
    allowance: labels(allowance),
    disability: labels(disability),
    disabilityKind: labels(disabilityKind),
    ability: labels(ability),
    how: HOW.map((how) => t(`member.consentHow.${how}`)),
  };
  if (/^(consent_|contactAgreed|familyPlanning)/.test(name)) return words('common.yes');
  return name.startsWith('care_') ? labels(answers) : (known[name] ?? []);
}

/** A line of a sheet, in the order in which it is written; its keying page asks the same. */
export const LINE_COLUMNS = [
  'day',
  'half',
  'elder',
  'volunteer',
  'relative',
  'service',
  'start',
  'end',
  'minutes',
  'thumb',
  'witnessName',
  'witnessPhone',
] as const;
export type LineColumn = (typeof LINE_COLUMNS)[number];

/** A wall card says itself whose it is, and nobody looks at a clock beside it. */
const NOT_ON_CARD = ['elder', 'start', 'end'] as const;
export type CardColumn = Exclude<LineColumn, (typeof NOT_ON_CARD)[number]>;
export const CARD_COLUMNS = LINE_COLUMNS.filter(
  (column): column is CardColumn => !(NOT_ON_CARD as readonly string[]).includes(column),
);

/** What is printed on the lines of a sheet and asked where they are keyed in. */
export const columnsOn = (form: Sheet['form']): readonly LineColumn[] =>
  form === 'wallCard' ? CARD_COLUMNS : LINE_COLUMNS;

export const lineLabel = (column: LineColumn, t: Translate): string => t(`line.${column}`);

export interface Column {
  name: string;
  label: string;
}

/** What is known of a visit before she is asked about it, and what she is asked, in the order of the sheet. */
export const PRINTED_COLUMNS = ['day', 'volunteer', 'service', 'minutes'] as const satisfies readonly LineColumn[];
export const ANSWER_COLUMNS = ['answer', 'reason', 'thumb', 'witnessName', 'witnessPhone'] as const;

export const answerColumns = (t: Translate): Column[] => [
  ...PRINTED_COLUMNS.map((name) => ({ name, label: lineLabel(name, t) })),
  ...ANSWER_COLUMNS.map((name) => ({
    name,
    label: name === 'answer' || name === 'reason' ? t(`answer.on_paper.${name}`) : lineLabel(name, t),
  })),
];
export const denyWords = (t: Translate): string =>
  DENY_REASONS.map((reason) => t(`own.deny.${reason}`)).join(t('care.comma'));
