/** 任职: one post, with what another officer may do about it: accept the proposal, or end it. */
import { z } from 'zod';
import { choice } from '#http/form';
import { grantChoices, grantWords } from '#http/grant/words';
import { doneWords } from '#http/office/words';
import { page, type Route, type Visit } from '#http/route';
import { landed } from '#http/staff-page';
import { acceptGrant } from '#usecases/grant/accept';
import { END_REASONS, endGrant } from '#usecases/grant/end';
import { viewGrant } from '#usecases/grant/view';

const EndForm = z.object({ endReason: choice(END_REASONS) });

const DONE = {
  proposed: 'grant.done_proposed',
  accepted: 'grant.done_accepted',
  ended: 'grant.done_ended',
} as const;

async function show(visit: Visit) {
  const file = await viewGrant(visit.desk, visit.params.id ?? '');
  return page('grant/file', {
    ...grantWords(file, visit),
    ...grantChoices(file, visit),
    reasons: END_REASONS.map((reason) => ({ value: reason, label: visit.t(`grant.why.${reason}`) })),
    done: doneWords(visit, DONE),
  });
}

async function accept(visit: Visit) {
  const { id } = await acceptGrant(visit.desk, { id: visit.params.id ?? '' });
  return landed(`/grants/${id}`, 'accepted');
}

async function end(visit: Visit) {
  const id = visit.params.id ?? '';
  const { endReason } = visit.read(EndForm);
  await endGrant(visit.desk, { id, reason: endReason });
  return landed(`/grants/${id}`, 'ended');
}

export const routes: Route[] = [
  { method: 'GET', url: '/grants/:id', needs: 'user.read', handle: show },
  { method: 'POST', url: '/grants/:id/acceptance', needs: 'grant.accept', form: show, handle: accept },
  { method: 'POST', url: '/grants/:id/end', needs: 'grant.end', form: show, handle: end },
];
