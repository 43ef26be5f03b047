/**
 * `node --import tsx src/cli/first-officer.ts <name> <login> [<name> <login>]`: the first officers of the city, whose
 * passwords are printed once. Two are wanted, because everything they give is proposed by one and accepted by the other.
 * The server must be stopped: one process holds the database.
 */
import { createInterface } from 'node:readline/promises';
import { both } from '#cli/both';
import { readConfig } from '#config';
import { CITY } from '#db/data/seed';
import { migrate } from '#db/migrate';
import { Refusal } from '#domain/refusal';
import { isKey } from '#i18n/words';
import { deskFor } from '#usecases/desk';
import { type Founder, foundOffice } from '#usecases/user/found-office';
import { openHouse } from '../house.ts';
import { seedHouse } from './seed.ts';

const OFFICERS = 2;

async function ask(): Promise<Founder[]> {
  const input = createInterface({ input: process.stdin, output: process.stdout });
  const founders: Founder[] = [];
  for (let count = 1; count <= OFFICERS; count++) {
    const name = await input.question(`${both('cli.officer_name', { count })}: `);
    if (name.trim() === '') break;
    const login = await input.question(`${both('cli.officer_login')}: `);
    founders.push({ name: name.trim(), login: login.trim(), workPhone: null });
  }
  input.close();
  return founders;
}

function given(words: readonly string[]): Founder[] {
  const founders: Founder[] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    founders.push({ name: words[at] ?? '', login: words[at + 1] ?? '', workPhone: null });
  }
  return founders;
}

const config = readConfig(process.env);
await migrate(config.databaseUrl);
const house = await openHouse(config);
try {
  await seedHouse(house);
  const words = process.argv.slice(2);
  const founders = words.length > 0 ? given(words) : await ask();
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:first-officer' }, requestId: 'first-officer' });
  for (const { login, password } of await foundOffice(desk, { cityCode: CITY, founders })) {
    console.log(`${login}\t${password}`);
  }
  if (founders.length > 0) console.log(both('cli.shown_once'));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  const key = `cli.${error.code}`;
  console.error(isKey(key) ? both(key) : error.code);
  process.exitCode = 1;
} finally {
  await house.store.close();
}
