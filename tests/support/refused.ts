/** What holds for every form that was refused, whoever made it: the summary leads to fields that are there, and nothing typed is lost. */
import { type HTMLElement, parse } from 'node-html-parser';
import { expect } from 'vitest';
import type { FetchedPage } from '#tests/support/client';

type Typed = Record<string, string | string[]>;

/**
 * @param typed what was sent, by the names of the fields
 * @param secrets names whose values must not come back
 */
export function checkRefused(page: FetchedPage, typed: Typed, secrets: readonly string[] = []): void {
  const where = `on ${page.url}`;
  expect(page.status, where).toBe(422);
  expect(page.title, where).toMatch(/^(错误：|Error: )/);
  const summary = page.root.querySelector('.error-summary');
  expect(summary?.getAttribute('tabindex'), `the summary can take focus ${where}`).toBe('-1');
  expect(summary?.hasAttribute('autofocus'), `the summary takes focus ${where}`).toBe(true);
  const lines = page.root.querySelectorAll('.error-summary li');
  expect(lines.length, where).toBeGreaterThan(0);
  for (const line of lines) checkLine(page, line, where);
  for (const [name, value] of Object.entries(typed)) {
    for (const one of [value].flat()) {
      if (secrets.includes(name)) {
        const shown = page.root.querySelector(`main [name="${name}"]`)?.getAttribute('value') ?? '';
        expect(shown, `${name} is not shown ${where}`).toBe('');
      } else checkKept(page, name, one, where);
    }
  }
}

/** Every line of the summary leads to a field, and the same words stand beside it. */
function checkLine({ root }: FetchedPage, line: HTMLElement, where: string): void {
  const words = line.textContent.trim();
  const href = line.querySelector('a')?.getAttribute('href') ?? '';
  expect(href, `"${words}" leads somewhere ${where}`).toMatch(/^#f-/);
  expect(root.querySelector(href), `"${words}" leads to ${href} ${where}`).not.toBeNull();
  expect(root.querySelector(`${href}-error`)?.textContent, `beside ${href} ${where}`).toContain(words);
  expect(words, where).toMatch(/[。？.?]$/);
  expect(words, `what field is meant ${where}`).not.toMatch(/这一项|this answer/);
}

function checkKept({ root }: FetchedPage, name: string, value: string, where: string): void {
  const fields = root.querySelectorAll(`main form[method=post] [name="${name}"]`);
  expect(fields.length, `${name} is asked again ${where}`).toBeGreaterThan(0);
  const [first] = fields;
  const kept = `${name} = ${value.slice(0, 40)} is kept ${where}`;
  if (first?.tagName === 'TEXTAREA') expect(decoded(first), kept).toBe(value);
  else if (first?.tagName === 'SELECT') {
    const chosen = first.querySelectorAll('option').find((option) => option.hasAttribute('selected'));
    expect(chosen?.getAttribute('value') ?? '', kept).toBe(value);
  } else if (['radio', 'checkbox'].includes(first?.getAttribute('type') ?? '')) {
    const ticked = fields.filter((field) => field.hasAttribute('checked')).map((field) => field.getAttribute('value'));
    expect(ticked, kept).toEqual(value === '' ? [] : expect.arrayContaining([value]));
  } else expect(first?.getAttribute('value') ?? '', kept).toBe(value);
}

const decoded = (field: HTMLElement): string => parse(`<p>${field.innerHTML}</p>`).textContent;
