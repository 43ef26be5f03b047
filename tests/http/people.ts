/** A handful of rows for tests of who is signed in. The world of the use cases has its own, richer cast. */
import { grants, users } from '#db/schema/office';
import { kin, members } from '#db/schema/people';
import { regions } from '#db/schema/places';
import type { Store } from '#db/store';

type Insert<T extends { $inferInsert: unknown }> = Partial<T['$inferInsert']>;

export const DAWEN = '445321103205';

export async function seat(store: Store, id: string, name: string, more: Insert<typeof users> = {}): Promise<string> {
  await store.transact([], async (tx) => {
    const row = {
      id,
      name,
      login: id,
      passwordHash: '-',
      language: 'zh-CN' as const,
      createdBy: 'usr_root',
      createdAt: 1,
    };
    await tx.insert(users).values({ ...row, ...more });
  });
  return id;
}

export async function post(store: Store, userId: string, more: Insert<typeof grants> = {}): Promise<void> {
  await store.transact([], async (tx) => {
    const row = {
      id: `gra_${userId}_${more.role ?? ''}${more.id ?? ''}`,
      userId,
      role: 'helper' as const,
      regionCode: DAWEN,
    };
    const given = { validFrom: '2026-01-01', givenBy: 'usr_a', givenAt: 1, acceptedBy: 'usr_b', acceptedAt: 2 };
    await tx.insert(grants).values({ ...row, ...given, ...more });
  });
}

export async function place(store: Store, code: string, name: string): Promise<void> {
  await store.transact([], async (tx) => {
    const row = { id: `reg_${code}`, code, name, pinyin: 'x', level: 'village' as const, validFrom: '2020-01-01' };
    await tx.insert(regions).values(row);
  });
}

export async function enrol(
  store: Store,
  id: string,
  name: string,
  more: Insert<typeof members> = {},
): Promise<string> {
  await store.transact([], async (tx) => {
    const row = { id, name, pinyin: 'x', initials: 'x', sex: 'female' as const, bornOn: '1944-02-03' };
    const file = {
      identityKind: 'none' as const,
      regionCode: DAWEN,
      homeRegionCode: DAWEN,
      serves: true,
      receives: true,
    };
    const state = {
      state: 'approved' as const,
      language: 'zh-CN' as const,
      enrolledBy: 'usr_a',
      enrolledAt: 1,
      version: 1,
    };
    await tx.insert(members).values({ ...row, ...file, ...state, ...more });
  });
  return id;
}

export async function relate(
  store: Store,
  memberId: string,
  relativeId: string,
  more: Insert<typeof kin> = {},
): Promise<void> {
  await store.transact([], async (tx) => {
    const row = { id: `kin_${memberId}_${relativeId}`, memberId, relativeId, relation: 'child' as const, mayAct: true };
    await tx
      .insert(kin)
      .values({ ...row, declaredBy: 'usr_a', declaredAt: 1, confirmedBy: 'usr_b', confirmedAt: 2, ...more });
  });
}
