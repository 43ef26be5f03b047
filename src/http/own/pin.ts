/** 改密码: a member's own six digits, with the ones before in hand; who has forgotten them is told where to go. */
import { z } from 'zod';
import { Refusal } from '#domain/refusal';
import { digits } from '#http/form';
import { forMember, type MemberVisit, memberForm, one } from '#http/member/page';
import { type Page, page, type Route, seeOther } from '#http/route';
import { readAboutMe } from '#usecases/home/my-time';
import { changePin } from '#usecases/pin/change';

const Form = z.object({ oldPin: digits(20), pin: digits(20), pinAgain: digits(20) });

async function ask({ desk, actor, query }: MemberVisit): Promise<Page> {
  const { pin } = await readAboutMe(desk, actor);
  return page('me/pin', { has: pin !== null, done: one(query, 'done') === 'yes' });
}

async function change(visit: MemberVisit) {
  const { desk, office, request, reply, actor } = visit;
  const { oldPin, pin, pinAgain } = visit.read(Form);
  if (pin !== pinAgain) throw new Refusal('pin_differs', { field: 'pinAgain' });
  await changePin(desk, { oldPin, pin });
  // Every session of hers is over, this one too: whoever just changed it comes in again here.
  await office.sessions.signIn(request, reply, actor.id);
  return seeOther('/me/pin?done=yes');
}

const url = '/me/pin';
const needs = 'signedIn';
export const routes: Route[] = [
  { method: 'GET', url, needs, handle: forMember(ask) },
  { method: 'POST', url, needs, counted: 'signIn', form: memberForm(ask), handle: forMember(change) },
];
