/** One sentence that says what will happen, every row of it by volunteer, and what is not among them and why. */

import { listOf } from '#http/credits/list';
import { type Line, lineOf } from '#http/desk/line';
import { type QueueContext, queueUrl, togetherUrl } from '#http/queue/context';
import { refusalWords } from '#http/refusal';
import { type Page, page } from '#http/route';
import { type StaffVisit, textOf, textsOf, withQuery } from '#http/staff-page';
import { giversOf, receiversOf, serviceWords } from '#http/told';
import { sayMinutes } from '#i18n/say-minutes';
import { type CheckRow, checkMany, MOST_AT_ONCE, REFUSED_AS } from '#usecases/exchange/check-many';

interface Row extends Line {
  /** Whom with what, under the name of whoever did it. */
  whom: string;
  minutes: number;
}

interface Group {
  name: string;
  minutes: number;
  rows: Row[];
}

export async function checkPage(visit: StaffVisit): Promise<Page> {
  const { query, body, lang, desk } = visit;
  const list = listOf(visit);
  const every = textOf(query, 'all') !== '';
  const ids = [...new Set([...textsOf(body, 'id'), ...textsOf(query, 'id')])].slice(0, MOST_AT_ONCE);
  const without = textsOf(query, 'without').slice(0, MOST_AT_ONCE);
  const { rows, more } = await checkMany(desk, every ? { queue: list.queue, place: list.place } : { ids }, without);
  const clean = rows.filter(({ doubt }) => doubt === null);
  const [paid, short] = [clean.filter((row) => !row.short), clean.filter((row) => row.short)];
  const minutes = paid.reduce((sum, row) => sum + row.minutes, 0);
  const people = new Set(paid.flatMap((row) => (row.minutes > 0 ? row.volunteers.map(({ id }) => id) : []))).size;
  return page('credits/check', {
    list: queueUrl(list),
    here: { queue: list.queue, place: list.place ?? '', every, ids: every ? [] : ids, without },
    back: without.length === 0 ? '' : every ? togetherUrl(list) : tickedUrl(list, ids),
    said: { people, records: paid.length, minutes: sayMinutes(minutes, lang) },
    ids: clean.map(({ exchange }) => exchange.id),
    more: more ? MOST_AT_ONCE : null,
    groups: groupsOf(paid, visit),
    short: short.map((row) => rowOf(row, visit)),
    left: rows.flatMap((row) => (row.doubt ? [{ ...rowOf(row, visit), why: whyNot(row.doubt, visit) }] : [])),
  });
}

const tickedUrl = (list: QueueContext, ids: readonly string[]): string => {
  const ticked = new URLSearchParams(ids.map((id): [string, string] => ['id', id]));
  return `${withQuery('/credits', { queue: list.queue, place: list.place })}&${ticked}`;
};

function rowOf(row: CheckRow, visit: StaffVisit): Row {
  const { t, lang } = visit;
  return {
    ...lineOf({ ...row, village: null, hamlet: null }, visit),
    whom: t('credits.whom', { receiver: receiversOf(row, visit), service: serviceWords(row.service, lang, t) }),
    minutes: row.minutes,
  };
}

/** By whoever served: forty visits of one volunteer are seen at once. In the order in which each first comes. */
function groupsOf(rows: readonly CheckRow[], visit: StaffVisit): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const who = row.volunteers.map(({ id }) => id).join();
    const group = groups.get(who) ?? { name: giversOf(row, visit), minutes: 0, rows: [] };
    group.rows.push(rowOf(row, visit));
    group.minutes += row.minutes;
    groups.set(who, group);
  }
  return [...groups.values()];
}

const whyNot = (doubt: NonNullable<CheckRow['doubt']>, { lang, t }: StaffVisit): string =>
  refusalWords(lang, t, { code: REFUSED_AS[doubt], params: {} });
