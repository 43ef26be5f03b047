/** Checks an exported book: from its first line to its last, no more of it in memory than `#ledger/check` remembers. */
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bothOf, printBook } from '#cli/say-check';
import { readCheckpoint } from '#domain/seal/checkpoint';
import { type BookTold, type BookTrust, readBook } from '#ledger/book/read';
import { readVerifier, type Verifier } from '#ledger/signature';

export interface Asked {
  file: string | null;
  trust: BookTrust;
}

const USAGE = 'BOOK.jsonl [--key VKEY] [--witness VKEY] [--head CHECKPOINT]';

/** @throws an Error, a sentence, for what cannot be understood */
export function readAsked(words: string[]): Asked {
  const many = { type: 'string', multiple: true } as const;
  const options = { key: many, witness: many, head: many };
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  const trust = {
    keys: values.key?.map((key) => verifier(key, 'log')),
    witnesses: values.witness?.map((key) => verifier(key, 'witness')),
    kept: values.head?.map(headIn),
  };
  return { file: positionals[0] ?? null, trust };
}

function verifier(key: string, type: Verifier['type']): Verifier {
  const read = readVerifier(key);
  if (read?.type !== type) throw new Error(bothOf('check.key_unread', { key }));
  return read;
}

function headIn(file: string): string {
  const note = readFileSync(file, 'utf8');
  if (!readCheckpoint(note)) throw new Error(bothOf('check.head_unread', { file }));
  return note;
}

export async function checkFile(file: string, trust: BookTrust, tell?: (line: number) => void): Promise<BookTold> {
  const reader = readBook(trust);
  let count = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    reader.line(text);
    count += 1;
    if (count % 1_000 === 0) tell?.(count);
  }
  return reader.close();
}

/** The whole command. @returns the exit code */
export async function verifyFile({ file, trust }: Asked, command: string): Promise<number> {
  if (file === null) {
    console.error(bothOf('check.how', { usage: `${command} ${USAGE}` }));
    return 2;
  }
  const progress = progressOn(process.stderr);
  const told = await checkFile(file, trust, (line) => progress.show(String(line)));
  progress.clear();
  if (!trust.keys) console.log(bothOf('check.trusts_itself', { option: '--key' }));
  return printBook(told) ? 0 : 1;
}

/** One line that is written over, on a terminal only. */
export function progressOn(out: NodeJS.WriteStream) {
  const write = (words: string) => {
    if (out.isTTY) out.write(`\r\x1b[K${words}`);
  };
  return { show: write, clear: () => write('') };
}
