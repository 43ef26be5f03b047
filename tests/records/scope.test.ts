/** Reach is spelled twice, as a predicate and in SQL. Whatever the actor, action and rows, the two must find the same. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '#db/act';
import { exchangeBeneficiaries, exchanges, exchangeVolunteers } from '#db/schema/care';
import { members } from '#db/schema/people';
import type { Actor } from '#domain/actor';
import { STATES, type State } from '#domain/exchange';
import { type Action, PERMISSIONS, ROLES } from '#domain/permission';
import { exchangeInReach, memberInReach } from '#domain/reach';
import { townOf } from '#domain/region';
import { ownInStates } from '#records/own-exchange';
import { exchangeScope, memberScope } from '#records/scope';
import { openBook, type TestBook } from '#tests/support/book';

/** Villages, towns and counties whose codes are neighbours, prefixes of each other, or end in 9. */
const VILLAGES = ['445321100210', '445321100211', '445321101001', '445321109999', '445322100001', '445381199002'];
const PREFIXES = [...VILLAGES, '445321100', '445321109', '445321', '445322', '4453', '445381199'];
const MEMBERS = ['mem_a', 'mem_b', 'mem_c', 'mem_d'];

const village = fc.constantFrom(...VILLAGES);
const some = fc.uniqueArray(fc.constantFrom(...MEMBERS), { maxLength: 3 });
const row = fc.record({
  state: fc.constantFrom(...STATES),
  regionCode: village,
  recipientTown: village.map(townOf),
  beneficiaryIds: some,
  volunteerIds: some,
  withdrawnIds: some,
});
const grant = fc.record({ role: fc.constantFrom(...ROLES), regionCode: fc.constantFrom(...PREFIXES) });
const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.array(grant, { maxLength: 3 }).map(
    (grants): Actor => ({
      kind: 'staff',
      id: 'usr_1',
      personId: null,
      grants: grants.map((one, index) => ({
        ...one,
        id: `gra_${index}`,
        validFrom: '2026-01-01',
        validTo: null,
        actingForId: null,
      })),
    }),
  ),
  fc
    .record({ id: fc.constantFrom(...MEMBERS), regionCode: village, kinOf: some })
    .map((one): Actor => ({ kind: 'member', ...one })),
  fc.constant<Actor>({ kind: 'job', id: 'job:x' }),
);
const action = fc.constantFrom(
  ...(Object.keys(PERMISSIONS) as Action[]).filter((name) => /^(exchange|member)\./.test(name)),
);

let book: TestBook;
beforeAll(async () => {
  book = await openBook();
  await book.write([], async (act) => {
    for (const [index, id] of MEMBERS.entries()) await act.tx.insert(members).values(memberAt(id, index));
  });
});
afterAll(() => book.close());

const memberAt = (id: string, index: number): typeof members.$inferInsert => ({
  id,
  name: id,
  pinyin: id,
  initials: id,
  sex: 'female',
  bornOn: '1950-01-01',
  identityKind: 'none',
  regionCode: VILLAGES[index] ?? '',
  homeRegionCode: VILLAGES[index] ?? '',
  serves: true,
  receives: true,
  state: 'approved',
  language: 'zh-CN',
  enrolledBy: 'usr_1',
  enrolledAt: 0,
  version: 1,
});

async function insert(
  act: Act,
  id: string,
  one: {
    state: State;
    regionCode: string;
    recipientTown: string;
    beneficiaryIds: string[];
    volunteerIds: string[];
    withdrawnIds: string[];
  },
) {
  const { beneficiaryIds, volunteerIds, withdrawnIds, ...place } = one;
  const fixed = { journal: 'xinxing', serviceCode: 'A01', purpose: 'asked', wantsOwn: false, urgent: false } as const;
  const reversal = place.state === 'reversed' ? { reversalBy: 'usr_9' } : {};
  await act.tx.insert(exchanges).values({ id, ...place, ...fixed, ...reversal, createdAt: 0, since: 0, version: 1 });
  for (const memberId of beneficiaryIds)
    await act.tx.insert(exchangeBeneficiaries).values({ exchangeId: id, memberId });
  for (const memberId of new Set([...volunteerIds, ...withdrawnIds])) {
    const withdrawnAt = volunteerIds.includes(memberId) ? null : 1;
    await act.tx
      .insert(exchangeVolunteers)
      .values({ exchangeId: id, memberId, how: 'accepted', relative: false, withdrawnAt });
  }
}

describe('scope in SQL', () => {
  it('finds exactly the exchanges that the predicate lets through', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), actor, action, async (rows, who, what) => {
        run++;
        const ids = rows.map((_, index) => `exc_${run}_${index}`);
        const found = await book.write([], async (act) => {
          for (const [index, one] of rows.entries()) await insert(act, ids[index] ?? '', one);
          const inScope = await act.tx
            .select({ id: exchanges.id })
            .from(exchanges)
            .where(exchangeScope({ ...act, actor: who }, what));
          return inScope.map((one) => one.id).filter((id) => ids.includes(id));
        });
        const expected = ids.filter((_, index) => {
          const one = rows[index];
          return one && exchangeInReach(who, what, one);
        });
        expect(new Set(found)).toEqual(new Set(expected));
      }),
      { numRuns: 60 },
    );
  });

  it('finds the same from her side for a member, by queries that are built once', async () => {
    const somebody = fc.record({ id: fc.constantFrom(...MEMBERS), regionCode: village, kinOf: some });
    const states = fc.uniqueArray(fc.constantFrom(...STATES), { minLength: 1 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), somebody, states, async (rows, who, wanted) => {
        run++;
        const ids = rows.map((_, index) => `exc_own_${run}_${index}`);
        const found = await book.write([], async (act) => {
          // What earlier runs put there would stand before these in a list that has an end.
          await act.tx.delete(exchangeBeneficiaries);
          await act.tx.delete(exchangeVolunteers);
          for (const [index, one] of rows.entries()) await insert(act, ids[index] ?? '', one);
          return (await ownInStates(act, { kind: 'member', ...who }, wanted)).map((one) => one.id);
        });
        const expected = ids.filter((_, index) => {
          const one = rows[index];
          return one && wanted.includes(one.state) && exchangeInReach({ kind: 'member', ...who }, 'exchange.read', one);
        });
        expect(new Set(found)).toEqual(new Set(expected));
      }),
      { numRuns: 60 },
    );
  });

  it('finds exactly the members that the predicate lets through', async () => {
    await fc.assert(
      fc.asyncProperty(actor, action, async (who, what) => {
        const found = await book.read(async (act) =>
          act.tx
            .select({ id: members.id })
            .from(members)
            .where(memberScope({ ...act, actor: who }, what)),
        );
        const expected = MEMBERS.filter((id, index) =>
          memberInReach(who, what, { id, regionCode: VILLAGES[index] ?? '' }),
        );
        expect(found.map((one) => one.id).sort()).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
