import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '#domain/day';
import {
  EVIDENCE_KINDS,
  type Evidence,
  type EvidenceKind,
  evidenceLacks,
  type GradeQuestion,
  gradeOf,
  maybeSetters,
  type Shown,
} from '#domain/evidence';

/** 阿芬 helps, 李姨 serves, 陈伯 receives, 阿珍 is his daughter, the town approves. */
const AT = 1_760_000_000_000;
const fact = (kind: EvidenceKind, byId: string, device: string | null, enteredBy = byId, at = AT): Evidence => ({
  kind,
  byId,
  enteredBy,
  device,
  at,
});
const atCard = (one: Evidence, shown: Shown | null = 'token'): Evidence => ({ ...one, shown });
const HELPER: GradeQuestion = { loggerId: 'usr_fen', loggerPersonId: 'mem_fen', loggerDevice: 'phone-fen' };
const VOLUNTEER: GradeQuestion = { loggerId: 'mem_li', loggerDevice: 'phone-li' };
const TOWN = { approverId: 'usr_town', approverPersonId: 'mem_town', approverDevice: 'desk-town' };
const inAndOut = (device: string | null = 'phone-li', byId = 'mem_li', enteredBy = byId) => [
  atCard(fact('sign_in', byId, device, enteredBy)),
  atCard(fact('sign_out', byId, device, enteredBy, AT + 60_000)),
];

describe('verified', () => {
  it('by the volunteer’s own phone at the card, in and out, whoever logs', () => {
    expect(gradeOf(inAndOut(), HELPER)).toBe('verified');
    expect(gradeOf(inAndOut(), { ...HELPER, ...TOWN })).toBe('verified');
    expect(
      gradeOf(
        inAndOut().map((one) => ({ ...one, at: AT })),
        HELPER,
      ),
    ).toBe('verified');
    expect(gradeOf([...inAndOut(), fact('pin', 'mem_chen', 'phone-li', 'mem_li')], VOLUNTEER)).toBe('verified');
  });

  it('by the recipient’s PIN on a device and in a session other than the logger’s', () => {
    expect(gradeOf([fact('pin', 'mem_chen', 'phone-li', 'mem_li')], HELPER)).toBe('verified');
    expect(gradeOf([fact('pin', 'mem_chen', 'phone-fen', 'usr_fen')], VOLUNTEER)).toBe('verified');
  });

  it('by kin on their own phone, a call-back, a home check', () => {
    expect(gradeOf([fact('kin_tap', 'mem_zhen', 'phone-zhen')], HELPER)).toBe('verified');
    expect(gradeOf([fact('call_back', 'usr_social', 'desk-social')], HELPER)).toBe('verified');
    expect(gradeOf([fact('home_check', 'usr_social', 'phone-social')], { ...VOLUNTEER, ...TOWN })).toBe('verified');
  });
});

