/** The book's tree as a stranger with a tool finds it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCheckpoint } from '#domain/seal/checkpoint';
import type { Hash } from '#domain/seal/hash';
import { rootOver } from '#domain/seal/merkle';
import { signersOf, treeHasher } from '#ledger/signature';
import { type OpenApp, openApp } from '#tests/support/app';
import { JOURNAL, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { sealAll } from '#usecases/seal/seal';

const hasher = treeHasher('sha256');
let sealed: SealedHouse;
let open: OpenApp;
beforeAll(async () => {
  sealed = await openSealedHouse();
  open = await openApp({ house: sealed.house });
});
afterAll(async () => {
  await open.close();
  await sealed.close();
});

const at = (address: string) => open.client().request('GET', `/log/${JOURNAL}/${address}`);
const status = async (address: string) => (await at(address)).statusCode;
const hashes = (bytes: Buffer): Hash[] =>
  Array.from({ length: bytes.length / 32 }, (_, place) => bytes.subarray(place * 32, (place + 1) * 32));
const items = (bytes: Buffer): Buffer[] => {
  const read: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += 2 + bytes.readUInt16BE(from)) {
    read.push(bytes.subarray(from + 2, from + 2 + bytes.readUInt16BE(from)));
  }
  return read;
};

test('before the first sealing there is nothing', async () => {
  expect(await status('checkpoint')).toBe(404);
  expect(await status('tile/0/000')).toBe(404);
});

test('the checkpoint is text, kept for seconds, and signed by a key one can trust', async () => {
  await sealed.fill(600);
  await sealAll(sealed.desk());
  const answer = await at('checkpoint');
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('public, max-age=5');
  const read = readCheckpoint(answer.body);
  expect(read).toMatchObject({ origin: 'yinling.test/log/xinxing', size: 600 });
  expect(read && signersOf(read.note, sealed.open().verifiersOf(read.origin))?.length).toBe(1);
});

test('tiles and commitments give the root that was signed', async () => {
  const root = readCheckpoint((await at('checkpoint')).body)?.root;
  const tiles = await Promise.all(['tile/0/000', 'tile/0/001', 'tile/0/002.p/88'].map(at));
  for (const tile of tiles) {
    expect(tile.headers['content-type']).toBe('application/octet-stream');
    expect(tile.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  }
  expect(
    rootOver(
      tiles.flatMap(({ rawPayload }) => hashes(rawPayload)),
      hasher,
    ),
  ).toEqual(root);
  const bundles = await Promise.all(['tile/entries/000', 'tile/entries/001', 'tile/entries/002.p/88'].map(at));
  const leaves = bundles.flatMap(({ rawPayload }) => items(rawPayload)).map(hasher.leaf);
  expect(leaves.length).toBe(600);
  expect(rootOver(leaves, hasher)).toEqual(root);
  const above = hashes((await at('tile/1/000.p/2')).rawPayload);
  expect(above).toEqual([rootOver(leaves.slice(0, 256), hasher), rootOver(leaves.slice(256, 512), hasher)]);
});

test('what was posted since is not served before it is sealed', async () => {
  await sealed.fill(300);
  expect(await status('tile/0/002')).toBe(404);
  expect(await status('tile/0/002.p/89')).toBe(404);
  expect(await status('tile/entries/003.p/1')).toBe(404);
  expect(readCheckpoint((await at('checkpoint')).body)?.size).toBe(600);
});

test('a tile, a width, a level or a journal that is not there is not found, and neither is another spelling', async () => {
  for (const address of ['tile/0/003', 'tile/2/000.p/1', 'tile/1/000', 'tile/0/0', 'tile/0/000.p/256', 'tile/64/000']) {
    expect([address, await status(address)]).toEqual([address, 404]);
  }
  for (const address of ['tile/0/000.p/0', 'tile/', 'tile/0/x000/000', 'tile/0/../checkpoint', 'tile/0/%2e%2e']) {
    expect([address, await status(address)]).toEqual([address, 404]);
  }
  expect((await open.client().request('GET', '/log/nowhere/checkpoint')).statusCode).toBe(404);
  expect((await open.client().request('GET', '/log/luoding/tile/0/000')).statusCode).toBe(404);
});
