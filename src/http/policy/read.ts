/** A rule's value as an officer typed it: in the unit in which it is said, leniently; the key's own reader decides. */
import { z } from 'zod';
import { foldNumbers, halfWidth } from '#domain/digits';
import { readMinutes } from '#domain/minutes';
import { POLICY, type PolicyKey } from '#domain/policy';
import { PART_UNITS, type Part, partsOf, UNITS, type Unit } from '#domain/policy-unit';
import { Refusal, type RefusalCode } from '#domain/refusal';
import { partsTyped, saysNoLimit } from '#domain/typed';
import { partName } from '#http/policy/form';

/** The fields of a key's form, each understood by the key's own reader; `valueFrom` puts them together. */
export function valueFields(key: PolicyKey): Record<string, z.ZodType> {
  const parts = partsOf(key);
  if (parts.length === 0) return { value: read(UNITS[key], (value) => POLICY[key].read(value)) };
  const readPart = (part: Part) =>
    read(PART_UNITS[part], (value) => (POLICY[key].read({ [part]: value }) as Record<Part, unknown>)[part]);
  return Object.fromEntries(parts.map((part) => [partName(part), readPart(part)]));
}

/** @param fields as `valueFields` understood them */
export function valueFrom(key: PolicyKey, fields: Record<string, unknown>): unknown {
  const parts = partsOf(key);
  return parts.length === 0 ? fields.value : Object.fromEntries(parts.map((part) => [part, fields[partName(part)]]));
}

const read = (unit: Unit, reader: (value: unknown) => unknown) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((typed, context): unknown => {
      const given = [typed ?? []].flat().map((one) => one.trim());
      const [first = ''] = given;
      const refuse = (message: RefusalCode) => {
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      };
      if (first === '') return refuse('missing');
      try {
        return reader(unit === 'codes' ? given : inUnit(unit, first));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return refuse('not_understood');
      }
    });

/** 4小时 → 240, 5 个工作日 → 5, 12 元 → 1200; what is not understood goes on as it is, and the reader says so. */
function inUnit(unit: Unit, typed: string): unknown {
  if (saysNoLimit(typed)) return 'off';
  if (unit === 'minutes') return minutesIn(typed);
  if (unit === 'steps') return partsTyped(typed).map(minutesIn);
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
