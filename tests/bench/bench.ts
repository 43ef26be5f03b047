/**
 * `npm run bench`: how fast the house is, each measure beside what the machine could do at best, in one run.
 * Prints a line a measure and exits with 1 when a target is missed. Timing decides no test: this is run by hand.
 */
import { dialect } from '#db/dialect';
import { bulk } from '#tests/bench/bulk';
import { credits } from '#tests/bench/credits';
import { field } from '#tests/bench/field';
import { hledger } from '#tests/bench/hledger';
import type { Line, Measure } from '#tests/bench/measure';
import { growth, home, queue } from '#tests/bench/pages';
import { plan } from '#tests/bench/plan';
import { posting } from '#tests/bench/posting';
import { memory, start } from '#tests/bench/production';
import { asJson, chosen, exitCodeOf, readArguments, table } from '#tests/bench/report';
import { seal } from '#tests/bench/seal';
import { search } from '#tests/bench/search';
import { verify } from '#tests/bench/verify';
import { visits } from '#tests/bench/visits';

const MEASURES: readonly Measure[] = [
  ...[credits, home, queue, growth, bulk, search, plan],
  ...[posting, seal, verify, hledger, field, visits, memory, start],
];

/** What is going on goes where it does not stand in the way of the answer. */
const tell = (words: string): void => console.error(`  ${words}`);

async function bench(): Promise<number> {
  const asked = readArguments(process.argv.slice(2), MEASURES);
  if (dialect !== 'sqlite') throw new Error('The limits are those of SQLite: run the bench without DATABASE_URL.');
  const lines: Line[] = [];
  for (const measure of chosen(MEASURES, asked)) {
    tell(`${measure.name} …`);
    lines.push(...(await measure.run(tell)));
  }
  console.log(asked.json ? asJson(lines) : table(lines));
  return exitCodeOf(lines);
}

try {
  process.exitCode = await bench();
} catch (error) {
  const told = error instanceof Error && 'code' in error === false ? error.stack : error;
  console.error(told);
  process.exitCode = 2;
}
