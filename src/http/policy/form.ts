/** How a rule's value is asked for: in the unit in which it is said, beginning with what holds now. */
import { POLICY, type PolicyKey } from '#domain/policy';
import { limitsOf, PART_UNITS, type Part, partsOf, UNITS, type Unit } from '#domain/policy-unit';
import type { Visit } from '#http/route';
import { sayIn } from '#i18n/say-policy';
import type { Key } from '#i18n/words';

/** One question of the form: a line to write in, one answer of several, or any number of them. */
export interface Question {
  name: string;
  label: string;
  kind: 'line' | 'one' | 'many';
  /** A figure needs no long line. */
  short: boolean;
  hint: string;
  value: string;
  values: string[];
  options: { value: string; label: string }[];
}

/** Ends of ranges that only mean "as much as you like". */
const HUGE = 1_000_000_000;

export const partName = (part: Part): string => `part_${part}`;

/** The questions for a key, with what holds now as the answers to begin with. */
export function questionsFor(key: PolicyKey, now: unknown, visit: Visit): Question[] {
  const parts = partsOf(key);
  if (parts.length === 0) return [question(key, null, now, visit)];
  const held = now as Record<Part, unknown>;
  return parts.map((part) => question(key, part, held[part], visit));
}

function question(key: PolicyKey, part: Part | null, now: unknown, visit: Visit): Question {
  const { t, lang } = visit;
  const unit: Unit = part ? PART_UNITS[part] : UNITS[key];
  const { choices } = limitsOf(key, part ?? undefined);
  // 'none' is an allowance on file and no hardship.
  const answers = unit === 'flag' ? ['true', 'false'] : choices.filter((one) => one !== 'none');
  const said = (answer: string) =>
    unit === 'flag'
      ? sayIn(lang, t, unit, answer === 'true')
      : sayIn(lang, t, unit, unit === 'codes' ? [answer] : answer);
  const kind = unit === 'codes' ? 'many' : answers.length > 0 ? 'one' : 'line';
  return {
    name: part ? partName(part) : 'value',
    label: part ? t(`policy.part.${part}`) : t('policy.new_value'),
    kind,
    short: !['text', 'steps'].includes(unit),
    hint: hintFor(key, part, unit, visit),
    value: kind === 'line' ? typedAs(unit, now, visit) : String(now),
    values: Array.isArray(now) ? now.map(String) : [],
    options: answers.map((answer) => ({ value: answer, label: said(answer) })),
  };
}

/** A value as it would be typed, so that what is not changed can be sent back as it stands. */
function typedAs(unit: Unit, value: unknown, { t, lang }: Visit): string {
  if (value === null) return t('policy.unit.unlimited');
  if (unit === 'minutes' || unit === 'steps') return sayIn(lang, t, unit, value);
  return unit === 'fen' ? String(Number(value) / 100) : String(value);
}

function hintFor(key: PolicyKey, part: Part | null, unit: Unit, { t, lang }: Visit): string {
  const { from, to } = limitsOf(key, part ?? undefined);
  const hints: string[] = [];
  const how: Partial<Record<Unit, Key>> = {
    minutes: 'policy.range_minutes',
    fen: 'policy.range_money',
    steps: 'policy.range_steps',
  };
  if (from !== undefined && to !== undefined) {
    const [least, most] = [sayIn(lang, t, unit, from), sayIn(lang, t, unit, to)];
    hints.push(to > HUGE ? t('policy.range_up', { from: least }) : t('policy.range', { from: least, to: most }));
  }
  const way = how[unit];
  // Where one chooses from buttons nothing is written.
  if (way && (from !== undefined || unit === 'steps')) hints.push(t(way));
  if (!part && mayBeOff(key)) hints.push(t('policy.off_hint'));
  return hints.join(t('policy.unit.full_stop'));
}

function mayBeOff(key: PolicyKey): boolean {
  try {
    return POLICY[key].read('off') === null;
  } catch {
    return false;
  }
}
