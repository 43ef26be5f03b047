/**
 * `npm run export -- --format jsonl|csv|hledger|beancount [--journal ID] [--out FILE]`: the book for whoever checks it or
 * keeps accounts of it. Read in one snapshot and written as it is read; it only looks, so it may run beside the server.
 */
import { once } from 'node:events';
import { createWriteStream, renameSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { bothOf } from '#cli/say-check';
import { readConfig } from '#config';
import { beancountWriter } from '#ledger/book/beancount';
import { csvWriter } from '#ledger/book/csv';
import { hledgerWriter } from '#ledger/book/hledger';
import { jsonlWriter } from '#ledger/book/jsonl';
import { bookText } from '#ledger/book/text';
import { deskFor } from '#usecases/desk';
import { openHouse } from '../house.ts';

const WRITERS = { jsonl: jsonlWriter, csv: csvWriter, hledger: hledgerWriter, beancount: beancountWriter };
const USAGE = 'npm run export -- --format jsonl|csv|hledger|beancount [--journal ID] [--out FILE]';
type Format = keyof typeof WRITERS;

const isFormat = (name: string | undefined): name is Format => Object.hasOwn(WRITERS, name ?? '');

/** Nobody but its owner reads it: ids are pseudonyms and no more than that. */
const PRIVATE = 0o600;

async function writeBook(words: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: words, options: { format: text, journal: text, out: text } });
  const { format, journal, out } = values;
  if (!isFormat(format)) throw new Error(bothOf('check.how', { usage: USAGE }));
  const house = await openHouse(readConfig(process.env), { readonly: true, readLimitMs: Number.POSITIVE_INFINITY });
  try {
    const desk = deskFor(house, { actor: { kind: 'job', id: 'job:export' }, requestId: 'export' });
    const to = out ? createWriteStream(`${out}.part`, { mode: PRIVATE }) : process.stdout;
    await desk.read((act) => writeAll(bookText(act, house.seal ?? null, WRITERS[format](), journal), to));
    if (!out) return;
    to.end();
    await once(to, 'finish');
    renameSync(`${out}.part`, out);
  } finally {
    await house.store.close();
  }
}

/** Within the unit of work that reads: a stream that pulled by itself would read outside of it. */
async function writeAll(texts: AsyncIterable<string>, to: Writable): Promise<void> {
  for await (const text of texts) if (!to.write(text)) await once(to, 'drain');
}

try {
  await writeBook(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
