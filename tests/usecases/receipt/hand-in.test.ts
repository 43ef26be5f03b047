/** A file that is handed in: at whatever byte it was changed, cut, or grew, the book vouches for nothing. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { creditOf } from '#ledger/reverse';
import { checked } from '#tests/support/scene';
import { newSealFolder, type SealFolder } from '#tests/support/seal';
import { openWorld, type World } from '#tests/support/world';
import { creditExchange } from '#usecases/exchange/credit';
import { readHandedIn } from '#usecases/receipt/hand-in';
import { receiptFile } from '#usecases/receipt/view';
import { sealAll } from '#usecases/seal/seal';

let world: World;
let folder: SealFolder;
let kept: Buffer;

beforeAll(async () => {
  world = await openWorld();
  folder = newSealFolder();
  world.house.seal = folder.open();
  await world.fillPool('445321100', 6_000);
  const id = await checked(world);
  await creditExchange(world.desk('梁主任'), { id });
  await sealAll(world.desk('梁主任'));
  const credit = await world.read((act) => creditOf(act, id));
  const which = { journal: credit?.journal ?? '', seq: credit?.seq ?? 0 };
  kept = Buffer.from(await receiptFile(world.desk('李姨'), which));
});
afterAll(async () => {
  await world.close();
  folder.drop();
});

/** The code of its refusal; `vouched` where there was none. */
const answerTo = (bytes: Buffer): Promise<string> =>
  readHandedIn(world.desk('梁主任'), bytes).then(
    () => 'vouched',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );

const at = (place: number, ...put: number[]): Buffer =>
  Buffer.concat([kept.subarray(0, place), Buffer.from(put), kept.subarray(place + 1)]);
const byteAt = (place: number): number => kept[place] ?? 0;

test('as it was made it is good', async () => expect(await answerTo(kept)).toBe('vouched'));

test('a byte changed, at every place, is named for what it is', async () => {
  const said = new Set<string>();
  for (let place = 0; place < kept.length; place += 1) {
    for (const by of [0x01, 0x20]) said.add(await answerTo(at(place, byteAt(place) ^ by)));
  }
  // A changed name of the book reads as another book's; a changed last line break as one that is missing.
  const words = ['receipt_changed', 'receipt_cut', 'receipt_elsewhere', 'receipt_strange'];
  expect([...said].sort()).toEqual(words);
});

test('a byte lost or said twice, at every place, and the end lost, at every length', async () => {
  for (let place = 0; place < kept.length; place += 1) {
    expect([place, await answerTo(at(place))]).not.toEqual([place, 'vouched']);
    const twice = at(place, byteAt(place), byteAt(place));
    expect([place, await answerTo(twice)]).not.toEqual([place, 'vouched']);
  }
  for (let length = 1; length < kept.length; length += 1) {
    expect([length, await answerTo(kept.subarray(0, length))]).toEqual([length, 'receipt_cut']);
  }
});

test('any byte put anywhere', async () => {
  const [place, byte] = [fc.nat(kept.length - 1), fc.nat(255)];
  await fc.assert(
    fc.asyncProperty(place, byte, async (where, put) => {
      if (put === byteAt(where)) return;
      expect(await answerTo(at(where, put))).not.toBe('vouched');
    }),
    { numRuns: 500 },
  );
});
