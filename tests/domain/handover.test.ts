/** The life of a hand-over list: it is signed once, and what was signed is never taken back. */
import { expect, it } from 'vitest';
import { HANDOVER_STATES, handoverLife } from '#domain/handover';

it('lets nothing be done about a list that both have signed, or that was dropped', () => {
  const moves = HANDOVER_STATES.map((state) => [state, handoverLife.movesFrom(state)]);
  expect(Object.fromEntries(moves)).toEqual({ drawn: ['sign', 'signBoth', 'drop'], signed: [], void: [] });
});
