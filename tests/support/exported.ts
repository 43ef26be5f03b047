/** A sealed book of two counties with everything in it that can be posted, and the same book as it is exported. */
import type { Act } from '#db/act';
import {
  type AccountRef,
  type EntryEvent,
  grantedAccount,
  issuanceAccount,
  ownAccount,
  poolAccount,
} from '#domain/ledger';
import type { BookLine, EntryLine } from '#ledger/book/jsonl';
import { jsonlWriter } from '#ledger/book/jsonl';
import type { Writer } from '#ledger/book/piece';
import { bookText } from '#ledger/book/text';
import { openJournal } from '#ledger/journal';
import { commitmentOf, leafHash } from '#ledger/leaf';
import { type Line, post } from '#ledger/post';
import { reverse, shortfallsOf } from '#ledger/reverse';
import { JOURNAL, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { sealAll } from '#usecases/seal/seal';

export const OTHER = 'luoding';

export interface ExportedHouse extends SealedHouse {
  text(write: Writer, only?: string): Promise<string>;
  lines(): Promise<string[]>;
}

const granted = grantedAccount(JOURNAL, 'mem_chen', '2026-11');
const li = ownAccount(JOURNAL, 'mem_li');

export async function openExported(): Promise<ExportedHouse> {
  const sealed = await openSealedHouse();
  const { house, desk } = sealed;
  await desk().write([], (act) => openJournal(act, { id: OTHER, name: '罗定市', countyCode: '445381' }));
  let keys = 0;
  const enter = (event: EntryEvent, subjectId: string, lines: Line[]) => {
    keys += 1;
    return desk().write([JOURNAL, OTHER], (act) => post(act, { event, subjectId, lines, key: `exported:${keys}` }));
  };
  const move = (from: AccountRef, to: AccountRef, minutes: number): Line => ({ kind: 'post', from, to, minutes });
  await enter('grant', 'mem_chen', [move(issuanceAccount(JOURNAL), granted, 600)]);
  await enter('hold', 'exc_1', [{ kind: 'hold', from: granted, minutes: 120, hold: 'hld_1' }]);
  const credited = await enter('credit', 'exc_1', [
    { kind: 'settle', hold: 'hld_1', to: li, minutes: 90 },
    { kind: 'release', hold: 'hld_1', minutes: 30 },
  ]);
  await sealAll(desk());
  await enter('credit', 'exc_2', [move(granted, ownAccount(OTHER, 'mem_wu'), 60)]);
  await enter('overflow', 'mem_li', [move(li, poolAccount(JOURNAL, 'reg_town'), 50)]);
  await desk().write([JOURNAL, OTHER], async (act: Act) => {
    const accepted = await shortfallsOf(act, credited.eventId);
    await reverse(act, credited.eventId, { approverId: 'usr_2', reason: 'test', key: 'exported:back', accepted });
  });
  await enter('hold', 'exc_3', [{ kind: 'hold', from: granted, minutes: 40, hold: 'hld_3' }]);
  await sealed.fill(300);
  await sealAll(desk());
  const text = (write: Writer, only?: string) =>
    desk().read(async (act) => {
      let whole = '';
      for await (const part of bookText(act, house.seal ?? null, write, only)) whole += part;
      return whole;
    });
  const lines = async () => (await text(jsonlWriter())).trimEnd().split('\n');
  return { ...sealed, text, lines };
}

/** The number of the line, counted from 1, that says this of a journal. */
export function lineOf(lines: readonly string[], journal: string, is: (line: BookLine) => boolean): number {
  let within = '';
  for (const [at, text] of lines.entries()) {
    const line: BookLine = JSON.parse(text);
    within = line.journal?.journal ?? within;
    if (within === journal && is(line)) return at + 1;
  }
  throw new Error('there is no such line');
}

/** The book with one line said otherwise. */
export function altered(lines: readonly string[], number: number, change: (line: BookLine) => void): string[] {
  const line: BookLine = JSON.parse(lines[number - 1] ?? '');
  change(line);
  return lines.map((text, at) => (at === number - 1 ? JSON.stringify(line) : text));
}

/** As whoever forges an entry would bind it anew. */
export function bind(entry: EntryLine): void {
  const commitment = commitmentOf(entry.document, Buffer.from(entry.salt, 'hex'));
  entry.commitment = commitment.toString('hex');
  entry.leaf = leafHash(commitment).toString('hex');
}
