/** The post of a village: whatever comes and goes, each change stands in its life, and nobody is left without somebody named. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PostStands, postLife, stepsTo } from '#domain/post';

const someone = fc.constantFrom('usr_a', 'usr_b', 'usr_c');
const day = fc.record({ holderId: fc.option(someone), backupId: fc.option(someone) });

describe('the life of a post', () => {
  it('leads by moves of its life to how the post is, from anywhere', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 12 }), (days) => {
        let here: PostStands | null = null;
        for (const now of days) {
          for (const { move, after } of stepsTo(here, now)) {
            expect(postLife.mayStart(move, here?.state ?? null)).toBe(true);
            expect(after.state).toBe(postLife.after(move, here?.state ?? null));
            here = after;
          }
          const state = now.holderId ? 'held' : now.backupId ? 'covered' : 'vacant';
          const coverId = now.holderId ? null : now.backupId;
          expect(here).toEqual({ state, holderId: now.holderId, coverId });
          expect(stepsTo(here, now)).toEqual([]);
        }
      }),
    );
  });

  it('says who went before it says who came', () => {
    const before = { state: 'held', holderId: 'usr_a', coverId: null } as const;
    const steps = stepsTo(before, { holderId: 'usr_b', backupId: 'usr_c' });
    expect(steps.map(({ move, userId }) => `${move} ${userId}`)).toEqual(['leave usr_a', 'fill usr_b']);
  });
});
