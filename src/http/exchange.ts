/** My records, and one of them: in sentences, with what happens next and what I may do. An open request is shown as an offer. */

import { must, Refusal } from '#domain/refusal';
import { forMember, type MemberVisit, one, surnameOf } from '#http/member/page';
import { called } from '#http/name';
import { actionsFor } from '#http/own/actions';
import { evidenceWords, guideFor, headOf, nextWords, numberOf, rowsOf, sideOf } from '#http/own/record';
import { placeName } from '#http/place-words';
import { notFound, type Page, page, type Route } from '#http/route';
import { deedFor, listenerOf, questionOf, receiversOf, told, whenOf } from '#http/told';
import { walletWords } from '#http/wallet';
import { asSentence } from '#http/when';
import { sayMinutes } from '#i18n/say-minutes';
import { listOwn, type OwnView, viewOwn } from '#usecases/exchange/own-view';
import { mayConfirm, readWallet } from '#usecases/home/read';
import { type Offer, viewOffer } from '#usecases/offer/list';

const PER_PAGE = 10;
/** Nobody turns further back than this by hand. */
const PAGES_MOST = 1_000;

async function list(visit: MemberVisit): Promise<Page> {
  const wanted = Number(one(visit.query, 'page')) || 1;
  const at = Math.min(PAGES_MOST, Math.max(1, Math.floor(wanted)));
  const { lines, count, serves, unread } = await listOwn(visit.desk, { limit: PER_PAGE, offset: (at - 1) * PER_PAGE });
  const listener = listenerOf(visit);
  const of = Math.max(1, Math.ceil(count / PER_PAGE));
  if (at > of) return notFound();
  return page('exchange/list', { lines: lines.map((line) => told(line, listener)), page: at, of, serves, unread });
}

/** A record of mine; else an open request in my town. */
export async function show(visit: MemberVisit): Promise<Page> {
  const { id = '' } = visit.params;
  try {
    return await record(visit, id);
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.code !== 'not_found') throw refusal;
    return offerPage(visit, await viewOffer(visit.desk, visit.actor, id));
  }
}

async function record(visit: MemberVisit, id: string): Promise<Page> {
  const view = await viewOwn(visit.desk, id);
  const listener = listenerOf(visit);
  const side = sideOf(view, visit);
  const asks = view.exchange.state === 'logged' && side !== 'helper' && mayConfirm(visit, view.exchange);
  return page('exchange/record', {
    ...headOf(view, listener),
    done: visit.query.done === 'ask' && side !== 'helper' ? await doneWords(visit, view) : null,
    acting: side === 'kin' ? receiversOf(view, visit) : null,
    question: asks ? { id, words: questionOf(view, listener), means: side === 'kin' ? 'kin' : 'self' } : null,
    next: nextWords(view, side, listener),
    rows: rowsOf(view, side, listener),
    guide: guideFor(view, side, listener),
    evidence: evidenceWords(view, listener),
    actions: actionsFor(view, side, listener),
  });
}

/** Straight after asking: that it is noted, under which number, and what is left. */
async function doneWords(visit: MemberVisit, { exchange, beneficiaries }: OwnView) {
  const [first] = beneficiaries;
  const person = must(beneficiaries.find(({ id }) => id === visit.actor.id) ?? first);
  const { label, minutes } = walletWords(
    await readWallet(visit.desk, person.id),
    visit,
    person.id === visit.actor.id ? null : called(person, visit.lang),
  );
  return {
    number: numberOf(exchange),
    waits: exchange.state === 'requested',
    left: `${label} ${sayMinutes(minutes, visit.lang)}`,
  };
}

/** Before she says yes: what, when, how long, in which village, and no more of the elder than 陈伯. */
function offerPage(visit: MemberVisit, offer: Offer): Page {
  const { t } = visit;
  const listener = listenerOf(visit);
  const { exchange, unready } = offer;
  const who = offer.beneficiaries.map((person) => surnameOf(person, listener)).join(t('who.and'));
  const place = offer.places.get(exchange.regionCode);
  const village = place ? placeName(place, listener) : '';
  return page('offer/offer', {
    id: exchange.id,
    title: asSentence(deedFor(offer, who || t('who.somebody'), listener)),
    when: asSentence(whenOf(exchange, listener)),
    rows: [
      { label: t('own.row.whom'), value: [who, village].filter(Boolean).join(t('care.comma')) },
      { label: t('own.row.when'), value: asSentence(whenOf(exchange, listener)) },
    ],
    minutes: exchange.plannedMinutes ?? 0,
    unready,
  });
}

export const routes: Route[] = [
  { method: 'GET', url: '/exchanges', needs: 'exchange.read', handle: forMember(list) },
  {
    method: 'GET',
    url: '/exchanges/:id',
    needs: 'exchange.read',
    handle: forMember(show, ({ params }) => `/exchanges/${params.id}/file`),
  },
];
