/** 联署: one head of one size, and only such as grew from the one before, whoever comes first. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCheckpoint } from '#domain/seal/checkpoint';
import { readSignatureLines } from '#domain/seal/note';
import { signersOf } from '#ledger/signature';
import { listSplitViews, listWitnessed, witnessedOf } from '#ledger/witnessed';
import { type OtherLog, otherLog } from '#tests/support/other-log';
import { becomeWitness, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { cosignCheckpoint } from '#usecases/seal/witness';

const RUNS = 12;
let city: SealedHouse;
const logs: OtherLog[] = [];
const [changing, changed] = [otherLog('changing.test/log/book'), otherLog('changing.test/log/book')];
beforeAll(async () => {
  city = await openSealedHouse();
  for (let at = 0; at < RUNS + 8; at += 1) logs.push(otherLog(`county${at}.test/log/book`));
  becomeWitness(
    city,
    [...logs, changing, changed].map(({ key }) => key),
  );
});
afterAll(() => city.close());

const fresh = (): { log: OtherLog; origin: string } => {
  const log = logs.pop() as OtherLog;
  return { log, origin: log.key.split('+')[0] ?? '' };
};
const ask = (written: string) => cosignCheckpoint(city.desk(), written);
const known = (origin: string) => city.desk().read((act) => witnessedOf(act, origin));

describe('a witness', () => {
  test('signs the first head it sees, and every one that grew from it', async () => {
    const { log, origin } = fresh();
    for (const [before, size] of [
      [0, 1],
      [1, 255],
      [255, 256],
      [256, 256],
      [256, 600],
    ] as const) {
      const answer = await ask(log.submission(before, size));
      expect([size, answer.kind]).toEqual([size, 'cosigned']);
      expect((await known(origin))?.size).toBe(size);
      const lines = answer.kind === 'cosigned' ? answer.line : '';
      const read = readCheckpoint(log.head(size) + lines);
      const verifier = city.house.seal?.witness?.verifier;
      expect(read && verifier && signersOf(read.note, [verifier])?.length).toBe(1);
      expect(readSignatureLines(lines)?.[0]?.name).toBe('yinling.test/log/witness');
    }
  });

  test('has an answer for everything else, and keeps nothing of it', async () => {
    const { log, origin } = fresh();
    await ask(log.submission(0, 100));
    const stranger = otherLog(origin);
    const bent = otherLog(origin).submission(100, 200);
    const said: [string, string][] = [
      ['unreadable', ''],
      ['unreadable', 'old 100\n'],
      ['unreadable', log.submission(100, 200).replace('old 100', 'old 0100')],
      ['unreadable', log.submission(100, 200).replace('old 100\n', `old 100\n${`${'A'.repeat(43)}=\n`.repeat(64)}`)],
      ['unreadable', log.submission(300, 200)],
      ['unknown', otherLog('nobody.test/log').submission(0, 1)],
      ['unsigned', bent],
      ['unsigned', stranger.submission(100, 200)],
      ['moved', log.submission(0, 200)],
      ['moved', log.submission(50, 200)],
      ['inconsistent', log.submission(0, 200).replace('old 0', 'old 100')],
      ['inconsistent', log.submission(100, 200).replace(log.head(200), log.head(201))],
    ];
    for (const [kind, written] of said) {
      expect([written.slice(0, 40), (await ask(written)).kind]).toEqual([written.slice(0, 40), kind]);
    }
    expect(await ask(log.submission(0, 200))).toEqual({ kind: 'moved', size: 100 });
    expect((await known(origin))?.size).toBe(100);
  });

  test('never signs two heads of one size, keeps both as the proof, and goes on with the first', async () => {
    const { log, origin } = fresh();
    await ask(log.submission(0, 300));
    const first = log.head(300);
    log.bend(200);
    const second = log.head(300);
    expect(await ask(log.submission(300, 300))).toEqual({ kind: 'moved', size: 300 });
    expect(await ask(log.submission(0, 300))).toEqual({ kind: 'moved', size: 300 });
    expect((await ask(log.submission(300, 400))).kind).toBe('inconsistent');
    expect((await known(origin))?.note).toBe(first);
    const splits = (await city.desk().read(listSplitViews)).filter((one) => one.origin === origin);
    expect(splits).toMatchObject([{ size: 300, cosigned: first, shown: second }]);
  });

  test('a log whose first head is empty may grow from it', async () => {
    const { log } = fresh();
    expect((await ask(log.submission(0, 0))).kind).toBe('cosigned');
    expect((await ask(log.submission(0, 5))).kind).toBe('cosigned');
  });

  test('a log that changes its key is known by either', async () => {
    expect((await ask(changing.submission(0, 1))).kind).toBe('cosigned');
    expect((await ask(changed.submission(0, 1))).kind).toBe('moved');
    expect((await known('changing.test/log/book'))?.size).toBe(1);
  });
});

test('of two that come at once from one size, one is signed and the other is told of it: nothing is rolled back', async () => {
  const size = fc.integer({ min: 1, max: 200 });
  await fc.assert(
    fc.asyncProperty(size, fc.array(size, { minLength: 2, maxLength: 4 }), async (start, steps) => {
      const { log, origin } = fresh();
      await ask(log.submission(0, start));
      const answers = await Promise.all(steps.map((step) => ask(log.submission(start, start + step))));
      const signed = answers.flatMap(({ kind }, at) => (kind === 'cosigned' ? [start + (steps[at] ?? 0)] : []));
      expect(new Set(signed).size).toBe(1);
      expect((await known(origin))?.size).toBe(signed[0]);
      for (const answer of answers) {
        if (answer.kind !== 'cosigned') expect(answer).toEqual({ kind: 'moved', size: signed[0] });
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect((await city.desk().read(listWitnessed)).length).toBeGreaterThan(RUNS);
});

test('whoever is nobody’s witness signs nothing', async () => {
  const bare = await openSealedHouse();
  await expect(cosignCheckpoint(bare.desk(), 'old 0\n')).rejects.toMatchObject({ code: 'not_found' });
  await bare.close();
});
