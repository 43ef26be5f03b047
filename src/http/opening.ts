/** 旧时间转入: a list of an older scheme, brought by one officer of the county and agreed to by another; taken back the same way. */
import { z } from 'zod';
import { CORRECTION_REASONS } from '#domain/correction';
import { dayOf } from '#domain/day';
import { readOpening } from '#domain/opening';
import { submissionKey, text } from '#http/form';
import { doneWords } from '#http/office/words';
import { openingPage, WHERE_IT_STANDS } from '#http/opening/words';
import { sayPath } from '#http/place-words';
import { whyIn } from '#http/reason';
import { page, type Route, type Visit } from '#http/route';
import { landed, textsOf } from '#http/staff-page';
import { tableIn } from '#http/table-file';
import { sayDate } from '#i18n/say';
import { bringOpening } from '#usecases/opening/bring';
import { acceptOpening, declineOpening, proposeOpening } from '#usecases/opening/decide';
import { acceptOpeningReversal, proposeOpeningReversal } from '#usecases/opening/reverse';
import { countiesToBring, viewOpening, viewOpenings } from '#usecases/opening/view';

async function list(visit: Visit) {
  const { t, lang, desk } = visit;
  const { openings, paths } = await viewOpenings(desk);
  return page('opening/list', {
    lists: openings.map((one) => ({
      href: `/openings/${one.id}`,
      title: one.source,
      text: t('opening.list_line', {
        county: sayPath(paths.get(one.countyCode) ?? [], visit),
        day: sayDate(lang, dayOf(one.proposedAt)),
      }),
      tag: { kind: WHERE_IT_STANDS[one.state], words: t(`opening.state.${one.state}`) },
    })),
    done: doneWords(visit, { declined: 'opening.done_declined' }),
  });
}

async function ask(visit: Visit) {
  const counties = await countiesToBring(visit.desk);
  return page('opening/new', {
    counties: counties.map(({ code, path }) => ({ value: code, label: sayPath(path, visit) })),
  });
}

const Form = z.object({ key: submissionKey(), countyCode: text(6), source: text(40) });

async function bring(visit: Visit) {
  const form = visit.read(Form);
  const { id } = await bringOpening(visit.desk, { ...form, lines: readOpening(await tableIn(visit)) });
  return landed(`/openings/${id}`, 'brought');
}

async function one(visit: Visit) {
  const file = await viewOpening(visit.desk, visit.params.id ?? '');
  const done = doneWords(visit, {
    brought: 'opening.done_brought',
    proposed: 'opening.done_proposed',
    accepted: 'opening.done_accepted',
    reversal: 'opening.done_reversal',
    reversed: 'opening.done_reversed',
  });
  return page('opening/opening', {
    ...openingPage(file, visit),
    reasons: CORRECTION_REASONS.map((reason) => ({ value: reason, label: visit.t(`correction.reason.${reason}`) })),
    done,
  });
}

const idOf = ({ params }: Visit): string => params.id ?? '';

async function propose(visit: Visit) {
  await proposeOpening(visit.desk, { id: idOf(visit) });
  return landed(`/openings/${idOf(visit)}`, 'proposed');
}

async function accept(visit: Visit) {
  await acceptOpening(visit.desk, { id: idOf(visit) });
  return landed(`/openings/${idOf(visit)}`, 'accepted');
}

async function decline(visit: Visit) {
  await declineOpening(visit.desk, { id: idOf(visit) });
  return landed('/openings', 'declined');
}

async function proposeReversal(visit: Visit) {
  await proposeOpeningReversal(visit.desk, { id: idOf(visit), ...whyIn(visit, CORRECTION_REASONS) });
  return landed(`/openings/${idOf(visit)}`, 'reversal');
}

const SHORTFALL = /^([\w-]{1,60})\|([\w:.-]{1,120})\|(\d{1,9})$/;

async function acceptReversal(visit: Visit) {
  const accepted = textsOf(visit.body, 'accepted').flatMap((typed) => {
    const [, journal, account, minutes] = SHORTFALL.exec(typed) ?? [];
    return journal && account ? [{ journal, account, minutes: Number(minutes) }] : [];
  });
  await acceptOpeningReversal(visit.desk, { id: idOf(visit), accepted });
  return landed(`/openings/${idOf(visit)}`, 'reversed');
}

const ONE = '/openings/:id';

export const routes: Route[] = [
  { method: 'GET', url: '/openings', needs: 'opening.read', handle: list },
  { method: 'GET', url: '/openings/new', needs: 'opening.propose', handle: ask },
  { method: 'POST', url: '/openings', needs: 'opening.propose', upload: true, form: ask, handle: bring },
  { method: 'GET', url: ONE, needs: 'opening.read', handle: one },
  { method: 'POST', url: `${ONE}/proposal`, needs: 'opening.propose', form: one, handle: propose },
  { method: 'POST', url: `${ONE}/acceptance`, needs: 'opening.accept', form: one, handle: accept },
  { method: 'POST', url: `${ONE}/refusal`, needs: 'opening.read', form: one, handle: decline },
  { method: 'POST', url: `${ONE}/reversal`, needs: 'opening.propose', form: one, handle: proposeReversal },
  { method: 'POST', url: `${ONE}/reversal-acceptance`, needs: 'opening.accept', form: one, handle: acceptReversal },
];
