/** Every page of the demo world, in both languages, measured: what it is to be read by an elder, on a small phone, by keyboard. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { browse, type Opened } from '#tests/support/tour/browse';
import { CHECKS, type Check, type Faults, measure } from '#tests/support/tour/measure';
import { openTour, type Tour } from '#tests/support/tour/tour';

const NAMES = Object.keys(CHECKS) as Check[];

let tour: Tour;
/** By check, by what is wrong: on which pages. */
const faults = new Map<Check | 'opens', Map<string, string[]>>();

beforeAll(async () => {
  tour = await openTour();
  // While one mends: TOUR_ONLY=home or TOUR_ONLY=.elder. looks at some pages only.
  const only = process.env.TOUR_ONLY ?? '';
  const stops = tour.stops.filter(({ fresh, name, who }) => fresh && `${name}.${who}.`.includes(only));
  await browse(tour, { browserPath: inject('browserPath'), stops, hands: 3, look, missed });
}, 2_400_000);
afterAll(() => tour?.house.close());

async function look(opened: Opened): Promise<void> {
  const found: Faults = await measure(opened, { weigh, axeToo: isNews });
  for (const check of NAMES) for (const fault of found[check]) note(check, fault, opened);
}

/** In Chinese every page; in English the first of each route, because another language is no other page to axe. */
const heard = new Set<string>();
function isNews({ stop, lang }: Opened): boolean {
  const isFirst = !heard.has(`${stop.route} ${lang}`);
  heard.add(`${stop.route} ${lang}`);
  return lang === 'zh-CN' || isFirst;
}

const missed = (where: Pick<Opened, 'stop' | 'lang'>, error: Error) => note('opens', error.message, where);

function note(check: Check | 'opens', fault: string, { stop, lang }: Pick<Opened, 'stop' | 'lang'>): void {
  const known = faults.get(check) ?? new Map<string, string[]>();
  faults.set(check, known);
  known.set(fault, [...(known.get(fault) ?? []), `${stop.name}.${stop.who}.${lang}`]);
}

const weights = new Map<string, Promise<number>>();
function weigh(address: string): Promise<number> {
  const asked = weights.get(address) ?? packed(address);
  weights.set(address, asked);
  return asked;
}
async function packed(address: string): Promise<number> {
  const headers = { 'accept-encoding': 'gzip' };
  return (await tour.house.app.inject({ url: address, headers })).rawPayload.length;
}

/**
 * One press with nothing to fill in, on a page that nobody of the cast has before them in this hour; and what a phone or
 * another log sends by itself. A form that asks for something never belongs here.
 */
const PRESSES = [
  ...['POST /sign-out', 'POST /field/records', 'POST /field/photos', 'POST /log/witness/add-checkpoint'],
  // While one reading of the books goes on there is no button for another.
  'POST /ledger/audits',
  ...['acceptance', 'undo', 'confirmation-withdrawal', 'staff-confirmation-withdrawal'].map(
    (press) => `POST /exchanges/:id/${press}`,
  ),
  ...['POST /c/:token/sign-out', 'POST /members/:id/pin-unlock'],
  ...['grant-lists/:id/signature', 'pool-quotas/:id/acceptance', 'policies/:id/acceptance'].map((at) => `POST /${at}`),
  // A second officer of the county is not on the tour, and what she agreed to is what can be taken back.
  ...['corrections/:id/acceptance', 'openings/:id/acceptance'].map((at) => `POST /${at}`),
  ...['posts/:code/backup/acceptance', 'posts/:code/backup/end'].map((at) => `POST /${at}`),
  // A row that is accepted or left as it stands: nothing is typed.
  ...['acceptance', 'omission'].map((at) => `POST /plans/:plan/rows/:row/${at}`),
  ...['reversal', 'reversal-acceptance'].map((at) => `POST /openings/:id/${at}`),
];

const MOST_NAMED = 4;

/** Each fault once, with the pages that have it. */
function told(check: Check | 'opens'): string[] {
  return [...(faults.get(check) ?? [])].map(([fault, pages]) => {
    const once = [...new Set(pages)];
    const more = once.length > MOST_NAMED ? ` and ${once.length - MOST_NAMED} more` : '';
    return `${fault} — ${once.slice(0, MOST_NAMED).join(', ')}${more}`;
  });
}

test('every page of the table of routes is on the tour, and every form as it is refused', () => {
  expect(tour.unseen).toEqual([]);
  expect(tour.refusals.unspoilt).toEqual([]);
  expect(tour.refusals.formless.filter((route) => !PRESSES.includes(route))).toEqual([]);
});

test('what was typed survives every refusal, and what comes back says how to mend it', () => {
  expect(tour.refusals.careless).toEqual([]);
});

test('every page opens', () => {
  expect(told('opens')).toEqual([]);
});

test.each(NAMES.map((check) => [CHECKS[check], check] as const))('%s', (_words, check) => {
  expect(told(check)).toEqual([]);
});
