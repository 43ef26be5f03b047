/**
 * The recipient's PIN: six digits that she chooses herself with a second person present (policy `pin.setBy`).
 * It is typed at the door on somebody else's phone, so what a neighbour would guess first is refused.
 */
import type { Day } from '#domain/day';
import { halfWidth } from '#domain/digits';
import { Refusal } from '#domain/refusal';

/** Wrong tries before the PIN is locked; the clerk or the town unlocks it. */
export const MAX_TRIES = 5;

/** What a neighbour knows about her. */
export interface PinOwner {
  born?: Day | null;
  phone?: string | null;
  card?: string | null;
}

export const PIN_WEAKNESSES = ['repeated', 'run', 'birthday', 'phone', 'card'] as const;
export type PinWeakness = (typeof PIN_WEAKNESSES)[number];

/** Six digits, full-width and spaces accepted. Refuses `pin_not_six` with field `pin`: that is not a wrong try. */
export function readPin(text: string): string {
  const pin = halfWidth(text).replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(pin)) throw new Refusal('pin_not_six', { field: 'pin' });
  return pin;
}

/** Two different digits or fewer, 121212, 123123, 112233, 123321. */
function isRepeated(pin: string): boolean {
  const half = pin.slice(0, 3);
  const pairs = pin.match(/../g) ?? [];
  return (
    new Set(pin).size <= 2 ||
    pin === half + half ||
    pin === half + [...half].reverse().join('') ||
    pairs.every((pair) => pair[0] === pair[1])
  );
}

/** 123456, 987654, and over the end: 890123. */
const isRun = (pin: string): boolean =>
  [1, 9].some((step) => [...pin].every((digit, at) => at === 0 || (Number(pin[at - 1]) + step) % 10 === Number(digit)));

/** Her birthday in the orders in which people write it. */
function birthdays(born: Day): string[] {
  const [year = '', month = '', day = ''] = born.split('-');
  const yy = year.slice(2);
  const short = [
    yy + month + day,
    yy + day + month,
    month + day + yy,
    day + month + yy,
    month + yy + day,
    day + yy + month,
  ];
  return [...short, year + month, month + year, year + day, day + year, year + Number(month) + Number(day)];
}

const tail = (text: string | null | undefined): string => (text ?? '').replace(/\D/g, '').slice(-6);

/** Why a PIN is easy to guess, or null. */
export function weaknessOf(pin: string, owner: PinOwner = {}): PinWeakness | null {
  if (isRepeated(pin)) return 'repeated';
  if (isRun(pin)) return 'run';
  if (owner.born && birthdays(owner.born).includes(pin)) return 'birthday';
  if (pin === tail(owner.phone)) return 'phone';
  return pin === tail(owner.card) ? 'card' : null;
}

/** A PIN that she may set. Refuses like `readPin`, and `pin_weak` with `reason`. */
export function readNewPin(text: string, owner: PinOwner = {}): string {
  const pin = readPin(text);
  const reason = weaknessOf(pin, owner);
  if (reason) throw new Refusal('pin_weak', { field: 'pin', reason });
  return pin;
}
