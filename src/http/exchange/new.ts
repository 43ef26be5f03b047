/** 我要人帮手: what, when, then everything once more before anything is booked. The answers travel in the address. */
import { z } from 'zod';
import { askSchema } from '#http/ask';
import { askingIn, checkOrWhen, today, whatPage, whenPage } from '#http/ask/page';
import { choice, fieldErrors, submissionKey, text } from '#http/form';
import { forMember, type MemberVisit, memberForm, one } from '#http/member/page';
import { type Page, type Route, seeOther } from '#http/route';
import { requestExchange } from '#usecases/exchange/request';

async function ask(visit: MemberVisit): Promise<Page> {
  const asking = askingIn(visit, visit.query);
  const { query } = visit;
  if (!one(query, 'serviceCode') || one(query, 'change') === 'what') return whatPage(asking);
  if (query.plannedMinutes === undefined || ['when', 'wish'].includes(one(query, 'change'))) return whenPage(asking);
  const read = askSchema(today(visit)).safeParse(query);
  if (!read.success) return whenPage(asking, fieldErrors(read.error));
  return checkOrWhen(asking, read.data);
}

/** A refused request: the check page with what was asked, else the questions again. */
async function again(visit: MemberVisit): Promise<Page> {
  const asking = askingIn(visit, visit.body);
  const read = askSchema(today(visit)).safeParse(visit.body);
  if (read.success) return checkOrWhen(asking, read.data);
  return one(visit.body, 'serviceCode') ? whenPage(asking) : whatPage(asking);
}

const Request = z.object({ key: submissionKey(), for: text(40), payer: choice(['usual', 'own']).optional() });

async function request(visit: MemberVisit) {
  const { key, for: memberId, payer, ...asked } = visit.read(Request.and(askSchema(today(visit))));
  const self = memberId === visit.actor.id;
  const { id } = await requestExchange(visit.desk, {
    ...asked,
    key,
    memberIds: [memberId],
    wantsOwn: payer === 'own',
    urgent: false,
    consentHow: self ? 'self' : 'family',
  });
  return seeOther(`/exchanges/${id}?done=ask`);
}

export const routes: Route[] = [
  { method: 'GET', url: '/exchanges/new', needs: 'exchange.request', handle: forMember(ask) },
  {
    method: 'POST',
    url: '/exchanges',
    needs: 'exchange.request',
    form: memberForm(again),
    handle: forMember(request),
  },
];
