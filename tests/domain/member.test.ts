import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Away,
  awayOn,
  isAway,
  MEMBER_MOVE_NAMES,
  MEMBER_MOVES,
  MEMBER_STATES,
  type MemberState,
  memberAfter,
  memberMayStart,
} from '#domain/member';
import { PERMISSIONS, ROLES } from '#domain/permission';

const leadsTo = (state: MemberState | null): MemberState[] =>
  MEMBER_MOVE_NAMES.filter((name) => memberMayStart(name, state)).map((name) => memberAfter(name));

describe('the life of a file', () => {
  it('reaches every state, and leaves every state', () => {
    const reached = new Set<MemberState>();
    const walk = (state: MemberState | null) => {
      for (const next of leadsTo(state)) {
        if (reached.has(next)) continue;
        reached.add(next);
        walk(next);
      }
    };
    walk(null);
    expect([...reached].sort()).toEqual([...MEMBER_STATES].sort());
    for (const state of MEMBER_STATES) expect([state, leadsTo(state).length > 0]).toEqual([state, true]);
  });

  it('is approved only after a check, by roles that never share either step', () => {
    expect(MEMBER_MOVE_NAMES.filter((name) => memberAfter(name) === 'approved').sort()).toEqual(['approve', 'resume']);
    expect(MEMBER_MOVES.approve.from).toEqual(['checked']);
    expect(MEMBER_MOVES.check.from).toEqual(['submitted']);
    expect(MEMBER_MOVES.resume.from).toEqual(['suspended']);
    const holds = (role: string, ...moves: ('enrol' | 'check' | 'approve')[]) =>
      moves.every((move) => (PERMISSIONS[MEMBER_MOVES[move].needs] as readonly string[]).includes(role));
    for (const role of ROLES) {
      expect([role, holds(role, 'check', 'approve')]).toEqual([role, false]);
      expect([role, holds(role, 'enrol', 'approve')]).toEqual([role, false]);
    }
  });

  it('ends by a report of death from everywhere, and a mistaken one goes back where it came from', () => {
    for (const state of MEMBER_STATES) {
      expect([state, memberMayStart('reportDeath', state)]).toEqual([state, state !== 'deceased']);
      expect(memberAfter('undoDeath', state)).toBe(state);
    }
    expect(memberAfter('undoDeath')).toBe('submitted');
    expect(memberMayStart('undoDeath', 'approved')).toBe(false);
  });

  it('comes back from closed through the same check', () => {
    expect(memberAfter('reopen')).toBe('submitted');
    expect(memberMayStart('enrol', null)).toBe(true);
    expect(memberMayStart('enrol', 'closed')).toBe(false);
  });
});

describe('away', () => {
  const hospital: Away = { kind: 'hospital', fromDay: '2026-11-10', toDay: '2026-11-20' };
  const winter: Away = { kind: 'travelling', fromDay: '2026-11-15', toDay: null };

  it('is from the first day to the last, both counted', () => {
    expect(['2026-11-09', '2026-11-10', '2026-11-20', '2026-11-21'].map((day) => isAway([hospital], day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([isAway([winter], '2027-03-01'), isAway([winter], '2026-11-14'), isAway([], '2026-11-15')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('names the period begun last', () => {
    expect(awayOn([hospital, winter], '2026-11-16')).toBe(winter);
    expect(awayOn([winter, hospital], '2026-11-16')).toBe(winter);
    expect(awayOn([winter, hospital], '2026-11-12')).toBe(hospital);
    expect(awayOn([hospital], '2026-12-01')).toBeNull();
  });

  it('agrees with counting the days', () => {
    const day = fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04');
    const away = fc.record({ kind: fc.constant('hospital' as const), fromDay: day, toDay: fc.option(day) });
    fc.assert(
      fc.property(fc.array(away, { maxLength: 4 }), day, (aways, on) => {
        expect(isAway(aways, on)).toBe(aways.some((one) => one.fromDay <= on && on <= (one.toDay ?? on)));
      }),
    );
  });
});
