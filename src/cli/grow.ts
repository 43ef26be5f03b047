/**
 * `npm run demo:grow -- --members N --exchanges M` (or `--transfers T`; `--seed S`): a large world in the database, beside
 * the demo's own people. Not in production, and not while the server runs: one process holds the database.
 */
import { parseArgs } from 'node:util';
import { inOneSentence } from '#cli/database';
import { openDemo } from '#cli/demo';
import { growWorld, type Size } from '#cli/grow/world';
import { readConfig } from '#config';
import { migrate } from '#db/migrate';
import type { StoreOptions } from '#db/store';
import { openHouse } from '../house.ts';
import { seedHouse } from './seed.ts';

const USAGE = 'npm run demo:grow -- --members N --exchanges M, or --transfers T for as many as make about T transfers';

function sizeFrom(words: string[]): Size {
  const options = { members: {}, exchanges: {}, transfers: {}, seed: {} } as const;
  const { values } = parseArgs({
    args: words,
    options: Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }])),
  });
  const count = (name: keyof typeof options): number | undefined => {
    const told = values[name];
    if (told === undefined) return undefined;
    if (!/^\d{1,9}$/.test(String(told))) throw new Error(`--${name} wants a whole number: ${USAGE}.`);
    return Number(told);
  };
  const [members, exchanges, transfers] = [count('members'), count('exchanges'), count('transfers')];
  if (!members || (!exchanges && !transfers)) throw new Error(`Say how large: ${USAGE}.`);
  return { members, exchanges, transfers, seed: count('seed') };
}

/** A unit holds a week of a county here, which is more than a page may ever write; and a lost demo is grown again. */
const PATIENT: StoreOptions = {
  limitMs: 120_000,
  readLimitMs: 120_000,
  waitMs: 120_000,
  onWriter: (client) => {
    client.pragma('synchronous = OFF');
    client.pragma('cache_size = -400000');
    client.pragma('wal_autocheckpoint = 50000');
  },
};

await inOneSentence(async () => {
  const config = readConfig(process.env);
  if (config.production) throw new Error('A demo world has no place in production.');
  const size = sizeFrom(process.argv.slice(2));
  await migrate(config.databaseUrl);
  const house = await openHouse(config, PATIENT);
  try {
    await seedHouse(house);
    await openDemo(house, (line) => console.log(line));
    const began = performance.now();
    const grown = await growWorld(house, size, (line) => console.log(line));
    const seconds = Math.round((performance.now() - began) / 1000);
    const { members, exchanges, entries, transfers } = grown;
    return `Grown: ${members} members, ${exchanges} exchanges, ${entries} entries, ${transfers} transfers in ${seconds} s.`;
  } finally {
    await house.store.close();
  }
});
