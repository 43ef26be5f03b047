/** One entry in words. Accounts are said by their kind and the id of their owner: nobody is named. */
import { dayOf } from '#domain/day';
import { readAccountId } from '#domain/ledger';
import { placeCalled, placeName } from '#http/place-words';
import type { Visit } from '#http/route';
import { sayDate, sayMoment } from '#i18n/say';
import { isKey } from '#i18n/words';
import type { TransferRow } from '#ledger/entry';
import type { EntrySeen } from '#usecases/ledger/view';

export function entryWords(seen: EntrySeen, visit: Visit) {
  const { t, lang, desk } = visit;
  const { entry, journal } = seen;
  const reason = [`exchange.reason.${entry.reason}`, `correction.reason.${entry.reason}`].find(isKey);
  const at = (seq: number | null) =>
    seq === null ? null : { href: `/ledger/${journal.id}/${seq}`, words: t('ledger.entry_number', { seq }) };
  return {
    book: journal.id,
    title: t('ledger.entry_title', { journal: placeName(seen.county, visit), seq: entry.seq }),
    what: t(`ledger.event.${entry.event}`),
    id: entry.id,
    subjectId: entry.subjectId,
    when: sayMoment(lang, entry.recordedAt, dayOf(desk.now)),
    servedOn: entry.servedOn ? sayDate(lang, entry.servedOn) : '',
    grade: entry.grade ? t(`exchange.grade.${entry.grade}`) : '',
    actorId: entry.actorId,
    approverId: entry.approverId ?? '',
    policy: t('ledger.policy_version', { version: entry.policyVersion }),
    reason: entry.reason ? (reason && isKey(reason) ? t(reason) : entry.reason) : '',
    ...correctionWords(seen, visit),
    decision: entry.decision ?? '',
    reverses: at(seen.reverses),
    reversedBy: at(seen.reversedBy),
    siblings: seen.siblings.map((one) => ({
      href: `/ledger/${one.journal}/${one.seq}`,
      words: t('ledger.sibling', {
        journal: placeCalled(seen.books.get(one.journal) ?? one.journal, lang),
        seq: one.seq,
      }),
    })),
    leaf: entry.leafHash.toString('hex'),
    stands: seen.stands,
    newer: entry.seq < journal.lastSeq ? `/ledger/${journal.id}/${entry.seq + 1}` : '',
    older: entry.seq > 1 ? `/ledger/${journal.id}/${entry.seq - 1}` : '',
  };
}

/** What can be done about an entry that is wrong, or was. */
function correctionWords({ entry, journal, correction }: EntrySeen, { t }: Visit) {
  const { way, last, mayPropose } = correction;
  const state = last && t(`correction.is.${last.state}`);
  return {
    correct: mayPropose ? `/ledger/${journal.id}/${entry.seq}/correction` : '',
    correction: last ? { href: `/corrections/${last.id}`, words: state ?? '' } : null,
    otherWay: way === 'here' ? '' : t(`correction.way.${way}`),
    record: entry.subjectId.startsWith('exc_') ? `/exchanges/${entry.subjectId}/file` : '',
  };
}

export function lineWords(line: TransferRow, seen: EntrySeen, visit: Visit) {
  const account = (id: string) => {
    const { kind, ownerId } = readAccountId(id);
    const place = kind === 'pool' ? seen.pools.get(ownerId) : kind === 'clearing' ? seen.books.get(ownerId) : null;
    const name = place ? placeCalled(place, visit.lang) : null;
    // Issuance belongs to the book itself.
    return { kind: visit.t(`ledger.account.${kind}`), owner: kind === 'issuance' ? '' : (name ?? ownerId), id };
  };
  return {
    line: line.line,
    kind: visit.t(`ledger.line.${line.kind}`),
    from: account(line.fromAccount),
    to: line.toAccount === null ? null : account(line.toAccount),
    minutes: line.minutes,
    fromBalance: line.fromBalance,
    fromHeld: line.fromHeld,
    toBalance: line.toBalance,
  };
}