describe('attested', () => {
  it('is paper, a witness, anybody’s word, nobody at home', () => {
    for (const kind of ['wall_card', 'witness', 'helper_word', 'self_word', 'nobody_home'] as const) {
      expect(gradeOf([fact(kind, 'mem_neighbour', 'phone-neighbour')], HELPER)).toBe('attested');
    }
    expect(gradeOf([], HELPER)).toBe('attested');
  });

  it('is what was typed on the logger’s own device, a PIN included', () => {
    expect(gradeOf([fact('pin', 'mem_chen', 'phone-fen', 'usr_fen')], HELPER)).toBe('attested');
    expect(gradeOf([fact('pin', 'mem_chen', 'phone-li', 'mem_li')], VOLUNTEER)).toBe('attested');
    expect(gradeOf([fact('kin_tap', 'mem_zhen', 'phone-fen')], HELPER)).toBe('attested');
    expect(gradeOf([fact('call_back', 'usr_social', 'phone-fen')], HELPER)).toBe('attested');
    expect(gradeOf(inAndOut('phone-fen'), HELPER)).toBe('attested');
  });

  it('is what the logger typed on a second device of hers, or in her other name', () => {
    expect(gradeOf([fact('pin', 'mem_chen', 'tablet-fen', 'usr_fen')], HELPER)).toBe('attested');
    expect(gradeOf([fact('pin', 'mem_chen', 'tablet-fen', 'mem_fen')], HELPER)).toBe('attested');
    expect(gradeOf([fact('call_back', 'usr_social', 'tablet-fen', 'usr_fen')], HELPER)).toBe('attested');
    expect(gradeOf([fact('call_back', 'mem_fen', 'tablet-fen')], HELPER)).toBe('attested');
  });

  it('is half a sign-in, an out before the in, or two phones', () => {
    const [come, go] = inAndOut() as [Evidence, Evidence];
    expect(gradeOf([come], HELPER)).toBe('attested');
    expect(gradeOf([go], HELPER)).toBe('attested');
    expect(gradeOf([come, { ...go, at: AT - 1 }], HELPER)).toBe('attested');
    expect(gradeOf([come, { ...go, device: 'phone-x' }], HELPER)).toBe('attested');
    expect(gradeOf([come, { ...go, byId: 'mem_x', enteredBy: 'mem_x' }], HELPER)).toBe('attested');
    expect(gradeOf([come, { ...go, enteredBy: 'usr_fen' }], HELPER)).toBe('attested');
    expect(gradeOf(inAndOut('phone-li', 'mem_li', 'usr_fen'), HELPER)).toBe('attested');
  });

  it('is what came from the approver or the approver’s device', () => {
    const approved = { ...HELPER, ...TOWN };
    expect(gradeOf([fact('call_back', 'usr_town', 'phone-town')], HELPER)).toBe('verified');
    expect(gradeOf([fact('call_back', 'usr_town', 'phone-town')], approved)).toBe('attested');
    expect(gradeOf([fact('call_back', 'mem_town', 'phone-town')], approved)).toBe('attested');
    expect(gradeOf([fact('call_back', 'usr_social', 'desk-town')], approved)).toBe('attested');
    expect(gradeOf([fact('pin', 'mem_chen', 'desk-town', 'mem_li')], approved)).toBe('attested');
    expect(gradeOf(inAndOut('desk-town'), approved)).toBe('attested');
  });

  it('is what came from a device that nobody knows', () => {
    expect(gradeOf(inAndOut(null), HELPER)).toBe('attested');
    expect(gradeOf([fact('kin_tap', 'mem_zhen', null)], HELPER)).toBe('attested');
    expect(gradeOf([fact('kin_tap', 'mem_zhen', 'phone-zhen')], { ...HELPER, loggerDevice: null })).toBe('attested');
    expect(gradeOf([fact('kin_tap', 'mem_zhen', 'phone-zhen')], { ...HELPER, approverId: 'usr_town' })).toBe(
      'attested',
    );
  });

  it('is a tap or a call by a party, or on a phone from which somebody else spoke too', () => {
    const parties = { ...HELPER, partyIds: ['mem_li', 'mem_chen'] };
    expect(gradeOf([fact('call_back', 'mem_li', 'phone-li')], parties)).toBe('attested');
    const lent = [fact('kin_tap', 'mem_zhen', 'phone-li'), fact('self_word', 'mem_li', 'phone-li')];
    expect(gradeOf(lent, parties)).toBe('attested');
  });

  it('is one of two volunteers who signed in and out', () => {
    const both = { ...HELPER, volunteerIds: ['mem_li', 'mem_wu'] };
    expect(gradeOf(inAndOut(), both)).toBe('attested');
    expect(gradeOf([...inAndOut(), ...inAndOut('phone-wu', 'mem_wu')], both)).toBe('verified');
    expect(gradeOf(inAndOut('phone-x', 'mem_x'), { ...HELPER, volunteerIds: ['mem_li'] })).toBe('attested');
  });
});

describe('coming and going', () => {
  it('proves nothing without her card scanned at both', () => {
    const [come, go] = inAndOut() as [Evidence, Evidence];
    for (const shown of ['number', 'none', null] as const) {
      expect(gradeOf([atCard(come, shown), go], VOLUNTEER)).toBe('attested');
      expect(gradeOf([come, atCard(go, shown)], VOLUNTEER)).toBe('attested');
    }
    expect(gradeOf([come, go], VOLUNTEER)).toBe('verified');
  });

  it('proves no other day, and not a minute more than lies between them', () => {
    const [come, go] = inAndOut() as [Evidence, Evidence];
    const visit = [come, { ...go, at: AT + 90 * 60_000 + 59_000 }];
    const written = (minutes: number, servedOn = dayOf(AT)) =>
      gradeOf(visit, { ...HELPER, written: { servedOn, minutesOf: () => minutes } });
    expect([written(90), written(30), written(91)]).toEqual(['verified', 'verified', 'attested']);
    expect(written(90, addDays(dayOf(AT), 1))).toBe('attested');
  });

  it('proves nothing when she was there two hours longer than the service takes', () => {
    const [come, go] = inAndOut() as [Evidence, Evidence];
    const stayed = (minutes: number) => [come, { ...go, at: AT + minutes * 60_000 }];
    const company = { ...VOLUNTEER, serviceMaximum: 120 };
    expect(gradeOf(stayed(240), company)).toBe('verified');
    expect(gradeOf(stayed(241), company)).toBe('attested');
    expect(gradeOf([...stayed(1410), fact('call_back', 'usr_social', 'desk-social')], company)).toBe('verified');
  });
});

