/** Whatever the records write into the trail can be read in words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MOVE_NAMES } from '#domain/exchange';
import { MEMBER_MOVE_NAMES } from '#domain/member';
import { PAIRING_MOVES } from '#domain/pairing';
import { NOUNS } from '#http/audit/words';
import { isKey } from '#i18n/words';

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('src', name), 'utf8'))
  .join('\n');

const written = [...source.matchAll(/verb: '(\w+)',\s*noun: '(\w+)'/g)].map(([, verb, noun]) => ({ verb, noun }));
const ofFiles = [...source.matchAll(/writeMemberMove\(act, \w+, '(\w+)'/g)].map(([, verb]) => ({
  verb,
  noun: 'member',
}));
const moves = [
  ...MOVE_NAMES.map((verb) => ({ verb, noun: 'exchange' })),
  ...MEMBER_MOVE_NAMES.map((verb) => ({ verb, noun: 'member' })),
  ...Object.keys(PAIRING_MOVES).map((verb) => ({ verb, noun: 'pairing' })),
];

test('every verb and every noun has words', () => {
  expect(written.length).toBeGreaterThan(20);
  for (const { verb, noun } of [...written, ...ofFiles, ...moves]) {
    expect(isKey(`audit.noun.${noun}`), noun).toBe(true);
    expect(isKey(`${noun}.move.${verb}`) || isKey(`audit.verb.${verb}`), `${noun} ${verb}`).toBe(true);
  }
});

test('every noun can be asked for', () => {
  const nouns = new Set(written.map(({ noun }) => noun));
  for (const noun of nouns) expect(NOUNS as readonly (string | undefined)[]).toContain(noun);
  for (const noun of NOUNS) expect(isKey(`audit.noun.${noun}`), noun).toBe(true);
});
