/** 现在去: a visit nobody had asked for, registered before it begins: by the volunteer, or by the helper for her. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { must, Refusal } from '#domain/refusal';
import { deedWords } from '#http/desk/line';
import { maybeText, several, submissionKey, text, ticked } from '#http/form';
import { asTicked, logQuestions } from '#http/logbook/form';
import type { MemberVisit } from '#http/member/page';
import { called } from '#http/name';
import { whoPage } from '#http/pick';
import { type Answer, notFound, type Page, page, type Route, seeOther, type Visit } from '#http/route';
import { type StaffVisit, textOf, textsOf } from '#http/staff-page';
import { listenerOf, serviceWords, told, whenOf } from '#http/told';
import { asSentence } from '#http/when';
import { elderAtCard, visitChoices } from '#usecases/exchange/own-visit';
import { ordersBeforeGoing, setOut } from '#usecases/exchange/set-out';

const Outing = z.object({ key: submissionKey(), serviceCode: text(10), another: ticked() });

async function memberPage(visit: MemberVisit): Promise<Page> {
  const { lang, t, body, actor, desk } = visit;
  const { people, services } = await visitChoices(desk, actor);
  const memberId = await whomIn(visit).catch(() => null);
  const orders = memberId ? await ordersBeforeGoing(desk, [memberId], [actor.id]) : [];
  return page('outing/new', {
    people: people.map((person) => ({ value: person.id, label: called(person, lang) })),
    services: services.map((service) => ({ value: service.code, label: asSentence(serviceWords(service, lang, t)) })),
    orders: orders.map((line) => told(line, listenerOf(visit))),
    typed: body,
  });
}

/** Whom she goes to: somebody she helped before, or whose card she has before her. */
async function whomIn({ desk, body }: MemberVisit): Promise<string | null> {
  const card = textOf(body, 'card').trim();
  if (!card) return textOf(body, 'memberId') || null;
  // The page that says what is wrong asks again: that is no second try.
  const asked = looked.get(desk) ?? elderAtCard(desk, card);
  looked.set(desk, asked);
  return asked;
}

const looked = new WeakMap<MemberVisit['desk'], Promise<string>>();

async function memberGoes(visit: MemberVisit): Promise<Answer> {
  visit.read(z.object({ memberId: maybeText(40), card: maybeText(80) }));
  const going = visit.read(Outing);
  const memberId = must(await whomIn(visit), 'missing', { field: 'card' });
  const { id } = await setOut(visit.desk, { ...going, memberIds: [memberId], volunteerIds: [visit.actor.id] });
  return seeOther(`/exchanges/${id}`);
}

const membersOf = ({ body, query }: StaffVisit): string[] =>
  [...new Set([...textsOf(body, 'member'), ...textsOf(query, 'member'), ...textsOf(body, 'mate')])].filter(Boolean);

async function staffPage(visit: StaffVisit): Promise<Page> {
  const memberIds = membersOf(visit);
  if (memberIds.length === 0) return whoPage(visit, 'go');
  const volunteerIds = textsOf(visit.body, 'volunteer');
  const questions = await logQuestions(visit, memberIds, null);
  const orders = volunteerIds.length > 0 ? await ordersBeforeGoing(visit.desk, memberIds, volunteerIds) : [];
  const { t, lang } = visit;
  const today = dayOf(visit.desk.now);
  return page('outing/staff', {
    ...questions,
    order: null,
    searched: textOf(visit.body, 'volunteerName'),
    orders: orders.map((line) => ({
      href: `/exchanges/${line.exchange.id}/file`,
      words: deedWords(line, visit),
      when: whenOf(line.exchange, { t, lang, today }),
    })),
  });
}

async function staffSends(visit: StaffVisit): Promise<Answer> {
  if (textOf(visit.body, 'find')) {
    const shown = await staffPage(visit);
    return { ...shown, data: { ...shown.data, typed: visit.body } };
  }
  const going = visit.read(Outing);
  const { volunteer: volunteerIds } = visit.read(z.object({ volunteer: several() }));
  if (volunteerIds.length === 0) throw new Refusal('missing', { field: 'volunteer' });
  const { id } = await setOut(visit.desk, { ...going, memberIds: membersOf(visit), volunteerIds }).catch(asTicked);
  return seeOther(`/exchanges/${id}/file`);
}

/** One address for both, each with questions of her own. */
const either =
  <T extends Answer | Page>(member: (visit: MemberVisit) => Promise<T>, staff: (visit: StaffVisit) => Promise<T>) =>
  (visit: Visit): Promise<T> | T => {
    if (visit.actor.kind === 'member') return member(visit as MemberVisit);
    return visit.actor.kind === 'staff' ? staff(visit as StaffVisit) : notFound();
  };

export const routes: Route[] = [
  { method: 'GET', url: '/outings/new', needs: 'exchange.setOut', handle: either(memberPage, staffPage) },
  {
    method: 'POST',
    url: '/outings',
    needs: 'exchange.setOut',
    form: either(memberPage, staffPage),
    handle: either(memberGoes, staffSends),
  },
];
