/** 记下刚做的一次: a visit that nobody had asked for, written down by whoever made it. */
import { z } from 'zod';
import { type Day, dayOf } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { choice, maybeText, submissionKey, text, ticked } from '#http/form';
import { forMember, type MemberVisit, memberForm } from '#http/member/page';
import { called } from '#http/name';
import { asChoices } from '#http/own/record';
import { type Page, page, type Route, seeOther } from '#http/route';
import { servedDefaults, servedSchema } from '#http/served-form';
import { listenerOf, serviceWords, told } from '#http/told';
import { asSentence } from '#http/when';
import { logVisit as logVisitOf } from '#usecases/exchange/log-visit';
import { elderAtCard, openOrderLike, visitChoices } from '#usecases/exchange/own-visit';
import { sameRecords } from '#usecases/exchange/same-visit';
import type { ExchangeLine } from '#usecases/exchange/view';

const today = (visit: MemberVisit): Day => dayOf(visit.desk.now);
const REASONS = ['urgent', 'found_on_visit', 'forgot'] as const;

/** What this visit may be already: an open order of hers, or a record of it. */
interface Like {
  order?: ExchangeLine | null;
  records?: readonly ExchangeLine[];
}

async function visitPage(visit: MemberVisit, { order = null, records = [] }: Like = {}): Promise<Page> {
  const { lang, t } = visit;
  const { people, services } = await visitChoices(visit.desk, visit.actor);
  const data = {
    people: people.map((person) => ({ value: person.id, label: called(person, visit.lang) })),
    services: services.map((service) => ({ value: service.code, label: asSentence(serviceWords(service, lang, t)) })),
    reasons: REASONS,
    defaults: servedDefaults(null, visit.desk.now),
    order: order ? told(order, listenerOf(visit)) : null,
    records: asChoices(records, listenerOf(visit)),
  };
  // A question, not a refusal: what was typed stands in the form again.
  return page('exchange/visit-new', order || records.length > 0 ? { ...data, typed: visit.body } : data);
}

const VisitForm = z.object({
  key: submissionKey(),
  memberId: maybeText(40),
  card: maybeText(80),
  serviceCode: text(10),
  reason: choice(REASONS),
  another: ticked(),
  record: maybeText(40),
});

async function logVisit(visit: MemberVisit) {
  // Read together, so that everything to be mended is said at once.
  const { servedOn, times, relative, sure, ...form } = visit.read(VisitForm.and(servedSchema(today(visit))));
  const memberId = form.card ? await elderAtCard(visit.desk, form.card) : form.memberId;
  if (!memberId) throw new Refusal('missing', { field: 'card' });
  const seen = { memberId, servedOn };
  const order = form.another || form.record ? null : await openOrderLike(visit.desk, visit.actor, seen);
  if (order) return visitPage(visit, { order });
  const log = {
    key: form.key,
    memberIds: [memberId],
    serviceCode: form.serviceCode,
    servedOn,
    times,
    sure,
    volunteers: [{ memberId: visit.actor.id, relative }],
    reason: form.reason,
    order: form.record,
  };
  try {
    const { id } = await logVisitOf(visit.desk, log, { orders: false, records: true });
    return seeOther(`/exchanges/${id}`);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'which_record')) throw error;
    const mine = { memberIds: [memberId], volunteerIds: [visit.actor.id], servedOn };
    return visitPage(visit, { records: await sameRecords(visit.desk, mine) });
  }
}

export const routes: Route[] = [
  { method: 'GET', url: '/visits/new', needs: 'exchange.log', handle: forMember((visit) => visitPage(visit)) },
  {
    method: 'POST',
    url: '/visits',
    needs: 'exchange.log',
    form: memberForm((visit) => visitPage(visit)),
    handle: forMember(logVisit),
  },
];
