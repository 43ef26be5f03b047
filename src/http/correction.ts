/** 更正: an entry of the book that is wrong, from its own page; proposed by one officer, decided on by another. */
import { z } from 'zod';
import { CORRECTION_REASONS, mayStandInstead } from '#domain/correction';
import { dayOf } from '#domain/day';
import { readMinutes } from '#domain/minutes';
import { correctionPage, lineOf } from '#http/correction/words';
import { maybeUnderstood, submissionKey } from '#http/form';
import { entryWords, lineWords } from '#http/ledger/words';
import { doneWords } from '#http/office/words';
import { whyIn } from '#http/reason';
import { notFound, page, type Route, type Visit } from '#http/route';
import { landed, textsOf } from '#http/staff-page';
import { sayMoment } from '#i18n/say';
import { acceptCorrection, declineCorrection } from '#usecases/correction/decide';
import { proposeCorrection } from '#usecases/correction/propose';
import { viewCorrection, viewCorrections } from '#usecases/correction/view';
import { viewEntry } from '#usecases/ledger/view';

const seqIn = ({ params }: Visit): number => {
  const typed = params.seq ?? '';
  return /^\d{1,12}$/.test(typed) ? Number(typed) : notFound();
};

async function ask(visit: Visit) {
  const seen = await viewEntry(visit.desk, visit.params.journal ?? '', seqIn(visit));
  if (!seen.correction.mayPropose) notFound();
  return page('correction/new', {
    ...entryWords(seen, visit),
    at: `/ledger/${seen.journal.id}/${seen.entry.seq}`,
    lines: seen.lines.map((line) => lineWords(line, seen, visit)),
    instead: mayStandInstead(seen.entry.event),
    reasons: CORRECTION_REASONS.map((reason) => ({ value: reason, label: visit.t(`correction.reason.${reason}`) })),
  });
}

const Form = z.object({ key: submissionKey(), minutes: maybeUnderstood(readMinutes, 30) });

async function propose(visit: Visit) {
  const { key, minutes } = visit.read(Form);
  const why = whyIn(visit, CORRECTION_REASONS);
  const proposed = { key, journal: visit.params.journal ?? '', seq: seqIn(visit), ...why, minutes };
  const { id } = await proposeCorrection(visit.desk, proposed);
  return landed(`/corrections/${id}`, 'proposed');
}

async function list(visit: Visit) {
  const { t, lang, desk } = visit;
  const { waiting, decided, names } = await viewCorrections(desk);
  const moment = (at: number | null) => (at === null ? '' : sayMoment(lang, at, dayOf(desk.now)));
  return page('correction/list', {
    waiting: waiting.map((one) => lineOf(one, names, visit)),
    decided: decided.map((one) => ({ ...lineOf(one, names, visit), when: moment(one.decidedAt) })),
    done: doneWords(visit, { declined: 'correction.done_declined' }),
    empty: t('correction.none'),
  });
}

async function one(visit: Visit) {
  const file = await viewCorrection(visit.desk, visit.params.id ?? '');
  const done = doneWords(visit, { proposed: 'correction.done_proposed', accepted: 'correction.done_accepted' });
  return page('correction/correction', { ...correctionPage(file, visit), done });
}

const SHORTFALL = /^([\w-]{1,60})\|([\w:.-]{1,120})\|(\d{1,9})$/;

async function accept(visit: Visit) {
  const id = visit.params.id ?? '';
  const accepted = textsOf(visit.body, 'accepted').flatMap((typed) => {
    const [, journal, account, minutes] = SHORTFALL.exec(typed) ?? [];
    return journal && account ? [{ journal, account, minutes: Number(minutes) }] : [];
  });
  await acceptCorrection(visit.desk, { id, accepted });
  return landed(`/corrections/${id}`, 'accepted');
}

async function decline(visit: Visit) {
  await declineCorrection(visit.desk, { id: visit.params.id ?? '' });
  return landed('/corrections', 'declined');
}

const ENTRY = '/ledger/:journal/:seq/correction';

export const routes: Route[] = [
  { method: 'GET', url: ENTRY, needs: 'correction.propose', handle: ask },
  { method: 'POST', url: ENTRY, needs: 'correction.propose', form: ask, handle: propose },
  { method: 'GET', url: '/corrections', needs: 'correction.read', handle: list },
  { method: 'GET', url: '/corrections/:id', needs: 'correction.read', handle: one },
  { method: 'POST', url: '/corrections/:id/acceptance', needs: 'correction.accept', form: one, handle: accept },
  { method: 'POST', url: '/corrections/:id/refusal', needs: 'correction.read', form: one, handle: decline },
];
