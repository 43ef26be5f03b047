/**
 * What a new house stands on: divisions, catalogue, policy, and the five county books. Run at every start and by
 * `node --import tsx src/cli/seed.ts`; a second run changes nothing.
 */
import { pathToFileURL } from 'node:url';
import { readConfig } from '#config';
import { JOURNALS, readSeeds, seed, seedFingerprint } from '#db/data/seed';
import { migrate } from '#db/migrate';
import { openJournal } from '#ledger/journal';
import { takeRun, wasRun } from '#records/due';
import { deskFor, type House } from '#usecases/desk';
import { openHouse } from '../house.ts';

export async function seedHouse(house: House): Promise<void> {
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:seed' }, requestId: 'seed' });
  // A thousand names are spelled only when a file has changed since the last start.
  const files = seedFingerprint();
  if (await desk.read((act) => wasRun(act, 'seed', files))) return;
  const seeds = readSeeds();
  await desk.write(
    JOURNALS.map((journal) => journal.id),
    async (act) => {
      await seed(act, seeds);
      for (const journal of JOURNALS) await openJournal(act, journal);
      await takeRun(act, 'seed', files);
    },
  );
  house.policyChanged();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const config = readConfig(process.env);
  await migrate(config.databaseUrl);
  const house = await openHouse(config);
  await seedHouse(house);
  await house.store.close();
}
