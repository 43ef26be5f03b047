/**
 * `/r`: anybody checks a receipt: by the code of a slip, which its QR leads to, or by a file that was kept. What is told is
 * what the book says, and nothing of whose it is.
 */
import { z } from 'zod';
import { Refusal } from '#domain/refusal';
import { digits, text } from '#http/form';
import { placeName } from '#http/place-words';
import { numberedIn } from '#http/receipt';
import { rowsOf, sealsWhen, sinceWords } from '#http/receipt/words';
import { type OpenVisit, type Page, page, type Route, seeOther } from '#http/route';
import { textOf, withQuery } from '#http/staff-page';
import { listCounties } from '#usecases/receipt/books';
import { type Checked, type Coded, checkCode } from '#usecases/receipt/check';
import { LONGEST_RECEIPT, readHandedIn } from '#usecases/receipt/hand-in';

async function form(visit: OpenVisit): Promise<Page> {
  const books = await listCounties(visit.desk);
  return page('receipt/check', {
    books: books.map(({ id, county, name }) => ({ value: id, label: placeName(county, visit) || name })),
  });
}

const addressOf = ({ journal, seq, code }: Coded): string => `/r/${encodeURIComponent(journal)}/${seq}/${code}`;

const Slip = z.object({ book: text(40), entry: digits(12), code: digits(40) });

/** Typed from paper. What is not there is said beside the code: a slip was misread more often than it was forged. */
async function slip(visit: OpenVisit) {
  const { book, entry, code } = visit.read(Slip);
  const asked = { journal: book, seq: /^\d+$/.test(entry) ? Number(entry) : 0, code };
  await checkCode(visit.desk, asked).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'not_found') throw error;
    throw new Refusal('receipt_unknown', { field: 'code' });
  });
  return seeOther(addressOf(asked));
}

/** Chosen, or pasted: then the last line break may have been lost on the way. */
async function file(visit: OpenVisit) {
  const { upload, body } = visit;
  const pasted = textOf(body, 'pasted');
  const field = upload ? 'kept' : 'pasted';
  if (!upload && pasted.trim() === '') throw new Refusal('missing', { field });
  const handed = upload?.bytes ?? Buffer.from(`${pasted.trim()}\n`);
  const read = await readHandedIn(visit.desk, handed).catch((error: unknown) => {
    throw error instanceof Refusal ? new Refusal(error.code, { ...error.params, field }) : error;
  });
  return seeOther(withQuery(addressOf(read), { filed: String(read.filed) }));
}

async function show(visit: OpenVisit): Promise<Page> {
  const asked = {
    ...numberedIn(visit),
    code: visit.params.code ?? '',
    filed: Number(textOf(visit.query, 'filed')) || null,
  };
  const found = await checkCode(visit.desk, asked).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'not_found') throw error;
    return null;
  });
  return page('receipt/checked', found ? foundWords(found, visit) : noneWords(visit));
}

function foundWords(found: Checked, visit: OpenVisit) {
  const { t } = visit;
  const { filed, last } = found;
  return {
    ...answerWords(found, visit),
    rows: rowsOf(found, visit),
    reversed: sinceWords(found, visit),
    filed: filed && last ? t('slip.filed', { size: filed.size, last: last.size }) : '',
  };
}

function answerWords({ standing }: Checked, visit: OpenVisit) {
  const { t } = visit;
  if (standing === 'holds') return { kind: 'good', title: t('slip.yes'), text: t('slip.yes_text') };
  if (standing === 'bent') return { kind: 'grave', title: t('slip.bent'), text: t('slip.bent_text') };
  return { kind: 'waiting', title: t('slip.not_yet'), text: sealsWhen('slip.not_yet_text', visit) };
}

const noneWords = ({ t }: OpenVisit) => ({
  ...{ kind: 'grave', title: t('slip.no'), text: t('slip.no_text') },
  ...{ rows: [], reversed: '', filed: '' },
});

export const routes: Route[] = [
  { method: 'GET', url: '/r', needs: 'public', handle: form },
  { method: 'POST', url: '/r', needs: 'public', counted: 'card', form, handle: slip },
  {
    method: 'POST',
    url: '/r/file',
    needs: 'public',
    counted: 'card',
    upload: true,
    bodyLimit: 4 * LONGEST_RECEIPT,
    form,
    handle: file,
  },
  { method: 'GET', url: '/r/:journal/:seq/:code', needs: 'public', counted: 'card', handle: show },
];
