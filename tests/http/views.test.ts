/** House rules for templates, read as text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isKey } from '#i18n/words';

const views = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eta'));
const read = (name: string) => readFileSync(join('views', name), 'utf8');

test('what is printed raw was made by us: a template, a body, attributes', () => {
  for (const name of views) {
    const raw = [...read(name).matchAll(/<%~\s*([\s\S]*?)%>/g)].map((found) => found[1]?.trim() ?? '');
    const ours = (code: string) => /^(include\('\/[\w-]+\/|attrs\(|it\.body$)/.test(code);
    expect(
      raw.filter((code) => !ours(code)),
      name,
    ).toEqual([]);
  }
});

test('every word that a template names is in the catalogue', () => {
  for (const name of views) {
    const named = [...read(name).matchAll(/\bt\(\s*'([\w.]+)'(?!\s*\+)/g)].map((found) => found[1] ?? '');
    expect(
      named.filter((key) => !isKey(key)),
      name,
    ).toEqual([]);
  }
});

test('components say what they take, in their first line', () => {
  for (const name of views.filter((view) => view.startsWith('components'))) {
    expect(read(name), name).toMatch(/^<%\/\* \S/);
  }
});
