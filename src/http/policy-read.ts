/** A rule's value as an officer typed it: in the unit in which it is said, leniently; the key's own reader decides. */
import { foldNumbers, halfWidth } from '#domain/digits';
import { readMinutes } from '#domain/minutes';
import { POLICY, type PolicyKey } from '#domain/policy';
import { PART_UNITS, type Part, partsOf, UNITS, type Unit } from '#domain/policy-unit';
import { Refusal } from '#domain/refusal';
import type { Fields } from '#http/form';
import { partName } from '#http/policy-form';
import { textOf, textsOf } from '#http/staff-page';

/** Where "no limit" is an answer. */
const OFF = /^(?:不限|不设上限|不设|没有|无|不过期|永久|no limit|none|never|off)$/i;

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
  if (unit === 'steps')
    return typed
      .split(/[,，、;；]/)
      .filter((step) => step.trim() !== '')
      .map(minutesIn);
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
  } catch (error) {
    return error instanceof Refusal && error.code === 'minutes_zero' ? 0 : typed;
  }
}
