/** Why: one of a short list with words beside it. How it is read from a form and how it is said, of records and enrolments alike. */
import { z } from 'zod';
import { Refusal } from '#domain/refusal';
import { choice, maybeText } from '#http/form';
import type { Visit } from '#http/route';
import { isKey, type Translate } from '#i18n/words';

/** As `views/components/reason` asks. @throws Refusal reason_needed where none of the list fits and nothing was written */
export function whyIn<const T extends readonly [string, ...string[]]>(visit: Visit, reasons: T) {
  const read = visit.read(z.object({ reason: choice(reasons), note: maybeText(300) }));
  if (read.reason === 'other' && !read.note) throw new Refusal('reason_needed', { field: 'note' });
  return read;
}

/** Where the words of the codes stand. */
type Noun = 'exchange.reason' | 'member.return_reason' | 'correction.reason' | 'pairing.reason';

/** A reason from the short lists, or one that the rules wrote by themselves. */
export function reasonWords(code: string | null, t: Translate, noun: Noun = 'exchange.reason'): string {
  const key = `${noun}.${code ?? ''}`;
  return isKey(key) ? t(key) : '';
}

/** What an enrolment lacks. What was sent back before there was a list has its words where the code stands now. */
export const returnWords = (why: { reason: string | null; note: string | null }, t: Translate): string =>
  becauseWords(why, t, 'member.return_reason') || (why.reason ?? '');

/** A reason and what was written beside it. */
export function becauseWords(
  { reason, note }: { reason: string | null; note: string | null },
  t: Translate,
  noun?: Noun,
): string {
  const said = reason === 'other' && note ? '' : reasonWords(reason, t, noun);
  return [said, note ?? ''].filter(Boolean).join(t('care.comma'));
}
