/**
 * `/c/<token>`: where the QR of a printed card leads, opened with a phone's own camera. A volunteer signs in and out at the
 * door, an officer goes on to what she may do; everybody else sees a calm page with a number to call and nothing personal.
 */
import { z } from 'zod';
import { dayOf, MINUTES_A_DAY, minuteOfDay } from '#domain/day';
import { type Action, reachFor } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { isUnlikely } from '#domain/served';
import { submissionKey, text, ticked } from '#http/form';
import { HOMES } from '#http/front';
import { forMember, type MemberVisit } from '#http/member/page';
import { called, fullName, sayName } from '#http/name';
import { placeName } from '#http/place-words';
import { type OpenVisit, type Page, page, type Route, seeOther, type Visit } from '#http/route';
import { listenerOf, serviceWords, told } from '#http/told';
import { asSentence } from '#http/when';
import { sayTime } from '#i18n/say';
import type { Key } from '#i18n/words';
import { type Opened, openCard } from '#usecases/card/open';
import { elderAtCode } from '#usecases/exchange/own-visit';
import { setOut } from '#usecases/exchange/set-out';
import { minutesSince, signIn, signOut } from '#usecases/exchange/sign';
import type { ExchangeLine } from '#usecases/exchange/view';

const tokenOf = ({ params }: OpenVisit): string => params.token ?? '';
const addressOf = (visit: OpenVisit): string => `/c/${tokenOf(visit)}`;

async function show(visit: OpenVisit): Promise<Page> {
  const opened = await openCard(visit.desk, tokenOf(visit), visit.actor !== null);
  if (opened.as === 'volunteer') return visitPage(visit as MemberVisit, opened);
  if (opened.as === 'officer') return officerPage(visit as Visit, opened);
  return calmPage(visit, opened);
}

type Calm = Exclude<Opened, { as: 'volunteer' | 'officer' }>;

/** Nothing personal: whose number it is to call stands on the card itself. */
function calmPage(visit: OpenVisit, opened: Calm): Page {
  const { t, lang, actor } = visit;
  const helper = 'helper' in opened && opened.helper;
  const as: string = opened.as === 'stranger' && actor ? 'bystander' : opened.as;
  return page('card/calm', {
    title: t(`card.${as}_title` as Key),
    text: t(`card.${as}_text` as Key),
    helper: helper ? { name: sayName(helper.name, lang), phone: helper.phone } : null,
    signIn: actor ? '' : `/sign-in?next=${encodeURIComponent(addressOf(visit))}`,
    home: actor ? HOMES[actor.kind] : '',
  });
}

function visitPage(visit: MemberVisit, opened: Extract<Opened, { as: 'volunteer' }>): Page {
  const { lang, t } = visit;
  const listener = listenerOf(visit);
  return page('card/visit', {
    at: addressOf(visit),
    name: called(opened.person, lang),
    within: opened.within && withinWords(visit, opened.within),
    due: opened.due.map((line, at) => ({ ...told(line, listener), first: at === 0 })),
    done: opened.done.map((line) => told(line, listener)),
    services: opened.services.map((service) => ({
      value: service.code,
      label: asSentence(serviceWords(service, lang, t)),
    })),
  });
}

/** Since when she is there and how long that is, to be looked at before she signs out. */
function withinWords(visit: MemberVisit, line: ExchangeLine) {
  const { exchange, service } = line;
  const since = must(exchange.signedInAt);
  const minutes = minutesSince(since, visit.desk.now);
  const today = dayOf(visit.desk.now) === dayOf(since);
  const listener = listenerOf(visit);
  return {
    ...told(line, listener),
    minutes,
    since: today ? sayTime(visit.lang, minuteOfDay(since)) : visit.t('card.since_before'),
    asked: isUnlikely(minutes, service.maxMinutes),
    forgotten: minutes > MINUTES_A_DAY,
  };
}

const WAYS: readonly [Action, Key, (id: string) => string][] = [
  ['exchange.log', 'nav.log', (id) => `/log/new?member=${id}`],
  ['exchange.setOut', 'outing.title', (id) => `/outings/new?member=${id}`],
  ['exchange.assign', 'nav.ask', (id) => `/ask/new?member=${id}`],
  ['member.read', 'card.to_file', (id) => `/members/${id}`],
];

/** An officer goes on to what she may do for whoever lives here. */
function officerPage(visit: Visit, { person, village }: Extract<Opened, { as: 'officer' }>): Page {
  const regionCodes = [person.regionCode];
  const ways = WAYS.filter(([action]) => reachFor(visit.actor, action, { regionCodes }));
  return page('card/officer', {
    name: fullName(visit, person),
    place: placeName(village, visit),
    ways: ways.map(([, label, href]) => ({ label: visit.t(label), href: href(person.id) })),
  });
}

async function enter(visit: MemberVisit) {
  const { id } = visit.read(z.object({ id: text(40) }));
  await signIn(visit.desk, { id, shown: { token: tokenOf(visit) }, deviceAt: null });
  return seeOther(addressOf(visit));
}

async function leave(visit: MemberVisit) {
  // Pressed without a visit under way: there is no record to name.
  const { id, sure } = visit.read(z.object({ id: z.string().max(40).optional(), sure: ticked() }));
  if (!id) throw new Refusal('not_signed_in');
  await signOut(visit.desk, { id, shown: { token: tokenOf(visit) }, deviceAt: null, sure });
  return seeOther(`/exchanges/${id}/confirmation`);
}

const Outing = z.object({ key: submissionKey(), serviceCode: text(10), another: ticked() });

/** 现在去, at the door: registered, and signed in with the same press. */
async function goNow(visit: MemberVisit) {
  const { another, ...going } = visit.read(Outing);
  const memberId = await elderAtCode(visit.desk, tokenOf(visit));
  const { id } = await setOut(visit.desk, {
    ...going,
    another,
    memberIds: [memberId],
    volunteerIds: [visit.actor.id],
  });
  // Pressed twice: the first press signed her in.
  await signIn(visit.desk, { id, shown: { token: tokenOf(visit) }, deviceAt: null }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'state_moved') throw error;
  });
  return seeOther(addressOf(visit));
}

const at = '/c/:token';
export const routes: Route[] = [
  { method: 'GET', url: at, needs: 'public', counted: 'card', handle: show },
  {
    method: 'POST',
    url: `${at}/sign-in`,
    needs: 'exchange.signIn',
    counted: 'card',
    form: show,
    handle: forMember(enter),
  },
  {
    method: 'POST',
    url: `${at}/sign-out`,
    needs: 'exchange.signIn',
    counted: 'card',
    form: show,
    handle: forMember(leave),
  },
  {
    method: 'POST',
    url: `${at}/outing`,
    needs: 'exchange.setOut',
    counted: 'card',
    form: show,
    handle: forMember(goNow),
  },
];
