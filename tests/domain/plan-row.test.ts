/** A row of a town's plan: what was accepted is settled, and everything else can still be given to somebody. */
import { describe, expect, it } from 'vitest';
import { PLAN_ROW_STATES, planRowLife } from '#domain/plan-row';

describe('a row of a plan', () => {
  it('is settled when it was accepted', () => {
    expect(planRowLife.movesFrom('accepted')).toEqual([]);
  });

  it('loses nobody: whatever did not go through, or was left, can be given to somebody', () => {
    for (const state of PLAN_ROW_STATES) {
      expect(planRowLife.mayStart('choose', state)).toBe(state !== 'accepted');
    }
  });

  it('accepts nobody where nobody was chosen', () => {
    expect(PLAN_ROW_STATES.filter((state) => planRowLife.mayStart('accept', state))).toEqual(['open', 'marked']);
  });
});
