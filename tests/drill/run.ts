/** `npm run drill:crash [-- --kills N --seed S]`: kills the house N times while many write, and says what became of it. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { dialect } from '#db/dialect';
import { crashDrill } from '#tests/drill/crash';

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const [kills, seed] = [Number(values.kills ?? 100), Number(values.seed ?? randomInt(2 ** 31))];
if (![kills, seed].every(Number.isSafeInteger)) throw new Error('--kills and --seed want whole numbers');

console.error(`${dialect}, ${kills} kills, --seed ${seed}; the town is being filled …`);
const began = performance.now();
const { faults, ...told } = await crashDrill({ kills, seed, tell: (line) => console.error(`  ${line}`) });
const seconds = ((performance.now() - began) / 1000).toFixed(0);
const sent = `${told.acknowledged} forms acknowledged and ${told.unanswered} unanswered, ${told.written} of those written all the same`;
if (faults.length === 0) {
  console.log(
    `${told.kills} kills on ${dialect}: ${sent}; in the end each was there exactly once, and the books stand (${seconds} s, --seed ${seed}).`,
  );
} else {
  for (const fault of faults.slice(0, 20)) console.error(fault);
  console.log(`${told.kills} kills on ${dialect}: ${sent}; ${faults.length} faults (${seconds} s, --seed ${seed}).`);
  process.exitCode = 1;
}
