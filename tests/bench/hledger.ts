/**
 * 核账 of an exported book of 100,000 transfers beside `hledger check` of the same book in its own words: each a command from
 * its start to its end. We look at every leaf, hash and signature as well, hledger at sums and standings. Where hledger is not
 * installed (`apt install hledger`) this says so and measures nothing.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hledgerWriter } from '#ledger/book/hledger';
import { jsonlWriter } from '#ledger/book/jsonl';
import type { Writer } from '#ledger/book/piece';
import { bookText } from '#ledger/book/text';
import { timed } from '#tests/bench/credits';
import { copyOf } from '#tests/bench/files';
import { keptWorld, MIDDLE } from '#tests/bench/grown';
import { openBenchHouse } from '#tests/bench/house';
import { lineOf, type Measure } from '#tests/bench/measure';
import { VERIFY, VERIFY_FLAGS } from '#tests/bench/verify';
import { newSealFolder } from '#tests/support/seal';
import { hasTool, runTool } from '#tests/support/tools';
import { deskFor } from '#usecases/desk';
import { sealAll } from '#usecases/seal/seal';

export const hledger: Measure = {
  name: 'hledger',
  async run(tell) {
    if (!hasTool('hledger')) return [];
    const copy = copyOf(await keptWorld(MIDDLE, tell));
    const folder = mkdtempSync(join(tmpdir(), 'yinling-bench-'));
    try {
      const ours = join(folder, 'book.jsonl');
      const theirs = join(folder, 'book.hledger');
      await sealAndExport(copy.file, { [ours]: jsonlWriter(), [theirs]: hledgerWriter() });
      // Each once: hledger takes minutes, and what it takes to start counts for nothing beside that.
      const reached = {
        ours: await timed(async () => void runTool(process.execPath, [...VERIFY_FLAGS, VERIFY, ours])),
        limit: await timed(async () => void runTool('hledger', ['check', '-f', theirs])),
      };
      return [lineOf({ name: 'verify, beside hledger check', unit: 'ms', ...reached, target: { atMost: 0.5 } })];
    } finally {
      rmSync(folder, { recursive: true, force: true });
      copy.drop();
    }
  },
};

async function sealAndExport(world: string, writers: Record<string, Writer>): Promise<void> {
  const files = newSealFolder();
  const house = { ...(await openBenchHouse(world)), seal: files.open() };
  const desk = () => deskFor(house, { actor: { kind: 'job', id: 'job:bench' }, requestId: 'bench' });
  await sealAll(desk());
  for (const [file, write] of Object.entries(writers)) {
    const to = openSync(file, 'w');
    await desk().read(async (act) => {
      for await (const text of bookText(act, house.seal, write)) writeSync(to, text);
    });
    closeSync(to);
  }
  await house.store.close();
  files.drop();
}
