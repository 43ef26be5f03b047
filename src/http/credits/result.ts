/** What became of each row; while it is still worked on, how far it is. Reachable again by its address. */

import { listOf } from '#http/credits/list';
import { lineOf } from '#http/desk/line';
import { shortNumber } from '#http/exchange/file-words';
import { queueUrl } from '#http/queue/context';
import { refusalWords } from '#http/refusal';
import { type Page, page } from '#http/route';
import type { StaffVisit } from '#http/staff-page';
import { sayMinutes } from '#i18n/say-minutes';
import { type Result, resultOf } from '#usecases/exchange/credit-many';

const AGAIN_SECONDS = '2';

export async function resultPage(visit: StaffVisit): Promise<Page> {
  const { desk, params, lang, reply } = visit;
  const key = params.key ?? '';
  const { rows, course } = await resultOf(desk, key);
  if (course === 'running') reply.header('Refresh', AGAIN_SECONDS);
  const credited = rows.filter(wasCredited);
  const minutes = credited.reduce((sum, { line }) => sum + (line.exchange.creditedMinutes ?? 0), 0);
  const paid = credited.filter(({ line }) => (line.exchange.creditedMinutes ?? 0) > 0);
  const people = new Set(paid.flatMap(({ line }) => line.volunteers.map(({ id }) => id))).size;
  const open = rows.filter((result) => result.outcome === null && !wasCredited(result));
  const told = (result: Result) => ({
    ...lineOf({ ...result.line, village: null, hamlet: null }, visit),
    why: becauseOf(result, visit),
  });
  return page('credits/result', {
    number: shortNumber(key),
    list: queueUrl(listOf(visit)),
    said: { records: credited.length, people, minutes: sayMinutes(minutes, lang) },
    course,
    // While it runs, what has its turn still to come is no failing, and is only counted.
    open: open.length,
    credited: credited.map(told),
    others: rows.filter((result) => !credited.includes(result) && (result.outcome || course === 'stopped')).map(told),
  });
}

/** The state tells where the outcome is not written yet. */
const wasCredited = ({ outcome, line }: Result): boolean =>
  outcome ? 'credited' in outcome : line.exchange.creditedAt !== null;

function becauseOf({ outcome }: Result, { lang, t }: StaffVisit): string {
  if (outcome === null) return t('credits.not_reached');
  if ('short' in outcome) return t('credits.short', { minutes: sayMinutes(outcome.short, lang) });
  return 'refused' in outcome ? refusalWords(lang, t, { code: outcome.refused, params: {} }) : '';
}
