/** The lists behind the desk: oldest first, each record opened beside its list, clean ones to be ticked. */

import { tickLineOf } from '#http/desk/line';
import { doneIn, filePage } from '#http/exchange/file';
import { contextIn, type QueueContext, queueUrl, recordUrl, togetherUrl } from '#http/queue/context';
import { memberQueuePage } from '#http/queue/members';
import { placeChoices } from '#http/queue/places';
import { unlessGone } from '#http/queue/record';
import { notFound, type Page, page, type Route } from '#http/route';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { isQueue, type QueueName } from '#usecases/exchange/queues';
import { neighboursIn, type QueueView, readQueue } from '#usecases/exchange/read-queue';
import { isMemberQueue } from '#usecases/member/queue';

const showQueue = forStaff((visit) => {
  const { name } = visit.params;
  if (isQueue(name)) return recordQueuePage(visit, name);
  return isMemberQueue(name) ? memberQueuePage(visit, name) : notFound();
});

async function recordQueuePage(visit: StaffVisit, name: QueueName): Promise<Page> {
  const context: QueueContext = contextIn(visit, name);
  const view = await readQueue(visit.desk, name, context);
  const asked = textOf(visit.query, 'record') || null;
  const open = asked ?? view.rows[0]?.exchange.id ?? null;
  const beside = open ? neighboursIn(view, context.after, open) : null;
  const record = open ? await unlessGone(filePage(visit, open, context, beside)) : null;
  const here = record?.file.id ?? null;
  return page('queue/queue', {
    ...wordsOf(view, visit, context),
    // A line opens its record: by itself for whoever has no script, beside the list for htmx.
    lines: view.rows.map((row) => ({
      ...tickLineOf(row, visit),
      href: queueUrl(context, { record: row.exchange.id }),
      beside: recordUrl(context, row.exchange.id),
      here: row.exchange.id === here,
    })),
    clean: view.clean && { ...view.clean, url: togetherUrl(context) },
    ofPeople: false,
    record: record && { id: here, ...record },
    // On a phone a record that was asked for stands alone; the first one of the list is only there for wide screens.
    asked: asked !== null && record !== null,
    done: doneIn(visit),
  });
}

function wordsOf({ name, count, places, after }: QueueView, visit: StaffVisit, context: QueueContext) {
  const { t } = visit;
  return {
    ...{ name, count },
    title: t(`desk.queue.${name}`),
    ...placeChoices(visit, places, context, after),
  };
}

export const routes: Route[] = [{ method: 'GET', url: '/queue/:name', needs: 'desk.read', handle: showQueue }];
