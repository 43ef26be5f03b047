/**
 * How one setting of the policy is read, from a stored row or from what an officer typed into a form.
 * Each kind carries its type, its range and its default; what it cannot read is refused as `not_understood`,
 * with the range in the parameters so that the words can say it.
 */
import { halfWidth } from '#domain/digits';
import { Refusal, type RefusalParams } from '#domain/refusal';

export interface Setting<T> {
  readonly default: T;
  /** The typed value of a stored or typed one. Refuses `not_understood`. */
  read(value: unknown): T;
}

const refuse = (params: RefusalParams = {}): never => {
  throw new Refusal('not_understood', params);
};

/** What was typed, folded and trimmed; numbers and booleans as they are. */
const plain = (value: unknown): unknown => (typeof value === 'string' ? halfWidth(value).trim() : value);

const OFF: readonly unknown[] = [null, 'off', 'none', 'null', '∞'];
const YES: readonly unknown[] = [true, 'true', 'on'];
const NO: readonly unknown[] = [false, 'false', 'off'];

/** A whole number within from…to; "3,600" is read too. */
export const whole = (fallback: number, from: number, to: number): Setting<number> => ({
  default: fallback,
  read(value) {
    const typed = plain(value);
    const number = typeof typed === 'string' && /^\d[\d,]*$/.test(typed) ? Number(typed.replaceAll(',', '')) : typed;
    return typeof number === 'number' && Number.isInteger(number) && number >= from && number <= to
      ? number
      : refuse({ from, to });
  },
});

/** A whole number, or null for "no limit". */
export function wholeOrOff(fallback: number | null, from: number, to: number): Setting<number | null> {
  const number = whole(fallback ?? from, from, to);
  return { default: fallback, read: (value) => (OFF.includes(plain(value)) ? null : number.read(value)) };
}

export const flag = (fallback: boolean): Setting<boolean> => ({
  default: fallback,
  read(value) {
    const typed = plain(value);
    return YES.includes(typed) ? true : NO.includes(typed) ? false : refuse();
  },
});

/** One of a few codes or numbers. */
export const oneOf = <const T extends string | number>(choices: readonly T[], fallback: NoInfer<T>): Setting<T> => ({
  default: fallback,
  read(value) {
    const typed = plain(value);
    return choices.find((choice) => String(choice) === String(typed)) ?? refuse({ choices: choices.join(', ') });
  },
});

/** Any of a few codes, each once, in the order of the choices; at least one. */
export const someOf = <const T extends string>(
  choices: readonly T[],
  fallback: readonly NoInfer<T>[],
): Setting<readonly T[]> => ({
  default: fallback,
  read(value) {
    const typed: unknown =
      typeof value === 'string'
        ? halfWidth(value)
            .split(',')
            .map((part) => part.trim())
        : value;
    if (!Array.isArray(typed) || typed.length === 0) return refuse({ choices: choices.join(', ') });
    if (typed.some((one) => !choices.includes(one))) return refuse({ choices: choices.join(', ') });
    return choices.filter((choice) => typed.includes(choice));
  },
});

/** What no level may change: it is listed so that it can be shown and named, and it reads only as itself. */
export const fixed = <const T>(value: T): Setting<T> => ({
  default: value,
  read: (given) => (JSON.stringify(plain(given)) === JSON.stringify(value) ? value : refuse()),
});

/** Words shown to people. The banking regulator objects to the words of banking (china-rules.md, finding 1). */
export const words = (fallback: string): Setting<string> => ({
  default: fallback,
  read(value) {
    const typed = typeof value === 'string' ? value.trim() : '';
    return typed.length > 0 && typed.length <= 40 && !/银行|存款|贷款|利息|bank/i.test(typed) ? typed : refuse();
  },
});

/** Steps that rise: thresholds of the honour stars. */
export const rising = (fallback: readonly number[]): Setting<readonly number[]> => ({
  default: fallback,
  read(value) {
    const steps = Array.isArray(value) ? value.map((one) => whole(1, 1, 2 ** 31 - 1).read(one)) : [];
    return steps.length > 0 && steps.every((step, at) => step > (steps[at - 1] ?? 0)) ? steps : refuse();
  },
});

/**
 * Several settings that only make sense together, each with its own reader; a part that is left out has its default.
 */
export function together<T extends Record<string, unknown>>(parts: { [K in keyof T]: Setting<T[K]> }): Setting<T> {
  const entries = Object.entries(parts) as [keyof T & string, Setting<T[keyof T]>][];
  return {
    default: Object.fromEntries(entries.map(([name, part]) => [name, part.default])) as T,
    read(value) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse();
      const given = value as Record<string, unknown>;
      if (Object.keys(given).some((name) => !Object.hasOwn(parts, name))) return refuse();
      const read = ([name, part]: (typeof entries)[number]) => [
        name,
        name in given ? part.read(given[name]) : part.default,
      ];
      return Object.fromEntries(entries.map(read)) as T;
    },
  };
}
