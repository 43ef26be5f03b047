/** What checking a book found, line by line as a terminal shows it. Free of grammar and catalogue: it is taken along. */
import { check as en } from '#i18n/en/check';
import { check as zh } from '#i18n/zh-CN/check';
import type { BookTold, FileTold } from '#ledger/book/read';
import type { JournalTold } from '#ledger/check/journal';

type Params = Record<string, string | number>;
type Word = keyof typeof zh;

const fill = (text: string, params: Params): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));

/** In both languages: whoever sits at a terminal has chosen none. */
export const bothOf = (word: Word, params: Params = {}): string =>
  `${fill(zh[word], params)} (${fill(en[word], params)})`;

/** One line a journal. */
export function sayJournal(told: JournalTold & Partial<Pick<FileTold, 'line'>>): string {
  const { journal, entries, transfers, accounts, holds, seal, faulty, line } = told;
  const [first] = told.faults;
  if (!first) {
    const { checkpoints, sealed } = seal;
    return bothOf('check.ok', { journal, entries, transfers, accounts, holds, checkpoints, sealed });
  }
  const what = { why: first.why ?? '' };
  const inBoth = (words: typeof zh | typeof en, key: Word, line: Params) =>
    fill(words[key], { ...line, what: fill(words[`check.fault.${first.kind}`], what) });
  const key = line ? 'check.bad_line' : 'check.bad';
  const params = { journal, faulty, at: first.at, line: line ?? '' };
  return `${inBoth(zh, key, params)} (${inBoth(en, key, params)}) [${first.kind}]`;
}

const isFaulty = ({ faulty }: JournalTold): boolean => faulty > 0;

/** Of a database. @returns whether it stands */
export function printTold(journals: readonly JournalTold[]): boolean {
  for (const told of journals) (isFaulty(told) ? console.error : console.log)(sayJournal(told));
  const keys = new Set(journals.flatMap(({ seal }) => [...seal.keys]));
  for (const key of keys) console.log(bothOf('check.signed', { key }));
  for (const { journal, seal } of journals) {
    for (const [key, size] of seal.witnesses) console.log(bothOf('check.cosigned', { journal, size, key }));
  }
  const stands = !journals.some(isFaulty);
  if (stands) console.log(bothOf('check.stands'));
  else console.error(bothOf('check.falls'));
  return stands;
}

/** Of a file. @returns whether it stands */
export function printBook({ journals, broken }: BookTold): boolean {
  if (broken) console.error(bothOf(`check.file.${broken.fault}`, { line: broken.line }));
  // Of what breaks off nothing good is said.
  const stands = printTold(broken ? journals.filter(isFaulty) : journals) && !broken;
  return stands;
}
