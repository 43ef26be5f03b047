/** A refusal in the visitor's words. Figures arrive as the rules know them; here they are said as people say them. */

import type { FieldError } from '#http/form';
import { sayMinutes } from '#i18n/say-minutes';
import { isKey, type Language, type Translate } from '#i18n/words';

/** Parameters of refusals that are minutes. */
const MINUTES: ReadonlySet<string> = new Set(['missing', 'maximum', 'minutes']);

/** Questions of one family have their words where they are asked. */
const FAMILIES: Record<string, string> = { care: 'member.selfCare', part: 'policy.part' };

/** Of a page with many lines: `elder-3` is the elder of the third, and the summary says of which. */
const LINE = /-(\d+)$/;

function labelOf(asked: string, t: Translate): string {
  const field = asked.replace(LINE, '');
  const [, family = '', one = ''] = /^([a-z]+)_(\w+)$/.exec(field) ?? [];
  const key = [`field.${field}`, `${FAMILIES[family]}.${one}`].find(isKey);
  return key && isKey(key) ? t(key) : t('common.this_item');
}

export function refusalWords(lang: Language, t: Translate, { field, code, params }: FieldError): string {
  const said = Object.entries(params).map(([name, value]) => [
    name,
    MINUTES.has(name) && typeof value === 'number' ? sayMinutes(value, lang) : value,
  ]);
  const less = `exchange.less.${params.reason}`;
  if (isKey(less)) said.push(['reason', t(less)]);
  const words = t(`refusal.${code}`, { label: labelOf(field ?? '', t), ...Object.fromEntries(said) });
  const [, line] = LINE.exec(field ?? '') ?? [];
  return line ? t('line.at', { line, words }) : words;
}
