import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { iconSprite } from '#cli/icons';

const sprite = readFileSync('static/icons.svg', 'utf8');

test('the sprite is what the package draws', () => {
  expect(sprite).toBe(iconSprite());
});

test('every icon that a page names is in it, and none is carried for nothing', () => {
  const there = [...sprite.matchAll(/<symbol id="([\w-]+)"/g)].map((found) => found[1]);
  const text = ['views', 'src/http', 'src/field']
    .flatMap((root) => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name)))
    .filter((name) => /\.(eta|ts)$/.test(name))
    .map((name) => readFileSync(name, 'utf8'))
    .join('\n');
  const named = [...text.matchAll(/\/components\/icon', \{ name: '([\w-]+)' \}|\bicon: '([\w-]+)'/g)].map(
    (found) => found[1] ?? found[2],
  );
  expect(named.filter((name) => !there.includes(name))).toEqual([]);
  expect(there.filter((name) => !text.includes(`'${name}'`))).toEqual([]);
});