describe('a device', () => {
  it('of an officer’s is nobody else’s, whoever is signed in on it', () => {
    const shared = inAndOut().map((one) => ({ ...one, shared: true }));
    expect(gradeOf(shared, VOLUNTEER)).toBe('attested');
    expect(gradeOf([{ ...fact('pin', 'mem_chen', 'phone-x'), shared: true }], HELPER)).toBe('attested');
    expect(gradeOf([{ ...fact('kin_tap', 'mem_zhen', 'phone-x'), shared: true }], HELPER)).toBe('attested');
  });

  it('on which the logger or the approver was ever signed in is theirs', () => {
    const pin = [fact('pin', 'mem_chen', 'phone-x')];
    expect(gradeOf(pin, { ...HELPER, loggerDevices: ['phone-x'] })).toBe('attested');
    expect(gradeOf(pin, { ...HELPER, ...TOWN, approverDevices: ['phone-x'] })).toBe('attested');
    expect(gradeOf(pin, { ...HELPER, ...TOWN, loggerDevices: ['phone-y'], approverDevices: ['phone-z'] })).toBe(
      'verified',
    );
    expect(gradeOf(inAndOut(), { ...VOLUNTEER, loggerDevices: ['phone-li'] })).toBe('verified');
  });
});

describe('a PIN that somebody else was there for', () => {
  const setBy = (setter: string, facts: Evidence[]) => facts.map((one) => ({ ...one, pinSetBy: setter }));
  const pin = (setter: string) => setBy(setter, [fact('pin', 'mem_chen', 'phone-chen')]);

  it('proves nothing once its setter has another hand in the record', () => {
    expect(gradeOf(pin('usr_fen'), HELPER)).toBe('attested');
    expect(gradeOf(pin('mem_fen'), HELPER)).toBe('attested');
    expect(gradeOf(pin('usr_huang'), { ...HELPER, handIds: ['usr_huang'] })).toBe('attested');
    expect(gradeOf(setBy('usr_fen', inAndOut()), { ...VOLUNTEER, handIds: ['usr_fen'] })).toBe('attested');
    const keyed = [...setBy('usr_fen', inAndOut()), fact('wall_card', 'mem_chen', 'phone-fen', 'usr_fen')];
    expect(gradeOf(keyed, VOLUNTEER)).toBe('attested');
    expect(gradeOf(setBy('usr_town', inAndOut()), { ...VOLUNTEER, ...TOWN })).toBe('attested');
    expect(gradeOf(setBy('usr_fen2', inAndOut()), { ...HELPER, humanOf: (id) => id.replace('2', '') })).toBe(
      'attested',
    );
  });

  it('proves nothing when the same officer was there for both sides', () => {
    const [volunteer, elder] = [setBy('usr_huang', inAndOut()), fact('pin', 'mem_chen', 'phone-li', 'mem_li')];
    expect(gradeOf([...volunteer, { ...elder, pinSetBy: 'usr_huang' }], VOLUNTEER)).toBe('attested');
    expect(gradeOf([...volunteer, { ...elder, pinSetBy: 'usr_fen' }], VOLUNTEER)).toBe('verified');
  });

  it('proves what it says where she set it herself, or where its setter has no other hand', () => {
    expect(gradeOf(pin('mem_chen'), { ...HELPER, handIds: ['mem_chen'] })).toBe('verified');
    expect(gradeOf(pin('usr_huang'), { ...HELPER, handIds: ['usr_social'] })).toBe('verified');
    expect(gradeOf(setBy('usr_huang', inAndOut()), { ...VOLUNTEER, handIds: ['usr_fen', 'mem_li'] })).toBe('verified');
  });
});

