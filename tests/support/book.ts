/** A real store with two county journals and nobody in it: for tests of the ledger alone. */
import { ulid } from 'ulid';
import type { Act, Vault } from '#db/act';
import { dayOf } from '#domain/day';
import { policyBook } from '#domain/policy';
import type { Fault } from '#ledger/check/fault';
import { openJournal } from '#ledger/journal';
import { replayAll } from '#ledger/replay';
import { openTestStore, type TestStore } from '#tests/support/store';

export const JOURNALS = ['luoding', 'xinxing'];

export interface TestBook extends TestStore {
  write<T>(journals: readonly string[], work: (act: Act) => Promise<T>): Promise<T>;
  read<T>(work: (act: Act) => Promise<T>): Promise<T>;
  faults(): Promise<Fault[]>;
  now: number;
}

const noVault: Vault = {
  seal: (plain) => plain,
  open: (sealed) => sealed,
  lookup: (plain) => plain,
  sealBytes: (plain) => plain,
  openBytes: (sealed) => sealed,
};

export async function openBook(): Promise<TestBook> {
  const opened = await openTestStore();
  const act = (tx: Act['tx']): Act => ({
    tx,
    actor: { kind: 'job', id: 'job:test' },
    now: book.now,
    today: dayOf(book.now),
    policy: policyBook([]),
    ids: (prefix) => `${prefix}_${ulid().toLowerCase()}`,
    vault: noVault,
    requestId: 'test',
    device: null,
    moved: [],
    paired: [],
    touched: new Set(),
  });
  const book: TestBook = {
    ...opened,
    now: Date.parse('2026-11-23T01:00:00Z'),
    write: (journals, work) => opened.store.transact(journals, (tx) => work(act(tx))),
    read: (work) => opened.store.read((tx) => work(act(tx))),
    faults: () => book.read(replayAll),
  };
  await book.write([], async (one) => {
    await openJournal(one, { id: 'xinxing', name: '新兴县', countyCode: '445321' });
    await openJournal(one, { id: 'luoding', name: '罗定市', countyCode: '445381' });
  });
  return book;
}
