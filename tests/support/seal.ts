/** A seal in a folder of its own, and a book that can be filled with many entries and sealed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Act } from '#db/act';
import { issuanceAccount, poolAccount } from '#domain/ledger';
import { policyBook } from '#domain/policy';
import type { TreeHash } from '#domain/seal/hash';
import { enter, openBatch, writeBatch, written } from '#ledger/batch';
import { openJournal } from '#ledger/journal';
import { newSalt } from '#ledger/leaf';
import type { Seal } from '#ledger/seal';
import { writeVerifier } from '#ledger/signature';
import { houseOver } from '#tests/support/house';
import { openTestStore } from '#tests/support/store';
import { type Desk, deskFor, type House } from '#usecases/desk';
import { makeSeal, makeWitness, openSeal } from '../../src/seal-files.ts';

export const ORIGIN = 'yinling.test/log';
export const JOURNAL = 'xinxing';

export interface SealFolder {
  folder: string;
  open(): Seal;
  drop(): void;
}

export function newSealFolder(tree: TreeHash = 'sha256', origin = ORIGIN): SealFolder {
  const folder = mkdtempSync(join(tmpdir(), 'yinling-seal-'));
  makeSeal(folder, { origin, tree });
  return {
    folder,
    open() {
      const seal = openSeal(folder);
      if (!seal) throw new Error('no seal was made');
      return seal;
    },
    drop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface SealedHouse extends SealFolder {
  house: House;
  url: string;
  desk(): Desk;
  /** So many entries more in the journal. */
  fill(count: number): Promise<void>;
  close(): Promise<void>;
}

/** The key under which the journal's log signs, as it is handed on. */
export const logKeyOf = ({ folder }: SealFolder): string => {
  const seal = openSeal(folder);
  const [verifier] = seal?.verifiersOf(seal.originOf(JOURNAL)) ?? [];
  return verifier ? writeVerifier(verifier) : '';
};

/** This house becomes a witness of those logs. @returns its key */
export function becomeWitness(house: SealedHouse, logs: readonly string[]): string {
  makeWitness(house.folder);
  writeFileSync(join(house.folder, 'logs.txt'), `# whom we know\n\n${logs.join('\n')}\n`);
  house.house.seal = house.open();
  return house.house.seal.witness ? writeVerifier(house.house.seal.witness.verifier) : '';
}

let keys = 0;

/** Enters so many small quotas. */
export async function fillJournal(act: Act, count: number, journal = JOURNAL): Promise<void> {
  const batch = await openBatch(act, journal);
  for (let at = 0; at < count; at += 1) {
    keys += 1;
    const line = {
      kind: 'post' as const,
      from: issuanceAccount(journal).id,
      to: poolAccount(journal, 'reg_town').id,
      minutes: 1,
      hold: null,
    };
    enter(batch, act, { event: 'quota', subjectId: 'reg_town', key: `fill:${keys}`, lines: [line] }, newSalt());
  }
  await writeBatch(act, batch);
  written(batch);
}

export async function openSealedHouse(tree: TreeHash = 'sha256', origin = ORIGIN): Promise<SealedHouse> {
  const [opened, files] = [await openTestStore(), newSealFolder(tree, origin)];
  let now = Date.parse('2026-11-23T01:00:00Z');
  const house: House = {
    ...houseOver(opened.store, () => (now += 1000)),
    policy: async () => policyBook([]),
    seal: files.open(),
  };
  const desk = () => deskFor(house, { actor: { kind: 'job', id: 'job:test' }, requestId: 'test' });
  await desk().write([], (act) => openJournal(act, { id: JOURNAL, name: '新兴县', countyCode: '445321' }));
  return {
    ...files,
    house,
    url: opened.url,
    desk,
    fill: (count) => desk().write([JOURNAL], (act) => fillJournal(act, count)),
    async close() {
      await opened.close();
      files.drop();
    },
  };
}
