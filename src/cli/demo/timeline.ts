/**
 * What happens in the demo world happens in the order of its clock, as it would have: acts are planned for an hour, the
 * earliest is done first, and what is planned after now has not happened yet. So the present is full of work in progress
 * without anybody having put it there.
 */
import { type Day, type Instant, instantOf } from '#domain/day';

export interface Timeline {
  /** Plan an act for an hour of a day: `at('2026-11-02', 9.5, …)` is half past nine. An act may plan further ones. */
  at(day: Day, hour: number, act: () => Promise<unknown>): void;
  atInstant(at: Instant, act: () => Promise<unknown>): void;
  /** Do everything planned up to this instant. */
  run(until: Instant, tell: (done: number) => void): Promise<void>;
}

export function openTimeline(setClock: (at: Instant) => void): Timeline {
  const planned: { at: Instant; order: number; act: () => Promise<unknown> }[] = [];
  let order = 0;
  const next = () => planned.sort((a, b) => a.at - b.at || a.order - b.order).shift();
  const plan = (at: Instant, act: () => Promise<unknown>) => planned.push({ at, order: order++, act });
  return {
    at: (day, hour, act) => void plan(instantOf(day, Math.round(hour * 60)), act),
    atInstant: (at, act) => void plan(at, act),
    async run(until, tell) {
      let done = 0;
      for (let one = next(); one && one.at <= until; one = next()) {
        setClock(one.at);
        await one.act();
        tell(++done);
      }
    },
  };
}
