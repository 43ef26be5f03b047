/** A visit of mine written down afterwards, and a record or request that came back, put right. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { must, Refusal } from '#domain/refusal';
import { stepsUpTo } from '#domain/usual';
import { askFields, askSchema } from '#http/ask';
import { show } from '#http/exchange';
import { served } from '#http/exchange/volunteer';
import { maybeText } from '#http/form';
import { forMember, type MemberVisit, memberForm } from '#http/member/page';
import { asChoices, rowsOf, sideOf } from '#http/own/record';
import { notFound, type Page, page, type Route, seeOther } from '#http/route';
import { servedDefaults, servedSchema } from '#http/served-form';
import { listenerOf, receiversOf, sentenceOf, serviceWords } from '#http/told';
import { asSentence } from '#http/when';
import { correctRequest } from '#usecases/exchange/correct-request';
import { correctExchange, type Log } from '#usecases/exchange/log';
import { logOrder } from '#usecases/exchange/log-order';
import { type OwnView, viewOwn } from '#usecases/exchange/own-view';
import { servicesToAsk } from '#usecases/exchange/preview';
import { sameRecords } from '#usecases/exchange/same-visit';
import type { ExchangeLine } from '#usecases/exchange/view';

const idOf = ({ params }: MemberVisit): string => params.id ?? '';
const today = (visit: MemberVisit) => dayOf(visit.desk.now);
const done = (visit: MemberVisit) => seeOther(`/exchanges/${idOf(visit)}`);

async function logPage(visit: MemberVisit, records: readonly ExchangeLine[] = []): Promise<Page> {
  const view = await served(visit);
  if (view.exchange.state !== 'matched' && view.exchange.state !== 'in_service') return show(visit);
  const data = {
    id: idOf(visit),
    words: sentenceOf(view, listenerOf(visit)),
    receiver: receiversOf(view, visit),
    defaults: servedDefaults(view.exchange, visit.desk.now),
    records: asChoices(records, listenerOf(visit)),
  };
  // A question, not a refusal: what was typed stands in the form again.
  return page('exchange/log', records.length > 0 ? { ...data, typed: visit.body } : data);
}

/** Everybody who was to come served; only my own tick says whether we are relatives. */
function logOf(visit: MemberVisit, view: OwnView): Log {
  const { servedOn, times, relative, sure } = visit.read(servedSchema(today(visit)));
  const mine = (memberId: string) => memberId === visit.actor.id;
  const volunteers = view.exchange.volunteers.map((one) => ({
    memberId: one.memberId,
    relative: mine(one.memberId) ? relative : one.relative,
  }));
  return { servedOn, times, sure, volunteers };
}

async function log(visit: MemberVisit) {
  const view = await served(visit);
  const read = logOf(visit, view);
  const { record } = visit.read(z.object({ record: maybeText(40) }));
  try {
    const { id } = await logOrder(visit.desk, { id: idOf(visit), record, ...read });
    return seeOther(`/exchanges/${id}`);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'which_record')) throw error;
    const volunteerIds = read.volunteers.map(({ memberId }) => memberId);
    const seen = { memberIds: view.exchange.beneficiaryIds, volunteerIds, servedOn: read.servedOn };
    return logPage(visit, await sameRecords(visit.desk, seen));
  }
}

/** The record is put right by who served, a request by the recipient's side. */
async function correctionPage(visit: MemberVisit): Promise<Page> {
  const view = await viewOwn(visit.desk, idOf(visit));
  const side = sideOf(view, visit);
  const { exchange } = view;
  if (exchange.state !== 'returned') return show(visit);
  const request = exchange.stateBefore === 'requested';
  if (request === (side === 'helper')) return notFound();
  const listener = listenerOf(visit);
  const why = rowsOf(view, side, listener).find(({ label }) => label === visit.t('own.row.reason'))?.value ?? '';
  const shared = { id: idOf(visit), words: sentenceOf(view, listener), why };
  if (!request) {
    const data = { receiver: receiversOf(view, visit), defaults: servedDefaults(exchange, visit.desk.now) };
    return page('exchange/correction', { ...shared, ...data });
  }
  const { all } = await servicesToAsk(visit.desk, must(exchange.beneficiaryIds[0]));
  const options = all.map(({ service }) => ({
    value: service.code,
    label: asSentence(serviceWords(service, visit.lang, visit.t)),
  }));
  return page('exchange/correction-request', {
    ...shared,
    acting: side === 'kin' ? receiversOf(view, visit) : null,
    services: options,
    steps: [...new Set([...stepsUpTo(view.service.maxMinutes), exchange.plannedMinutes ?? 60])].sort((a, b) => a - b),
    asked: {
      ...askFields({
        serviceCode: exchange.serviceCode,
        plannedOn: exchange.plannedOn ?? today(visit),
        plannedStart: exchange.plannedStart,
        plannedHalfDay: exchange.plannedHalfDay ?? 'morning',
        plannedMinutes: exchange.plannedMinutes ?? 60,
        wish: exchange.wish,
      }),
    },
  });
}

async function correct(visit: MemberVisit) {
  const view = await viewOwn(visit.desk, idOf(visit));
  const side = sideOf(view, visit);
  const request = view.exchange.stateBefore === 'requested';
  if (request === (side === 'helper')) return notFound();
  if (request) await correctRequest(visit.desk, { id: idOf(visit), ...visit.read(askSchema(today(visit))) });
  else await correctExchange(visit.desk, { id: idOf(visit), ...logOf(visit, view) });
  return done(visit);
}

const at = '/exchanges/:id';
export const routes: Route[] = [
  { method: 'GET', url: `${at}/log`, needs: 'exchange.log', handle: forMember((visit) => logPage(visit)) },
  {
    method: 'POST',
    url: `${at}/log`,
    needs: 'exchange.log',
    form: memberForm((visit) => logPage(visit)),
    handle: forMember(log),
  },
  { method: 'GET', url: `${at}/correction`, needs: 'exchange.correct', handle: forMember(correctionPage) },
  {
    method: 'POST',
    url: `${at}/correction`,
    needs: 'exchange.correct',
    form: memberForm(correctionPage),
    handle: forMember(correct),
  },
];
