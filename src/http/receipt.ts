/** 回执 of an entry: its page, the slip that is printed, and the file that is kept. For whoever has a part in it, and officers in reach. */
import { dayOf, monthOf } from '#domain/day';
import type { MemberVisit } from '#http/member/page';
import { called } from '#http/name';
import { addressTo, qrTo } from '#http/qr';
import { bookWords, groups, kindWords, type Row, receiptAt, rowsOf, sinceWords, standWords } from '#http/receipt/words';
import { bytes, notFound, page, type Route, type Visit } from '#http/route';
import { giversOf, listenerOf, receiversOf, sentenceOf, serviceWords } from '#http/told';
import { asSentence } from '#http/when';
import { sayMinutes } from '#i18n/say-minutes';
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

/** 李姨 陪您聊天, to her; to an officer both by their names. What is no service: 政府送的时间, and to others whose. */
function deedOf(seen: ReceiptSeen, visit: Visit): string {
  const { t, lang, actor } = visit;
  const { about } = seen;
  if (!about) {
    const what = kindWords(checkedOf(seen), visit);
    const names = seen.whose.filter(({ id }) => id !== actor.id).map((person) => called(person, lang));
    return names.length === 0 ? asSentence(what) : t('slip.whose', { name: names.join(t('who.and')), what });
  }
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
    rows: [...rowsOf(facts, visit), ...paidRows(seen, visit)],
    stand: standWords(facts, visit),
    reversed: sinceWords(facts, visit),
    code: groups(seen.code),
  };
}

/** Only to whose it was: with what an elder pays is not the volunteer's business. */
const paidRows = ({ about, entry, paid }: ReceiptSeen, { t, lang }: Visit): Row[] =>
  about && entry.event === 'credit'
    ? paid.map(({ kind, minutes }) => ({
        label: t('slip.paid'),
        value: t('slip.paid_from', { kind: t(`ledger.account.${kind}`), minutes: sayMinutes(minutes, lang) }),
      }))
    : [];

/** The record it is of; what has none, the month of the passbook that it stands in. */
function backOf({ about, whose, entry }: ReceiptSeen, { actor }: Visit): string {
  if (about)
    return actor.kind === 'member' ? `/exchanges/${about.exchange.id}` : `/exchanges/${about.exchange.id}/file`;
  const [person] = whose;
  const month = monthOf(dayOf(entry.recordedAt));
  if (actor.kind !== 'member') return `/members/${person?.id}/statement?month=${month}`;
  return `/statement?${new URLSearchParams({ for: person?.id ?? actor.id, month })}`;
}

async function show(visit: Visit) {
  const which = numberedIn(visit);
  const seen = await viewReceipt(visit.desk, which);
  return page('receipt/receipt', {
    ...wordsOf(seen, visit),
    back: backOf(seen, visit),
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
