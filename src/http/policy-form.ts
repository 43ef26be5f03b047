/** How an officer types a rule's value: in the unit in which it is said, leniently; the key's own reader decides. */
import { foldNumbers, halfWidth } from '#domain/digits';
import { readMinutes } from '#domain/minutes';
import { POLICY, type PolicyKey } from '#domain/policy';
import { limitsOf, PART_UNITS, type Part, partsOf, UNITS, type Unit } from '#domain/policy-unit';
import { Refusal } from '#domain/refusal';
import type { Fields } from '#http/form';
import type { Visit } from '#http/route';
import { textOf, textsOf } from '#http/staff-page';
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

/** Where "no limit" is an answer. */
const OFF = /^(?:不限|不设上限|不设|没有|无|不过期|永久|no limit|none|never|off)$/i;
/** Ends of ranges that only mean "as much as you like". */
const HUGE = 1_000_000_000;

const partName = (part: Part): string => `part_${part}`;

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
  return {
    name: part ? partName(part) : 'value',
    label: part ? t(`policy.part.${part}`) : t('policy.new_value'),
    kind: unit === 'codes' ? 'many' : answers.length > 0 ? 'one' : 'line',
    short: !['text', 'steps'].includes(unit),
    hint: hintFor(key, part, unit, visit),
    value: unit === 'codes' ? '' : typedAs(unit, now, visit),
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
  return hints.join(t('policy.unit.semicolon'));
}

function mayBeOff(key: PolicyKey): boolean {
  try {
    return POLICY[key].read('off') === null;
  } catch {
    return false;
  }
}

/**
 * What was typed, as a value of this key.
 * @throws Refusal `missing`, `not_understood`, beside its field
 */
export function readValue(key: PolicyKey, body: Fields): unknown {
  const parts = partsOf(key);
  if (parts.length === 0) return readOne('value', UNITS[key], body, (value) => POLICY[key].read(value));
  const read = (part: Part) =>
    readOne(partName(part), PART_UNITS[part], body, (value) => {
      const whole = POLICY[key].read({ [part]: value }) as Record<Part, unknown>;
      return whole[part];
    });
  return Object.fromEntries(parts.map((part) => [part, read(part)]));
}

function readOne(name: string, unit: Unit, body: Fields, reader: (value: unknown) => unknown): unknown {
  const typed = unit === 'codes' ? textsOf(body, name) : textOf(body, name).trim();
  if (typed.length === 0) throw new Refusal('missing', { field: name });
  try {
    return reader(Array.isArray(typed) ? typed : inUnit(unit, typed));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('not_understood', { field: name });
  }
}

/** 4小时 → 240, 5 个工作日 → 5, 12 元 → 1200; what is not understood goes on as it is, and the reader says so. */
function inUnit(unit: Unit, typed: string): unknown {
  if (OFF.test(typed)) return 'off';
  if (unit === 'minutes') return minutesIn(typed);
  if (unit === 'steps') return typed.split(/[,，、;；]/).filter((step) => step.trim() !== '').map(minutesIn);
  if (unit === 'text' || unit === 'code' || unit === 'flag') return typed;
  const figure = /\d[\d,.]*/.exec(foldNumbers(typed))?.[0]?.replaceAll(',', '') ?? typed;
  return unit === 'fen' ? Math.round(Number(figure) * 100) : figure;
}

/** Minutes as people write them; 0 is an answer here, and "3,600" a number. */
function minutesIn(typed: string): unknown {
  const bare = halfWidth(typed).replace(/[,\s]/g, '');
  if (/^\d+$/.test(bare)) return bare;
  try {
    return readMinutes(bare);
  } catch {
    return typed;
  }
}
