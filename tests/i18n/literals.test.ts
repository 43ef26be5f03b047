/**
 * Words stand in the catalogues: no other source holds a Chinese letter or a full-width mark, but in comments. What is
 * no word of ours is data: names and endings in db/data, the people of made-up worlds, and the tables by which we read what people type.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;

/** Not looked at: the words themselves, and data. */
const DATA = /^(src\/i18n\/|db\/data\/|src\/cli\/(demo|grow)\/)/;

/** What is not words but the tongue that is read, or a default that a city changes. One line each says why. */
const READERS: Record<string, string> = {
  'src/domain/digits.ts': 'Chinese numerals',
  'src/domain/minutes.ts': 'how long, as it is written',
  'src/domain/times.ts': 'days and times, as they are written',
  'src/domain/birthday.ts': 'birthdays, as they are written',
  'src/domain/typed.ts': 'small words in fields of figures',
  'src/domain/cash.ts': 'amounts of money, as they are written',
  'src/domain/setting.ts': 'words that no brand may have',
  'src/domain/opening.ts': 'headings of a table, as they are written',
  'src/domain/policy.ts': 'defaults that a city changes',
};

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

/** Literals of a program that hold Chinese; comments are none. */
function literalsIn(path: string, text: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const literal =
      ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isRegularExpressionLiteral(node)
        ? node.getText()
        : ts.isIdentifier(node) || ts.isJsxText(node)
          ? node.text
          : '';
    if (CHINESE.test(literal)) found.push(literal);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** A template without its comments, inside and outside of code. */
const withoutComments = (template: string): string =>
  template
    .replace(/<%\/\*[\s\S]*?\*\/%>/g, '')
    .replace(/<%[\s\S]*?%>/g, (code) => code.replace(/(^|\s)\/\/[^\n]*/g, ''));

it('stand in the catalogues and in no program', () => {
  const sources = [...filesIn('src', '.ts'), ...filesIn('db', '.ts')].filter((path) => !DATA.test(path));
  expect(sources.length).toBeGreaterThan(300);
  const found = sources
    .filter((path) => !(path in READERS))
    .flatMap((path) => literalsIn(path, readFileSync(path, 'utf8')).map((literal) => `${path}: ${literal}`));
  expect(found).toEqual([]);
});

it('stand in the catalogues and in no template', () => {
  const found = filesIn('views', '.eta').flatMap((path) =>
    withoutComments(readFileSync(path, 'utf8'))
      .split('\n')
      .filter((line) => CHINESE.test(line))
      .map((line) => `${path}: ${line}`),
  );
  expect(found).toEqual([]);
});

it('stand in no script or style of a browser', () => {
  for (const path of [...filesIn('static', '.js'), ...filesIn('static', '.css')]) {
    const bare = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, '');
    expect(bare, path).not.toMatch(CHINESE);
  }
});

it('lists no reader that reads no Chinese', () => {
  for (const path of Object.keys(READERS)) expect(literalsIn(path, readFileSync(path, 'utf8')), path).not.toEqual([]);
});
