import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EVIDENCE_KINDS,
  type Evidence,
  type EvidenceKind,
  evidenceLacks,
  type GradeQuestion,
  gradeOf,
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
const HELPER: GradeQuestion = { loggerId: 'usr_fen', loggerPersonId: 'mem_fen', loggerDevice: 'phone-fen' };
const VOLUNTEER: GradeQuestion = { loggerId: 'mem_li', loggerDevice: 'phone-li' };
const TOWN = { approverId: 'usr_town', approverPersonId: 'mem_town', approverDevice: 'desk-town' };
const inAndOut = (device: string | null = 'phone-li', byId = 'mem_li', enteredBy = byId) => [
  fact('sign_in', byId, device, enteredBy),
  fact('sign_out', byId, device, enteredBy, AT + 60_000),
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

  it('counts in and out as one, the same kind once, and nobody at home as none', () => {
    expect(lacks(2, 'pin')).toBe('kinds');
    expect(lacks(2, 'pin', 'pin')).toBe('kinds');
    expect(lacks(2, 'pin', 'nobody_home')).toBe('kinds');
    expect(lacks(2, 'pin', 'sign_in')).toBeNull();
    expect(lacks(3, 'pin', 'sign_in', 'sign_out')).toBe('kinds');
    expect(lacks(1, 'pin')).toBeNull();
  });
});
