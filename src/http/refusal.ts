/** A refusal in the visitor's words. Figures arrive as the rules know them; here they are said as people say them. */

import type { FieldError } from '#http/form';
import { sayMinutes } from '#i18n/say-minutes';
import { isKey, type Language, type Translate } from '#i18n/words';

/** Parameters of refusals that are minutes. */
const MINUTES: ReadonlySet<string> = new Set(['missing', 'maximum', 'minutes']);

export function refusalWords(lang: Language, t: Translate, { field, code, params }: FieldError): string {
  // Of a page with many lines: `elder-3` is the elder of the third.
  const called = `field.${(field ?? '').replace(/-\d+$/, '')}`;
  const said = Object.entries(params).map(([name, value]) => [
    name,
    MINUTES.has(name) && typeof value === 'number' ? sayMinutes(value, lang) : value,
  ]);
  const label = isKey(called) ? t(called) : t('common.this_item');
  return t(`refusal.${code}`, { label, ...Object.fromEntries(said) });
}
