/** What a volunteer does about a visit: say yes, give it back, sign in at the card and out again, find nobody home. */
import { z } from 'zod';
import { MINUTES_A_DAY } from '#domain/day';
import { show } from '#http/exchange';
import { choice, maybeText, text, ticked } from '#http/form';
import { forMember, type MemberVisit, memberForm } from '#http/member/page';
import { sideOf } from '#http/own/record';
import { notFound, type Page, page, type Route, seeOther } from '#http/route';
import { listenerOf, receiversOf, sentenceOf } from '#http/told';
import { acceptExchange, withdrawFromExchange } from '#usecases/exchange/match';
import { recordNobodyHome } from '#usecases/exchange/nobody-home';
import { type OwnView, viewOwn } from '#usecases/exchange/own-view';
import { minutesSince, signIn, signOut } from '#usecases/exchange/sign';

const idOf = ({ params }: MemberVisit): string => params.id ?? '';

/** The record, when I am one of those who serve on it. */
export async function served(visit: MemberVisit): Promise<OwnView> {
  const view = await viewOwn(visit.desk, idOf(visit));
  return sideOf(view, visit) === 'helper' ? view : notFound();
}

/** A page that asks one thing about a visit of mine. */
const asking =
  (name: string, more: Record<string, unknown> = {}) =>
  async (visit: MemberVisit): Promise<Page> => {
    const view = await served(visit);
    const words = sentenceOf(view, listenerOf(visit));
    return page(`exchange/${name}`, { id: idOf(visit), words, receiver: receiversOf(view, visit), ...more });
  };

async function accept(visit: MemberVisit) {
  await acceptExchange(visit.desk, { id: idOf(visit) });
  return seeOther(`/exchanges/${idOf(visit)}`);
}

const WITHDRAWAL_REASONS = ['cannot_come', 'ill', 'other'] as const;
const withdrawal = asking('withdrawal', { reasons: WITHDRAWAL_REASONS });

async function withdraw(visit: MemberVisit) {
  const { reason } = visit.read(z.object({ reason: choice(WITHDRAWAL_REASONS) }));
  await withdrawFromExchange(visit.desk, { id: idOf(visit), volunteerId: visit.actor.id, reason });
  // What she gave back is no longer hers to see.
  return seeOther('/home');
}

const signInPage = asking('sign-in');

async function enter(visit: MemberVisit) {
  const { card } = visit.read(z.object({ card: text(80) }));
  await signIn(visit.desk, { id: idOf(visit), shown: { typed: card }, deviceAt: null });
  return seeOther(`/exchanges/${idOf(visit)}`);
}

/** Where the length of a visit is asked about: she says that it was so, or writes down herself how long it was. */
async function signOutPage(visit: MemberVisit): Promise<Page> {
  const { exchange } = await served(visit);
  if (exchange.signedInAt === null || exchange.state !== 'in_service') return show(visit);
  const minutes = minutesSince(exchange.signedInAt, visit.desk.now);
  return asking('sign-out', { minutes, forgotten: minutes > MINUTES_A_DAY })(visit);
}

async function leave(visit: MemberVisit) {
  const { sure } = visit.read(z.object({ sure: ticked() }));
  await signOut(visit.desk, { id: idOf(visit), shown: null, deviceAt: null, sure });
  return seeOther(`/exchanges/${idOf(visit)}/confirmation`);
}

const nobodyHomePage = asking('nobody-home');

async function nobodyHome(visit: MemberVisit) {
  await served(visit);
  const { note } = visit.read(z.object({ note: maybeText(200) }));
  await recordNobodyHome(visit.desk, { id: idOf(visit), note });
  return seeOther(`/exchanges/${idOf(visit)}`);
}

const at = '/exchanges/:id';
export const routes: Route[] = [
  {
    method: 'POST',
    url: `${at}/acceptance`,
    needs: 'exchange.accept',
    form: memberForm(show),
    handle: forMember(accept),
  },
  { method: 'GET', url: `${at}/withdrawal`, needs: 'exchange.withdraw', handle: forMember(withdrawal) },
  {
    method: 'POST',
    url: `${at}/withdrawal`,
    needs: 'exchange.withdraw',
    form: memberForm(withdrawal),
    handle: forMember(withdraw),
  },
  { method: 'GET', url: `${at}/sign-in`, needs: 'exchange.signIn', handle: forMember(signInPage) },
  {
    method: 'POST',
    url: `${at}/sign-in`,
    needs: 'exchange.signIn',
    form: memberForm(signInPage),
    handle: forMember(enter),
  },
  {
    method: 'POST',
    url: `${at}/sign-out`,
    needs: 'exchange.signIn',
    form: memberForm(signOutPage),
    handle: forMember(leave),
  },
  { method: 'GET', url: `${at}/nobody-home`, needs: 'exchange.log', handle: forMember(nobodyHomePage) },
  {
    method: 'POST',
    url: `${at}/nobody-home`,
    needs: 'exchange.log',
    form: memberForm(nobodyHomePage),
    handle: forMember(nobodyHome),
  },
];
