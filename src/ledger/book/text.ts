/** The book of a database in one format, in pieces that are worth writing. */
import type { Act } from '#db/act';
import type { Writer } from '#ledger/book/piece';
import { piecesOf } from '#ledger/book/pieces';
import type { Seal } from '#ledger/seal';

const ENOUGH = 64 * 1024;

/** @param only id of one journal @throws Refusal `not_found` for one that is not there */
export async function* bookText(act: Act, seal: Seal | null, write: Writer, only?: string): AsyncGenerator<string> {
  let text = '';
  for await (const piece of piecesOf(act, seal, only)) {
    text += write(piece);
    if (text.length < ENOUGH) continue;
    yield text;
    text = '';
  }
  yield text;
}
