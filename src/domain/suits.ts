/** 合得来: what of two people must fit before one comes to the other's house, as they said it themselves. */
import { HALF_DAYS, type HalfDay } from '#domain/day';

/** What is spoken in Yunfu's villages. */
export const DIALECTS = ['cantonese', 'hakka', 'mandarin', 'minnan', 'sign'] as const;
export type Dialect = (typeof DIALECTS)[number];

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** Monday = 1. */
export type Weekday = (typeof WEEKDAYS)[number];
export type WeekTime = `${Weekday} ${HalfDay}`;
export const WEEK_TIMES = WEEKDAYS.flatMap((day) => HALF_DAYS.map((half): WeekTime => `${day} ${half}`));

export interface Suits {
  dialects: readonly Dialect[];
  /** When she is at home, or free; empty = any time. */
  times: readonly WeekTime[];
  volunteerSex: 'female' | 'male' | null;
  sexMust: boolean;
  dialectMust: boolean;
  mostElders: number | null;
}

/** Of whom nobody asked anything: whatever comes suits. */
export const ANY: Suits = {
  ...{ dialects: [], times: [], volunteerSex: null },
  ...{ sexMust: false, dialectMust: false, mostElders: null },
};
