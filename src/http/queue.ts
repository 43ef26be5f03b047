/** The lists behind the desk: oldest first, each record opened beside its list, clean ones to be ticked. */

import { Refusal } from '#domain/refusal';
import { type Line, tickLineOf } from '#http/desk/line';
import { doneIn, type FilePage, filePage } from '#http/exchange/file';
import { placeName } from '#http/place-words';
import { placeIn, type QueueContext, queueUrl, recordUrl, togetherUrl } from '#http/queue/context';
import { notFound, page, type Route } from '#http/route';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { isQueue } from '#usecases/exchange/queues';
import { type QueueView, readQueue } from '#usecases/exchange/read-queue';

/** A line that opens its record: by itself for whoever has no script, beside the list for htmx. */
const linked = <L extends Line>(line: L, context: QueueContext, open: string | null) => ({
  ...line,
  href: queueUrl(context, { record: line.id }),
  beside: recordUrl(context, line.id),
  here: line.id === open,
});

const showQueue = forStaff(async (visit) => {
  const queue = visit.params.name;
  if (!isQueue(queue)) return notFound();
  const { query } = visit;
  const context: QueueContext = {
    queue,
    place: placeIn(textOf(query, 'place')),
    after: textOf(query, 'after') || null,
  };
  const view = await readQueue(visit.desk, queue, context);
  const asked = textOf(query, 'record') || null;
  const open = asked ?? view.rows[0]?.exchange.id ?? null;
  const record = open ? await recordBeside(visit, open, context) : null;
  return page('queue/queue', {
    ...wordsOf(view, visit, context),
    lines: view.rows.map((row) => linked(tickLineOf(row, visit), context, record?.file.id ?? null)),
    clean: view.clean && { ...view.clean, url: togetherUrl(context) },
    record,
    // On a phone a record that was asked for stands alone; the first one of the list is only there for wide screens.
    asked: asked !== null && record !== null,
    list: queueUrl(context),
    done: doneIn(visit),
  });
});

/** Somebody may have asked for a record that is gone from their reach: then the list stands alone. */
async function recordBeside(visit: StaffVisit, id: string, context: QueueContext): Promise<FilePage | null> {
  try {
    return await filePage(visit, id, context);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return null;
    throw error;
  }
}

function wordsOf({ name, count, places, after }: QueueView, visit: StaffVisit, context: QueueContext) {
  const { t } = visit;
  return {
    name,
    title: t(`desk.queue.${name}`),
    hint: t(`desk.queue_hint.${name}`),
    count,
    place: context.place ?? '',
    places: places.map(({ code, place, count: rows }) => ({
      value: code,
      label: t('desk.place_count', { name: placeName(place, visit) || code, count: rows }),
    })),
    next: after ? queueUrl({ ...context, after }) : null,
    first: context.after ? queueUrl({ ...context, after: null }) : null,
  };
}

export const routes: Route[] = [{ method: 'GET', url: '/queue/:name', needs: 'desk.read', handle: showQueue }];
