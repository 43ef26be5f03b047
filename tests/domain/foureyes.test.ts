import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecideQuestion, whyNotConfirm, whyNotDecide, whyNotLog } from '#domain/foureyes';

const FAMILY: Record<string, string[]> = { mem_officer: ['mem_wife', 'mem_mother'], mem_wife: ['mem_officer'] };
const familyOf = (id: string) => new Set(FAMILY[id] ?? []);
const ask = (part: Partial<DecideQuestion>) =>
  whyNotDecide({
    deciderUserId: 'usr_officer',
    deciderPersonId: 'mem_officer',
    loggerIds: ['usr_fen', 'mem_fen'],
    confirmerIds: ['mem_chen'],
    checkerId: 'usr_social',
    partyIds: ['mem_li', 'mem_chen'],
    familyOf,
    ...part,
  });

describe('who approves', () => {
  it('is somebody with no other part in it', () => {
    expect(ask({})).toBeNull();
    expect(ask({ deciderPersonId: null })).toBeNull();
  });

  it('is no party', () => {
    expect(ask({ partyIds: ['mem_officer', 'mem_chen'] })).toBe('own_record');
    expect(ask({ deciderPersonId: null, partyIds: ['usr_officer'] })).toBe('own_record');
  });

  it('is nobody’s family', () => {
    expect(ask({ partyIds: ['mem_mother', 'mem_li'] })).toBe('own_family_decision');
    expect(ask({ loggerIds: ['usr_wife', 'mem_wife'] })).toBe('own_family_decision');
    expect(ask({ confirmerIds: ['mem_mother'] })).toBe('own_family_decision');
    expect(ask({ checkerId: 'mem_wife' })).toBe('own_family_decision');
    expect(ask({ deciderPersonId: null, partyIds: ['mem_mother'] })).toBeNull();
  });

  it('is neither logger, confirmer nor checker, under either name', () => {
    for (const self of ['usr_officer', 'mem_officer']) {
      expect(ask({ loggerIds: [self] })).toBe('four_eyes');
      expect(ask({ confirmerIds: ['mem_chen', self] })).toBe('four_eyes');
      expect(ask({ checkerId: self })).toBe('four_eyes');
    }
  });

  it('may be the one who checks, while nobody has', () => expect(ask({ checkerId: null })).toBeNull());

  it('names the gravest reason', () => {
    expect(ask({ loggerIds: ['usr_officer'], partyIds: ['mem_officer'] })).toBe('own_record');
    expect(ask({ loggerIds: ['usr_officer'], partyIds: ['mem_mother'] })).toBe('four_eyes');
  });
});

describe('one person playing helper, the elder’s PIN and approver', () => {
  const human = ['usr_a', 'usr_b', 'mem_a'] as const; // two logins and a file, one human
  const other = ['usr_x', 'mem_y', 'mem_z'] as const;

  it('never passes: whoever had a hand in it under any name cannot decide under that name or as that person', () => {
    const id = fc.constantFrom(...human, ...other);
    const ids = fc.uniqueArray(id, { maxLength: 3 });
    fc.assert(
      fc.property(ids, ids, fc.option(id), ids, (loggerIds, confirmerIds, checkerId, partyIds) => {
        // As the callers do: a login that had a hand in it is given with the person behind it.
        const withPerson = (all: string[]) =>
          all.some((one) => one.startsWith('usr_') && one !== 'usr_x') ? [...all, 'mem_a'] : all;
        const why = whyNotDecide({
          deciderUserId: 'usr_b',
          deciderPersonId: 'mem_a',
          loggerIds: withPerson(loggerIds),
          confirmerIds: withPerson(confirmerIds),
          checkerId: checkerId === 'usr_a' ? 'mem_a' : checkerId,
          partyIds,
          familyOf: () => new Set(),
        });
        const hadAHand = [...loggerIds, ...confirmerIds, checkerId, ...partyIds].some((one) =>
          human.includes(one as 'mem_a'),
        );
        const onlyAsParty = partyIds.includes('usr_a') && !partyIds.some((one) => one === 'usr_b' || one === 'mem_a');
        if (hadAHand && !onlyAsParty) expect(why).not.toBeNull();
        if (!hadAHand) expect(why).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

describe('who confirms', () => {
  const confirm = (part: Partial<Parameters<typeof whyNotConfirm>[0]>) =>
    whyNotConfirm({ confirmerIds: ['mem_chen'], volunteerIds: ['mem_li'], loggerIds: ['usr_fen'], ...part });

  it('is the recipient’s side', () => expect(confirm({})).toBeNull());
  it('is no volunteer of the visit, also when she logged it herself', () => {
    expect(confirm({ confirmerIds: ['mem_li'] })).toBe('own_record');
    expect(confirm({ confirmerIds: ['mem_li'], loggerIds: ['mem_li'] })).toBe('own_record');
  });
  it('is not the logger and not the approver', () => {
    expect(confirm({ confirmerIds: ['usr_fen', 'mem_fen'] })).toBe('four_eyes');
    expect(confirm({ confirmerIds: ['usr_town'], approverIds: ['usr_town'] })).toBe('four_eyes');
  });
});

describe('who logs', () => {
  it('is no staff of the family', () => {
    const log = (loggerPersonId: string | null, partyIds: string[]) =>
      whyNotLog({ loggerPersonId, partyIds, familyOf });
    expect(log('mem_officer', ['mem_li', 'mem_mother'])).toBe('family_record');
    expect(log('mem_officer', ['mem_li', 'mem_chen'])).toBeNull();
    expect(log(null, ['mem_mother'])).toBeNull();
    expect(log('mem_li', ['mem_li', 'mem_chen'])).toBeNull();
  });
});
