/** 账簿: the book of each county with what it adds up to, its entries, and one entry with its lines and its leaf. */
import { dayOf } from '#domain/day';
import { auditRoutes, auditsWords } from '#http/ledger/audits';
import { nightWords } from '#http/ledger/night';
import { sealBook, sealingOf } from '#http/ledger/seal';
import { entryWords, lineWords } from '#http/ledger/words';
import { placeName } from '#http/place-words';
import { notFound, page, type Route, seeOther, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { VERIFIER } from '#http/verifier';
import { sayMoment } from '#i18n/say';
import { type Book, listBooks, viewBook, viewEntry } from '#usecases/ledger/view';

function bookOf({ journal, county, totals, standings, sum, audit }: Book, visit: Visit) {
  const { own, granted, pool } = totals.used;
  return {
    id: journal.id,
    name: placeName(county, visit),
    count: journal.lastSeq,
    totals: { ...totals, used: own + granted + pool },
    used: totals.used,
    standings: standings.filter(({ balance, held }) => balance !== 0 || held !== 0),
    sum,
    night: nightWords(audit, visit),
  };
}

async function list(visit: Visit) {
  const books = await listBooks(visit.desk);
  return page('ledger/list', {
    books: books.map((book) => bookOf(book, visit)),
    audits: await auditsWords(visit),
    verifier: VERIFIER,
  });
}

/** A number of an entry, or null for anything else. */
function seqOf(typed: string): number | null {
  const seq = Number(typed);
  return /^\d{1,12}$/.test(typed) && seq >= 1 ? seq : null;
}

async function book(visit: Visit) {
  const { t, lang, desk, query, params } = visit;
  const id = params.journal ?? '';
  const wanted = textOf(query, 'seq').trim();
  const found = await viewBook(desk, id, seqOf(textOf(query, 'to')));
  const seq = seqOf(wanted);
  if (seq !== null && seq <= found.journal.lastSeq) return seeOther(`/ledger/${id}/${seq}`);
  const oldest = found.entries.at(-1)?.seq ?? 1;
  const newest = found.entries[0]?.seq ?? 0;
  return page('ledger/book', {
    ...bookOf(found, visit),
    seal: await sealingOf(found.journal, visit),
    wanted,
    unknown: wanted === '' ? '' : t('ledger.seq_unknown'),
    entries: found.entries.map(({ seq: number, event, recordedAt, minutes }) => ({
      seq: number,
      what: t(`ledger.event.${event}`),
      when: sayMoment(lang, recordedAt, dayOf(desk.now)),
      minutes,
    })),
    newer: newest < found.journal.lastSeq ? `/ledger/${id}` : '',
    older: oldest > 1 ? `/ledger/${id}?to=${oldest - 1}` : '',
  });
}

async function entry(visit: Visit) {
  const { desk, params } = visit;
  const seq = seqOf(params.seq ?? '');
  if (seq === null) return notFound();
  const seen = await viewEntry(desk, params.journal ?? '', seq);
  return page('ledger/entry', {
    ...entryWords(seen, visit),
    lines: seen.lines.map((line) => lineWords(line, seen, visit)),
  });
}

export const routes: Route[] = [
  { method: 'GET', url: '/ledger', needs: 'audit.read', handle: list },
  ...auditRoutes,
  { method: 'GET', url: '/ledger/:journal', needs: 'audit.read', handle: book },
  { method: 'POST', url: '/ledger/:journal/checkpoints', needs: 'journal.seal', handle: sealBook },
  { method: 'GET', url: '/ledger/:journal/:seq', needs: 'audit.read', handle: entry },
];