describe('one officer who set every PIN of a record', () => {
  const said = fc.record({
    kind: fc.constantFrom(...EVIDENCE_KINDS.filter((kind) => !['call_back', 'home_check'].includes(kind))),
    byId: fc.constantFrom('mem_li', 'mem_chen', 'mem_zhen'),
    device: fc.constantFrom('phone-a', 'phone-b', 'phone-c'),
    at: fc.integer({ min: 0, max: 1000 }),
    shown: fc.constantFrom<Shown>('token', 'number', 'none'),
    pinSetBy: fc.constant('usr_fen'),
  });

  it('never reaches verified with two people’s words, however many windows she opens', () => {
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 8 }), fc.boolean(), (all, asked) => {
        const facts = all.map((one) => ({ ...one, enteredBy: one.byId }));
        fc.pre(asked || new Set(facts.map(({ byId }) => byId)).size > 1);
        const logged = { loggerId: 'mem_li', loggerDevice: 'phone-a', handIds: asked ? ['usr_fen'] : [] };
        expect(gradeOf(facts, logged)).toBe('attested');
        for (const one of facts) expect(maybeSetters(one, facts, logged)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('one person playing helper, PIN and approver', () => {
  const one = { loggerId: 'usr_fen', loggerPersonId: 'mem_fen', loggerDevice: 'phone-fen' };
  const ids = fc.constantFrom('usr_fen', 'mem_fen');
  const anything = fc.record({
    kind: fc.constantFrom(...EVIDENCE_KINDS.filter((kind) => kind !== 'sign_in')),
    byId: fc.constantFrom('usr_fen', 'mem_fen', 'mem_chen', 'usr_social'),
    enteredBy: ids,
    device: fc.constantFrom('phone-fen', 'tablet-fen', null),
    at: fc.integer({ min: 0, max: 1000 }),
  });

  it('never reaches verified, whatever she types and on whatever device', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 8 }), (all) => {
        expect(gradeOf(all, one)).toBe('attested');
      }),
    );
  });
});

it('does not depend on the order of the evidence', () => {
  const anything = fc.record({
    kind: fc.constantFrom(...EVIDENCE_KINDS),
    byId: fc.constantFrom('usr_fen', 'mem_li', 'mem_chen', 'usr_social'),
    enteredBy: fc.constantFrom('usr_fen', 'mem_li', 'usr_social'),
    device: fc.constantFrom('phone-fen', 'phone-li', 'desk-social', null),
    at: fc.integer({ min: 0, max: 3 }),
    shown: fc.constantFrom<Shown | null>('token', 'token', 'number', null),
    pinSetBy: fc.constantFrom('usr_fen', 'usr_social', null),
    shared: fc.boolean(),
  });
  const shuffled = fc
    .array(anything, { maxLength: 6 })
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      expect(gradeOf(other, HELPER)).toBe(gradeOf(all, HELPER));
    }),
    { numRuns: 500 },
  );
});

describe('enough evidence', () => {
  const lacks = (minKinds: number, ...kinds: EvidenceKind[]) =>
    evidenceLacks(
      kinds.map((kind) => fact(kind, kind === 'witness' ? 'mem_neighbour' : 'usr_fen', null)),
      { minKinds, loggerIds: ['usr_fen'] },
    );

  it('is two kinds, among them her side or a witness', () => {
    expect(lacks(2, 'wall_card', 'witness')).toBeNull();
    expect(lacks(2, 'helper_word', 'wall_card')).toBeNull();
    expect(lacks(2, 'self_word', 'pin')).toBeNull();
    expect(lacks(2, 'helper_word', 'witness')).toBeNull();
    for (const hers of ['kin_tap', 'call_back', 'home_check'] as const) expect(lacks(2, hers, 'sign_in')).toBeNull();
  });

  it('lacks her side when only the serving side speaks', () => {
    expect(lacks(2, 'sign_in', 'sign_out', 'self_word', 'helper_word')).toBe('recipient_side');
    expect(lacks(2)).toBe('recipient_side');
    const own = [fact('witness', 'usr_fen', null), fact('helper_word', 'usr_fen', null)];
    expect(evidenceLacks(own, { minKinds: 2, loggerIds: ['usr_fen'] })).toBe('recipient_side');
  });

  it('counts in and out as one, the same kind once, and nobody at home, a no and the writing of paper as none', () => {
    expect(lacks(2, 'pin')).toBe('kinds');
    expect(lacks(2, 'pin', 'pin')).toBe('kinds');
    for (const nothing of ['nobody_home', 'denied', 'handled'] as const)
      expect([nothing, lacks(2, 'pin', nothing)]).toEqual([nothing, 'kinds']);
    expect(lacks(1, 'denied')).toBe('recipient_side');
    expect(lacks(2, 'pin', 'sign_in')).toBeNull();
    expect(lacks(3, 'pin', 'sign_in', 'sign_out')).toBe('kinds');
    expect(lacks(1, 'pin')).toBeNull();
  });
});
