/** What the recipient's side does about a record: take back, cancel, say yes, say that it was not so. Herself or her kin. */
import { z } from 'zod';
import { DENY_REASONS } from '#domain/reason';
import { must } from '#domain/refusal';
import { show } from '#http/exchange';
import { choice, digits, text } from '#http/form';
import { forMember, type MemberVisit, memberForm } from '#http/member/page';
import { called, sayName } from '#http/name';
import { sideOf } from '#http/own/record';
import { notFound, type Page, page, type Route, seeOther } from '#http/route';
import { giversOf, listenerOf, questionOf, receiversOf, sentenceOf } from '#http/told';
import { confirmExchange, takeBackConfirmation } from '#usecases/exchange/confirm';
import { denyExchange } from '#usecases/exchange/deny';
import { cancelExchange, undoExchange } from '#usecases/exchange/end';
import { type OwnView, viewOwn } from '#usecases/exchange/own-view';
import { mayConfirm } from '#usecases/home/read';

const idOf = ({ params }: MemberVisit): string => params.id ?? '';
const back = (visit: MemberVisit) => seeOther(`/exchanges/${idOf(visit)}`);

/** The record, when I am on the recipient's side of it. */
async function hers(visit: MemberVisit): Promise<OwnView> {
  const view = await viewOwn(visit.desk, idOf(visit));
  return sideOf(view, visit) === 'helper' ? notFound() : view;
}

const actingFor = (view: OwnView, visit: MemberVisit) =>
  sideOf(view, visit) === 'kin' ? receiversOf(view, visit) : null;

async function undo(visit: MemberVisit) {
  await undoExchange(visit.desk, { id: idOf(visit) });
  return back(visit);
}

const CANCEL_REASONS = ['not_needed', 'changed_mind', 'found_other_help', 'other'] as const;

async function cancellation(visit: MemberVisit): Promise<Page> {
  const view = await hers(visit);
  return page('exchange/cancellation', {
    id: idOf(visit),
    acting: actingFor(view, visit),
    words: sentenceOf(view, listenerOf(visit)),
    reasons: CANCEL_REASONS,
  });
}

async function cancel(visit: MemberVisit) {
  const { reason } = visit.read(z.object({ reason: choice(CANCEL_REASONS) }));
  await hers(visit);
  await cancelExchange(visit.desk, { id: idOf(visit), reason });
  return back(visit);
}

/**
 * Her word on what was done. The one who served hands over the phone and the elder types her PIN; whoever is on the
 * recipient's side is asked yes or no.
 */
async function confirmation(visit: MemberVisit): Promise<Page> {
  const view = await viewOwn(visit.desk, idOf(visit));
  if (view.exchange.state !== 'logged') return show(visit);
  const listener = listenerOf(visit);
  if (sideOf(view, visit) !== 'helper') {
    if (!mayConfirm(visit, view.exchange)) return notFound();
    const means = sideOf(view, visit) === 'kin' ? 'kin' : 'self';
    const question = { id: idOf(visit), words: questionOf(view, listener), means };
    const writer = sayName(view.names.get(view.exchange.loggedBy ?? '') ?? '', visit.lang);
    return page('exchange/confirmation', { acting: actingFor(view, visit), question, writer });
  }
  const members = view.beneficiaries.map((person) => ({ id: person.id, name: called(person, visit.lang) }));
  const words = questionOf(view, { ...listener, actor: { ...visit.actor, id: must(members[0]).id } });
  return page('exchange/hand-over', { id: idOf(visit), members, words, giver: giversOf(view, visit) });
}

const Confirmation = z.discriminatedUnion('means', [
  z.object({ means: z.literal('self') }),
  z.object({ means: z.literal('kin') }),
  z.object({ means: z.literal('pin'), memberId: text(40), pin: digits(20) }),
]);

async function confirm(visit: MemberVisit) {
  await confirmExchange(visit.desk, { id: idOf(visit), ...visit.read(Confirmation) });
  return back(visit);
}

/** 不是: what was not so, and whom to call. */
async function objection(visit: MemberVisit): Promise<Page> {
  const view = await hers(visit);
  if (view.exchange.state !== 'logged' || !mayConfirm(visit, view.exchange)) return show(visit);
  const helper = view.helper && { ...view.helper, name: sayName(view.helper.name, visit.lang) };
  return page('exchange/objection', { id: idOf(visit), acting: actingFor(view, visit), helper, reasons: DENY_REASONS });
}

async function deny(visit: MemberVisit) {
  const { reason } = visit.read(z.object({ reason: choice(DENY_REASONS) }));
  await denyExchange(visit.desk, { id: idOf(visit), reason });
  return back(visit);
}

async function takeBack(visit: MemberVisit) {
  await takeBackConfirmation(visit.desk, { id: idOf(visit) });
  return back(visit);
}

export const routes: Route[] = [
  {
    method: 'POST',
    url: '/exchanges/:id/undo',
    needs: 'exchange.undo',
    form: memberForm(show),
    handle: forMember(undo),
  },
  { method: 'GET', url: '/exchanges/:id/cancellation', needs: 'exchange.cancel', handle: forMember(cancellation) },
  {
    method: 'POST',
    url: '/exchanges/:id/cancellation',
    needs: 'exchange.cancel',
    form: memberForm(cancellation),
    handle: forMember(cancel),
  },
  { method: 'GET', url: '/exchanges/:id/confirmation', needs: 'exchange.confirm', handle: forMember(confirmation) },
  {
    method: 'POST',
    url: '/exchanges/:id/confirmation',
    needs: 'exchange.confirm',
    form: memberForm(confirmation),
    handle: forMember(confirm),
  },
  { method: 'GET', url: '/exchanges/:id/objection', needs: 'exchange.confirm', handle: forMember(objection) },
  {
    method: 'POST',
    url: '/exchanges/:id/objection',
    needs: 'exchange.confirm',
    form: memberForm(objection),
    handle: forMember(deny),
  },
  {
    method: 'POST',
    url: '/exchanges/:id/confirmation-withdrawal',
    needs: 'exchange.takeBack',
    form: memberForm(show),
    handle: forMember(takeBack),
  },
];
