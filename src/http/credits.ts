/** 一起入账: rows ticked in a list, a page that says in one sentence what will happen, and what became of each. */
import { z } from 'zod';
import { sayMinutes } from '#domain/minutes';
import { type Line, lineOf } from '#http/desk/line';
import { shortNumber } from '#http/exchange/file-words';
import { several, submissionKey } from '#http/form';
import { refusalWords } from '#http/refusal';
import { page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit, textsOf } from '#http/staff-page';
import {
  type CheckRow,
  checkMany,
  creditMany,
  MOST_AT_ONCE,
  type Result,
  resultOf,
} from '#usecases/exchange/credit-many';

const Ticked = z.object({ key: submissionKey(), id: several() });

/** From the list's ticks in the address, or from the form that was refused. */
const idsOf = ({ query, body }: StaffVisit): string[] =>
  [...new Set([...textsOf(body, 'id'), ...textsOf(query, 'id')])].slice(0, MOST_AT_ONCE);

async function checkPage(visit: StaffVisit) {
  const rows = await checkMany(visit.desk, idsOf(visit));
  const clean = rows.filter(({ doubt }) => doubt === null);
  const paid = clean.filter(({ minutes }) => minutes > 0);
  const people = new Set(paid.flatMap(({ volunteers }) => volunteers.map(({ id }) => id))).size;
  const minutes = paid.reduce((sum, row) => sum + row.minutes, 0);
  const said = { people, records: clean.length, minutes: sayMinutes(minutes, visit.lang) };
  return page('credits/check', {
    said,
    nothing: clean.length === 0,
    rows: clean.map((row) => ({ ...rowOf(row, visit), minutes: row.minutes })),
    left: rows.filter(({ doubt }) => doubt !== null).map((row) => ({ ...rowOf(row, visit), why: whyNot(row, visit) })),
  });
}

const rowOf = (row: CheckRow, visit: StaffVisit): Line & { number: string } => ({
  ...lineOf({ ...row, village: null, hamlet: null }, visit),
  number: shortNumber(row.exchange.id),
});

const whyNot = ({ refused }: CheckRow, { lang, t }: StaffVisit): string =>
  refused ? refusalWords(lang, t, { code: refused, params: {} }) : '';

const resultPage = forStaff(async (visit) => {
  const results = await resultOf(visit.desk, visit.params.key ?? '');
  const credited = results.filter(({ outcome, line }) =>
    outcome ? 'credited' in outcome : line.exchange.creditedAt !== null,
  );
  const minutes = credited.reduce((sum, { line }) => sum + (line.exchange.creditedMinutes ?? 0), 0);
  const people = new Set(credited.flatMap(({ line }) => line.volunteers.map(({ id }) => id))).size;
  const told = (result: Result) => ({
    ...lineOf({ ...result.line, village: null, hamlet: null }, visit),
    why: becauseOf(result, visit),
  });
  return page('credits/result', {
    said: { records: credited.length, people, minutes: sayMinutes(minutes, visit.lang) },
    going: results.some(({ outcome }) => outcome === null),
    credited: credited.map(told),
    others: results.filter((result) => !credited.includes(result)).map(told),
  });
});

function becauseOf({ outcome }: Result, { lang, t }: StaffVisit): string {
  if (outcome === null) return t('credits.going');
  if ('short' in outcome) return t('credits.short', { minutes: sayMinutes(outcome.short, lang) });
  return 'refused' in outcome ? refusalWords(lang, t, { code: outcome.refused, params: {} }) : '';
}

const check = forStaff(checkPage);

export const routes: Route[] = [
  { method: 'GET', url: '/credits', needs: 'exchange.credit', handle: check },
  {
    method: 'POST',
    url: '/credits',
    needs: 'exchange.credit',
    form: check,
    handle: forStaff(async (visit) => {
      const { key, id: ids } = visit.read(Ticked);
      await creditMany(visit.desk, { key, ids });
      return seeOther(`/credits/${key}`);
    }),
  },
  { method: 'GET', url: '/credits/:key', needs: 'exchange.credit', handle: resultPage },
];
