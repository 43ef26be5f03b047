import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ENDS,
  MOVE_NAMES,
  MOVES,
  type Move,
  type MoveName,
  mayStart,
  movesFrom,
  OPEN,
  STATES,
  type State,
  after as stateAfter,
} from '#domain/exchange';
import { PERMISSIONS } from '#domain/permission';

/** Named in the design and built later: nothing leads to them yet. */
const LATER: State[] = ['final', 'disputed'];
const BUILT = STATES.filter((state) => !LATER.includes(state));
const move = (name: MoveName): Move => MOVES[name];

/** Where a move may lead from a state: what was remembered may be any state that a return starts from. */
const leadsTo = (name: MoveName, from: State | null): State[] => {
  if (move(name).to !== 'remembered') return [stateAfter(name, from, null)];
  const returns: MoveName[] = ['returnRequest', 'returnRecord'];
  return returns.flatMap((back) => move(back).from.map((before) => stateAfter(name, from, before)));
};

describe('the table of moves', () => {
  it('reaches every state that is built', () => {
    const reached = new Set<State>();
    const walk = (state: State | null) => {
      for (const name of MOVE_NAMES.filter((one) => mayStart(one, state))) {
        for (const to of leadsTo(name, state)) {
          if (reached.has(to)) continue;
          reached.add(to);
          walk(to);
        }
      }
    };
    walk(null);
    expect([...reached].sort()).toEqual([...BUILT].sort());
  });

  it('has an exit from every state but the ends, and from the ends none', () => {
    for (const state of BUILT) {
      const exits = movesFrom(state).filter((name) => leadsTo(name, state).some((to) => to !== state));
      expect([state, exits.length > 0]).toEqual([state, !ENDS.includes(state)]);
    }
    for (const state of ENDS) expect([state, movesFrom(state)]).toEqual([state, []]);
  });

  it('can end from every state: nothing is stuck', () => {
    const ended = new Set<State>(ENDS);
    for (let grown = true; grown; ) {
      const more = BUILT.filter(
        (state) =>
          !ended.has(state) && movesFrom(state).some((name) => leadsTo(name, state).some((to) => ended.has(to))),
      );
      for (const state of more) ended.add(state);
      grown = more.length > 0;
    }
    expect(BUILT.filter((state) => !ended.has(state))).toEqual([]);
  });

  it('needs an action of the permission table, or a rule', () => {
    for (const name of MOVE_NAMES)
      expect([name, move(name).needs === 'rule' || move(name).needs in PERMISSIONS]).toEqual([name, true]);
  });
});

describe('what it does to the ledger', () => {
  it('credits only what was confirmed, once, and reverses only what was credited', () => {
    const by = (effect: string) => MOVE_NAMES.filter((name) => move(name).effect === effect);
    expect(by('credit').map((name) => [move(name).from, move(name).to])).toEqual([[['confirmed'], 'credited']]);
    expect(by('reverse').map((name) => [move(name).from, move(name).to])).toEqual([[['credited'], 'reversed']]);
    expect(by('hold').map((name) => [move(name).from, move(name).to])).toEqual([
      [['requested'], 'approved'],
      [['requested'], 'approved'],
    ]);
    expect(MOVE_NAMES.filter((name) => move(name).to === 'credited')).toEqual(['credit']);
  });

  it('leaves no minute held at an end: what may hold is released on the way', () => {
    for (const name of MOVE_NAMES) {
      const { from, to, effect } = move(name);
      if (to === 'remembered' || to === 'same' || !ENDS.includes(to)) continue;
      if (from.some((state) => state !== null && OPEN.includes(state)))
        expect([name, effect]).toEqual([name, 'release']);
    }
    expect(OPEN.filter((state) => ENDS.includes(state))).toEqual([]);
  });

  it('pays exactly once on every path, however the record goes to and fro', () => {
    const choices = fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 30 });
    fc.assert(
      fc.property(choices, (steps) => {
        let state: State | null = null;
        let before: State | null = null;
        let held = false;
        let credits = 0;
        let reversals = 0;
        for (const [choice, changed] of steps) {
          const open = MOVE_NAMES.filter((name) => mayStart(name, state));
          const name = open[choice % Math.max(1, open.length)];
          if (!name) break;
          const to: State = stateAfter(name, state, before, changed);
          if (to === 'returned') before = state;
          const { effect } = move(name);
          if (effect === 'hold') {
            expect(held).toBe(false);
            held = true;
          }
          if (effect === 'release') held = false;
          if (effect === 'credit') {
            credits++;
            held = false;
          }
          if (effect === 'reverse') reversals++;
          state = to;
        }
        expect(credits).toBeLessThanOrEqual(1);
        expect(reversals).toBeLessThanOrEqual(credits);
        if (state !== null && ENDS.includes(state)) expect(held).toBe(false);
        if (state === 'reversed') expect([credits, reversals]).toEqual([1, 1]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a returned record', () => {
  it('comes back to the state it left', () => {
    expect(stateAfter('correct', 'returned', 'logged')).toBe('logged');
    expect(stateAfter('correct', 'returned', 'confirmed')).toBe('confirmed');
    expect(stateAfter('correct', 'returned', 'requested')).toBe('requested');
    expect(stateAfter('correct', 'returned', null)).toBe('requested');
  });
  it('is confirmed anew when it no longer says what was confirmed', () => {
    expect(stateAfter('correct', 'returned', 'confirmed', true)).toBe('logged');
    expect(stateAfter('correct', 'returned', 'logged', true)).toBe('logged');
    expect(stateAfter('correct', 'returned', 'requested', true)).toBe('requested');
  });
  it('is never lost on a move that stays', () => {
    expect(stateAfter('check', 'confirmed', null)).toBe('confirmed');
    expect(stateAfter('proposeReversal', 'credited', null)).toBe('credited');
  });
});
