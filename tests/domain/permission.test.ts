import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Grant, MemberActor, StaffActor } from '#domain/actor';
import {
  type Action,
  GIVES,
  grantsFor,
  mayEver,
  PERMISSIONS,
  ROLE_LEVEL,
  ROLES,
  type Role,
  reachFor,
} from '#domain/permission';
import { LEVELS } from '#domain/region';

const ACTIONS = Object.keys(PERMISSIONS) as Action[];
const who = (action: Action): readonly string[] => PERMISSIONS[action];
const holdsAll = (role: string, ...actions: Action[]) => actions.every((action) => who(action).includes(role));
const everyone = [...ROLES, 'member', 'kin'];

const VILLAGE = '445321102201';
const grant = (role: Role, regionCode: string, actingForId: string | null = null): Grant => ({
  id: `grt_${role}_${regionCode}`,
  role,
  regionCode,
  validFrom: '2026-01-01',
  validTo: null,
  actingForId,
});
const staff = (...grants: Grant[]): StaffActor => ({ kind: 'staff', id: 'usr_1', personId: null, grants });
const member = (id: string, kinOf: string[] = []): MemberActor => ({ kind: 'member', id, regionCode: VILLAGE, kinOf });

describe('no single role creates a credit', () => {
  const pairs: [Action, Action][] = [
    ['exchange.log', 'exchange.credit'],
    ['exchange.check', 'exchange.credit'],
    ['exchange.confirm', 'exchange.credit'],
    ['exchange.signIn', 'exchange.credit'],
    ['exchange.correct', 'exchange.credit'],
    ['exchange.log', 'exchange.creditLate'],
    ['exchange.check', 'exchange.creditLate'],
    ['exchange.request', 'exchange.approve'],
    ['member.enrol', 'member.approve'],
    ['member.check', 'member.approve'],
    ['pin.set', 'exchange.credit'],
  ];
  it.each(pairs)('%s and %s', (one, other) => {
    expect(everyone.filter((role) => holdsAll(role, one, other))).toEqual([]);
  });

  it('leaves an auditor and the city only reading care and files', () => {
    const writes = ACTIONS.filter(
      (action) => /^(member|exchange|kin|household|card|pin)\./.test(action) && !/\.read$/.test(action),
    );
    for (const action of writes)
      expect([action, who(action).includes('auditor') || who(action).includes('city')]).toEqual([action, false]);
    // Having the books read through changes nothing in them.
    expect(
      ACTIONS.filter((action) => who(action).includes('auditor')).filter((action) => !action.endsWith('.read')),
    ).toEqual(['journal.audit']);
  });

  it('lets whoever may open a file read its accounts and records too', () => {
    const read = (['member.read', 'statement.read', 'exchange.read'] as const).map((action) => [...who(action)].sort());
    expect(read).toEqual([read[0], read[0], read[0]]);
  });

  it('gives members and kin nothing of the office', () => {
    const office = ACTIONS.filter((action) => /^(grantList|pool|user|bureau|grant|policy|audit|desk)\./.test(action));
    for (const action of office)
      expect([action, who(action).includes('member') || who(action).includes('kin')]).toEqual([action, false]);
    for (const action of ['exchange.check', 'exchange.approve', 'exchange.credit', 'exchange.assign'] as const) {
      expect([action, holdsAll('member', action), holdsAll('kin', action)]).toEqual([action, false, false]);
    }
  });

  it('gives every action to somebody, each once', () => {
    for (const action of ACTIONS) {
      expect([action, who(action).length > 0]).toEqual([action, true]);
      expect(new Set(who(action)).size).toBe(who(action).length);
      expect(who(action).filter((role) => !everyone.includes(role))).toEqual([]);
    }
  });
});

describe('who gives a grant', () => {
  it('stands above the role given, except the city', () => {
    for (const role of ROLES) {
      for (const giver of GIVES[role]) {
        const above = LEVELS[ROLE_LEVEL[giver]] < LEVELS[ROLE_LEVEL[role]];
        const besideTown = role === 'socialWorker' && giver === 'town';
        expect([role, giver, above || besideTown || giver === 'city']).toEqual([role, giver, true]);
        expect(holdsAll(giver, 'grant.propose', 'grant.accept')).toBe(true);
      }
    }
  });
});

describe('reach', () => {
  const subject = { regionCodes: [VILLAGE] };
  const role = fc.constantFrom(...ROLES);
  const code = fc.constantFrom('4453', '445321', '445321102', VILLAGE, '445321102202', '445322', '4452');
  const action = fc.constantFrom(...ACTIONS);

  it('needs the role and the place, both in one grant', () => {
    expect(reachFor(staff(grant('town', '445321102')), 'exchange.credit', subject)?.by).toBe('region');
    expect(reachFor(staff(grant('town', '445321103')), 'exchange.credit', subject)).toBeNull();
    expect(reachFor(staff(grant('helper', VILLAGE)), 'exchange.credit', subject)).toBeNull();
    expect(
      reachFor(staff(grant('helper', VILLAGE), grant('town', '445321103')), 'exchange.credit', subject),
    ).toBeNull();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(role, code), { maxLength: 4 }),
        action,
        fc.array(code, { maxLength: 3 }),
        (held, what, places) => {
          const grants = held.map(([one, where]) => grant(one, where));
          const expected = held.some(
            ([one, where]) => who(what).includes(one) && places.some((place) => place.startsWith(where)),
          );
          const reach = reachFor(staff(...grants), what, { regionCodes: places });
          expect(reach !== null).toBe(expected);
          if (reach?.by === 'region') expect(grantsFor(staff(...grants), what)).toContainEqual(reach.grant);
          if (reach) expect(mayEver(staff(...grants), what)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('acts under an own grant before one held for somebody on leave, and does not reorder the actor’s grants', () => {
    const acting = grant('town', '445321102', 'usr_liang');
    const own = grant('town', '4453');
    const actor = staff(acting, own);
    expect(reachFor(actor, 'exchange.credit', subject)).toEqual({ by: 'region', grant: own });
    expect(actor.grants).toEqual([acting, own]);
    expect(reachFor(staff(acting), 'exchange.credit', subject)).toEqual({ by: 'region', grant: acting });
  });

  it('is oneself or one’s proven kin for members', () => {
    const about = (id: string) => ({ regionCodes: [VILLAGE], memberIds: [id] });
    expect(reachFor(member('mem_chen'), 'member.read', about('mem_chen'))).toEqual({ by: 'own' });
    expect(reachFor(member('mem_zhen', ['mem_chen']), 'exchange.confirm', about('mem_chen'))).toEqual({ by: 'kin' });
    expect(reachFor(member('mem_zhen', ['mem_chen']), 'exchange.log', about('mem_chen'))).toBeNull();
    expect(reachFor(member('mem_li'), 'member.read', about('mem_chen'))).toBeNull();
    expect(reachFor(member('mem_li'), 'member.read', subject)).toBeNull();
    expect(reachFor(member('mem_chen'), 'exchange.credit', about('mem_chen'))).toBeNull();
    expect([mayEver(member('mem_zhen'), 'exchange.log'), mayEver(member('mem_zhen'), 'member.enrol')]).toEqual([
      true,
      false,
    ]);
  });

  it('lets the clock do its jobs', () => {
    const job: Actor = { kind: 'job', id: 'job:grants' };
    expect([
      reachFor(job, 'exchange.credit', subject),
      mayEver(job, 'exchange.credit'),
      grantsFor(job, 'exchange.credit'),
    ]).toEqual([{ by: 'job' }, true, []]);
  });
});
