/** A few kills for every build; `npm run drill:crash` makes a hundred. */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { crashDrill } from '#tests/drill/crash';
import manifest from '../../package.json' with { type: 'json' };

test('five kills in the middle of writing: nothing acknowledged is lost, nothing is there by half or twice', {
  timeout: 300_000,
}, async () => {
  for (const command of manifest.scripts.prestart.split(' && ').slice(1)) {
    const [, ...args] = command.split(' ');
    execFileSync(process.execPath, args);
  }
  const seed = randomInt(2 ** 31);
  const lines: string[] = [];
  const { faults, ...told } = await crashDrill({ kills: 5, seed, tell: (line) => lines.push(line) });
  expect(faults, `--seed ${seed}\n${lines.join('\n')}`).toEqual([]);
  expect(told.kills).toBe(5);
  expect(told.acknowledged).toBeGreaterThan(0);
});
