/** One person as she might live in such a village: how old, with whom, on what papers. Nothing here touches a database. */
import { cardNumber } from '#cli/demo/cast';
import type { Dice } from '#cli/grow/dice';
import { fullName, nickname, phoneNumber, type Sex } from '#cli/grow/names';
import type { Facts } from '#domain/category';
import { addDays, type Day } from '#domain/day';
import type { IdentityGiven } from '#records/private';

export interface Somebody {
  name: string;
  nickname: string | null;
  sex: Sex;
  bornOn: Day;
  identity: IdentityGiven;
  phone: string | null;
  serves: boolean;
  receives: boolean;
  facts: Facts | null;
}

/** Elders who are cared for · those of an age for both · younger people who serve. */
const SHARES = { cared: 0.45, both: 0.35 };

export function somebody(dice: Dice, today: Day, cards: Cards, spouse?: Somebody): Somebody {
  const kind = dice.below(1000) / 1000;
  const cared = spouse !== undefined || kind < SHARES.cared;
  const both = !cared && kind < SHARES.cared + SHARES.both;
  const age = cared ? dice.between(66, 94) : both ? dice.between(58, 68) : dice.between(24, 57);
  const sex = spouse ? (spouse.sex === 'female' ? 'male' : 'female') : dice.chance(0.58) ? 'female' : 'male';
  const bornOn = addDays(today, -Math.round(age * 365.25) - dice.between(1, 360));
  const name = fullName(dice, sex, age > 58);
  return {
    name,
    nickname: nickname(dice, name, sex, age > 58),
    sex,
    bornOn,
    identity: dice.chance(0.8) ? cards.next(bornOn, sex) : { kind: 'none' },
    phone: dice.chance(cared ? 0.45 : 0.97) ? phoneNumber(dice) : null,
    serves: !cared,
    receives: cared || both,
    facts: cared || both ? factsOf(dice, cared, spouse?.facts ?? null) : null,
  };
}

function factsOf(dice: Dice, cared: boolean, spouses: Facts | null): Facts {
  if (spouses) return spouses;
  const near = dice.chance(cared ? 0.45 : 0.85);
  const married = dice.chance(0.5);
  const children = Array.from({ length: dice.between(0, 3) }, () => ({
    lives: near ? ('sameVillage' as const) : ('elsewhere' as const),
  }));
  return {
    spouse: married ? 'alive' : 'none',
    children,
    livesWith: [...(married ? (['spouse'] as const) : []), ...(near ? (['child'] as const) : [])],
    allowance: dice.chance(0.12) ? dice.pick(['dibao', 'tekun', 'dibian'] as const) : 'none',
    disability: dice.chance(0.04) ? { level: dice.pick([1, 2, 3, 4] as const), kind: 'limb' } : null,
    ability: cared && dice.chance(0.25) ? dice.pick(['mild', 'moderate', 'severe'] as const) : 'none',
    selfCare: {},
    familyPlanningSpecial: dice.chance(0.01),
  };
}

/** Numbers of identity cards, each once: the demo's own people have the low ones. */
export interface Cards {
  next(bornOn: Day, sex: Sex): IdentityGiven;
}

export function openCards(): Cards {
  const given = new Map<string, number>();
  return {
    next(bornOn, sex) {
      const key = `${bornOn} ${sex}`;
      const count = given.get(key) ?? 0;
      given.set(key, count + 1);
      // Odd for men, even for women; where a day has run out of numbers, she has no card with her.
      const sequence = 100 + 2 * count + (sex === 'male' ? 1 : 0);
      if (sequence > 999) return { kind: 'none' };
      return { kind: 'identityCard', number: cardNumber(bornOn, String(sequence)) };
    },
  };
}
