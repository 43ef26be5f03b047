/** The value of a rule as people say it: 4 小时, 5 个工作日, 独居、空巢，从 80 岁; never 240 and never a code. */

import type { PolicyKey } from '#domain/policy';
import { PART_UNITS, type Part, type PartsKey, partsOf, UNITS, type Unit } from '#domain/policy-unit';
import { sayMinutes } from '#i18n/say-minutes';
import type { Key, Language, Translate } from '#i18n/words';

/** What "no limit" means where it does not mean that. */
const OFF: Partial<Record<PolicyKey, Key>> = {
  'balance.expiryMonths': 'policy.unit.never',
  'redeem.maxPerRequestMin': 'policy.unit.service_limit',
};

/** @param value as the key's own reader gives it; `null` is no limit */
export function sayPolicy(lang: Language, t: Translate, key: PolicyKey, value: unknown): string {
  const unit: Unit = UNITS[key];
  if (unit === 'fixed') return t(`policy.fixed.${key}` as Key);
  if (value === null) return t(OFF[key] ?? 'policy.unit.no_limit');
  if (unit !== 'parts') return sayIn(lang, t, unit, value);
  const held = value as Record<Part, unknown>;
  const said = partsOf(key).map((part) => [part, sayIn(lang, t, PART_UNITS[part], held[part])]);
  return t(`policy.said.${key as PartsKey}`, Object.fromEntries(said));
}

const DAY = 24;

/** One figure or code in its unit: also the ends of a range. */
export function sayIn(lang: Language, t: Translate, unit: Unit, value: unknown): string {
  switch (unit) {
    case 'minutes':
      return sayMinutes(Number(value), lang);
    case 'steps':
      return (value as number[]).map((minutes) => sayMinutes(minutes, lang)).join(t('policy.unit.comma'));
    case 'flag':
      return t(value === true ? 'policy.unit.on' : 'policy.unit.off');
    case 'code':
      return t(`policy.value.${value}` as Key);
    case 'codes':
      return (value as string[]).map((code) => t(`policy.value.${code}` as Key)).join(t('policy.unit.comma'));
    case 'text':
      return t('policy.unit.quote', { words: String(value) });
    case 'fen':
      return t('policy.unit.fen', { count: String(Number(value) / 100) });
    case 'hours':
      // Nobody says 240 hours.
      return Number(value) % DAY === 0 && Number(value) > DAY
        ? t('policy.unit.days', { count: Number(value) / DAY })
        : t('policy.unit.hours', { count: Number(value) });
    case 'parts':
    case 'fixed':
      throw new Error(`${unit} is not said in one word.`);
    default:
      return t(`policy.unit.${unit}`, { count: Number(value) });
  }
}
