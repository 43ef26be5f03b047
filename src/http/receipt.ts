/** 回执 of an entry: its page, the slip that is printed, and the file that is kept. For both sides, and officers in reach. */

import { dayOf } from '#domain/day';
import type { MemberVisit } from '#http/member/page';
import { addressTo, qrTo } from '#http/qr';
import { bookWords, groups, receiptAt, rowsOf, standWords } from '#http/receipt/words';
import { bytes, notFound, page, type Route, type Visit } from '#http/route';
import { giversOf, listenerOf, receiversOf, sentenceOf, serviceWords } from '#http/told';
import { asSentence } from '#http/when';
import type { Checked } from '#usecases/receipt/check';
import { type Numbered, type ReceiptSeen, receiptFile, viewReceipt } from '#usecases/receipt/view';

/** Which entry is asked for. @throws Refusal not_found for what is no number */
export function numberedIn({ params }: Pick<Visit, 'params'>): Numbered {
  const { journal = '', seq = '' } = params;
  return /^[1-9]\d{0,11}$/.test(seq) ? { journal, seq: Number(seq) } : notFound();
}

/** Only what may be said to everybody. */
const checkedOf = (seen: ReceiptSeen): Checked => ({
  ...seen,
  ...seen.entry,
  journal: seen.journal,
  reverses: seen.reverses,
  filed: null,
});

/** 李姨 陪您聊天, to her; to an officer both by their names. */
function deedOf({ about }: ReceiptSeen, visit: Visit): string {
  const { t, lang, actor } = visit;
  if (actor.kind === 'member') return asSentence(sentenceOf(about, listenerOf(visit as MemberVisit)));
  return t('care.who_whom', {
    giver: giversOf(about, { lang, t }),
    receiver: receiversOf(about, { lang, t }),
    service: serviceWords(about.service, lang, t),
  });
}

function wordsOf(seen: ReceiptSeen, visit: Visit) {
  const facts = checkedOf(seen);
  return {
    title: bookWords(facts, visit),
    deed: deedOf(seen, visit),
    rows: rowsOf(facts, visit),
    stand: standWords(facts, visit),
    reversed: seen.reversedBy === null ? '' : visit.t('slip.reversed', { seq: seen.reversedBy }),
    code: groups(seen.code),
  };
}

async function show(visit: Visit) {
  const which = numberedIn(visit);
  const seen = await viewReceipt(visit.desk, which);
  const record = `/exchanges/${seen.about.exchange.id}`;
  return page('receipt/receipt', {
    ...wordsOf(seen, visit),
    back: visit.actor.kind === 'member' ? record : `${record}/file`,
    slip: `${receiptAt(which)}/slip`,
    file: seen.standing === 'holds' ? `${receiptAt(which)}/file` : '',
  });
}

async function slip(visit: Visit) {
  const which = numberedIn(visit);
  const seen = await viewReceipt(visit.desk, which);
  return page('receipt/slip', {
    ...wordsOf(seen, visit),
    back: receiptAt(which),
    qr: qrTo(visit, `/r/${which.journal}/${which.seq}/${seen.code}`),
    address: addressTo(visit, '/r'),
  });
}

async function file(visit: Visit) {
  const which = numberedIn(visit);
  const written = await receiptFile(visit.desk, which);
  const name = `${which.journal}-${which.seq}-${dayOf(visit.desk.now)}.tlog-proof`;
  return bytes(Buffer.from(written), { type: 'application/octet-stream', keep: 'not', name });
}

const AT = '/receipts/:journal/:seq';
export const routes: Route[] = [
  { method: 'GET', url: AT, needs: 'exchange.read', handle: show },
  { method: 'GET', url: `${AT}/slip`, needs: 'exchange.read', handle: slip },
  { method: 'GET', url: `${AT}/file`, needs: 'exchange.read', handle: file },
];
