/**
 * What forms send: read strictly as UTF-8, then understood field by field with zod.
 *
 * A message in a schema is a refusal code (`'minutes_zero'`), so that every word a person reads comes from one catalogue.
 */
import { z } from 'zod';
import { halfWidth } from '#domain/digits';
import { REFUSALS, Refusal, type RefusalCode, type RefusalParams } from '#domain/refusal';

/** Fields as they came: text, or several texts of one name. */
export type Fields = Record<string, string | string[]>;

/** What is wrong with a form, and beside which field. */
export interface FieldError {
  field?: string;
  code: RefusalCode;
  params: RefusalParams;
}

const FIELDS_MAX = 2_000;

/** Fields of `a=1&b=2`, or null when it is not proper UTF-8 or carries a NUL, which PostgreSQL cannot store. */
export function readFields(encoded: string): Fields | null {
  const fields: Fields = Object.create(null);
  // Browsers percent-encode everything: a raw U+FFFD is what is left of bytes that were no UTF-8.
  if (encoded.includes('\uFFFD')) return null;
  const pairs = encoded.split('&').filter((pair) => pair !== '');
  if (pairs.length > FIELDS_MAX) return null;
  try {
    for (const pair of pairs) {
      const [name = '', value = ''] = pair.split(/=(.*)/s).map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
      if (!collectField(fields, name, value)) return null;
    }
  } catch {
    return null;
  }
  return fields;
}

/** One more field; false when it holds what nobody can keep: bytes that were no UTF-8, or a NUL. */
export function collectField(fields: Fields, name: string, value: string): boolean {
  if (/[\0\uFFFD]/.test(name + value)) return false;
  const before = fields[name];
  const text = value.replaceAll('\r\n', '\n');
  if (before === undefined) fields[name] = text;
  else fields[name] = Array.isArray(before) ? [...before, text] : [before, text];
  return true;
}

/** The errors of a schema as codes beside fields: one a field, the first, because what is empty is also not understood. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const first = error.issues.filter(
    ({ path }, at, all) => at === all.findIndex((other) => String(other.path[0]) === String(path[0])),
  );
  return first.map((issue) => ({
    field: typeof issue.path[0] === 'string' ? issue.path[0] : undefined,
    code: codeOf(issue),
    params: paramsOf(issue),
  }));
}

function codeOf(issue: z.core.$ZodIssue): RefusalCode {
  if (Object.hasOwn(REFUSALS, issue.message)) return issue.message as RefusalCode;
  if (issue.code === 'too_big') return 'too_long';
  return issue.code === 'invalid_type' && issue.input === undefined ? 'missing' : 'not_understood';
}

/** Figures that the words need. */
function paramsOf(issue: z.core.$ZodIssue): RefusalParams {
  if (issue.code === 'too_big') return { most: Number(issue.maximum) };
  return 'params' in issue ? (issue.params as RefusalParams) : {};
}

const given = z.string({ error: 'missing' }).transform((typed) => typed.trim());

/** Text that must be there, without the blanks around it. */
export const text = (max = 200) => given.pipe(z.string().min(1, 'missing').max(max));

/** Text that may be left out: null when it is. */
export const maybeText = (max = 200) =>
  z
    .string()
    .max(max)
    .optional()
    .transform((typed) => typed?.trim() || null);

/** Text that a reader of the domain understands, or refuses: `understood(parseMinutes)`. Its refusal stands beside the field. */
export const understood = <T>(reader: (typed: string) => T, max = 200) =>
  text(max).transform((typed, context): T => {
    try {
      return reader(typed);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      context.addIssue({ code: 'custom', message: error.code, params: error.params });
      return z.NEVER;
    }
  });

/** Like `understood`, but null when nothing was typed. */
export const maybeUnderstood = <T>(reader: (typed: string) => T, max = 200) =>
  z
    .preprocess(
      (typed) => (typeof typed === 'string' && typed.trim() === '' ? undefined : typed),
      understood(reader, max).optional(),
    )
    .transform((read): T | null => read ?? null);

/** One of a few answers: radios, or the value of the button that was pressed. */
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: ({ input }) => (input === undefined || input === '' ? 'missing' : 'not_understood') });

/** Any number of answers: checkboxes of one name. One tick comes as a text, none as nothing. */
export const several = () =>
  z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .optional()
    .transform((ticked) => ticked ?? []);

/** One checkbox. */
export const ticked = () => z.string().optional().transform(Boolean);

/** Digits as people type them: full-width, with blanks and dashes. */
export const digits = (max = 30) => text(max).transform((typed) => halfWidth(typed).replace(/[\s-]/g, ''));

/** The random key that every form carries: a second press of the same button is the same act. */
export const submissionKey = () => z.string({ error: 'form_expired' }).regex(/^[\w-]{16,64}$/, 'form_expired');
