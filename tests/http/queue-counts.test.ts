/** The demo world: for every officer, in both languages' worth of pages, a number on the desk is the length of its list. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDemo } from '#cli/demo';
import { seedHouse } from '#cli/seed';
import { users } from '#db/schema/office';
import { openStore } from '#db/store';
import { instantOf } from '#domain/day';
import { type OpenApp, openApp } from '#tests/support/app';
import type { FetchedPage } from '#tests/support/client';
import { houseOver } from '#tests/support/house';
import { migratedDatabase } from '#tests/support/store';
import type { House } from '#usecases/desk';
import { QUEUE_NAMES } from '#usecases/exchange/queues';

let house: House;
let app: OpenApp;
let drop: () => Promise<void>;
let officers: { id: string; name: string }[];

beforeAll(async () => {
  const database = await migratedDatabase();
  drop = database.drop;
  const store = await openStore(database.url, { limitMs: 30_000, readLimitMs: 30_000 });
  house = { ...houseOver(store, () => instantOf('2026-11-24', 9 * 60)), sendsToPhones: true };
  await seedHouse(house);
  await openDemo(house, () => {});
  app = await openApp({ house });
  officers = await store.read((tx) => tx.select({ id: users.id, name: users.name }).from(users));
}, 120_000);
afterAll(async () => {
  await app.close();
  await house.store.close();
  await drop();
});

/** What a desk counts, by the address of the list; those with nothing in them stand at the foot. */
function countsOn(desk: FetchedPage): Map<string, number> {
  const href = (selector: string, inside = desk.root) => inside.querySelector(selector)?.getAttribute('href') ?? '';
  const counts = desk.root
    .querySelectorAll('.work > li')
    .map((line): [string, number] => [
      href('.work-line', line),
      Number(line.querySelector('.work-count')?.textContent),
    ]);
  if (desk.root.querySelector('.round h2')) counts.push([href('.round h2 a'), Number(desk.text('.round h2 .count'))]);
  for (const quiet of desk.root.querySelectorAll('.quiet a')) counts.push([quiet.getAttribute('href') ?? '', 0]);
  return new Map(counts);
}

/** Lists that are not of records to decide on, and what a line of each is. */
const OTHERS: Record<string, string> = {
  '/dues': '.stop.is-late',
  '/field/refused': 'main .trail > li',
  '/incidents': '.stops > li',
  '/insurances/uncovered': '.stops > li',
  '/notices': '.records .status-tag',
  '/tellings': '.to-hear',
  '/undelivered': '.letters > li',
};

async function lengthOf(get: (url: string) => Promise<FetchedPage>, url: string): Promise<number> {
  let length = 0;
  for (let at: string | undefined = url; at; ) {
    const page: FetchedPage = await get(at);
    length += page.root.querySelectorAll(OTHERS[url] ?? '').length;
    at = page.root.querySelector('.pager a[rel=next]')?.getAttribute('href');
  }
  return length;
}

/** Every line of a list over all of its pages, by the record it opens. */
async function linesOf(get: (url: string) => Promise<FetchedPage>, url: string) {
  const seen: string[] = [];
  let heading = '';
  for (let at: string | undefined = url; at; ) {
    const page: FetchedPage = await get(at);
    heading ||= page.text('h1 .count');
    for (const link of page.root.querySelectorAll('.queue-link')) {
      seen.push(new URL(link.getAttribute('href') ?? '', 'http://x').searchParams.get('record') ?? '');
    }
    at = page.root.querySelector('.pager a[rel=next]')?.getAttribute('href');
  }
  return { seen, heading: Number(heading) };
}

test('for every officer of the demo world', async () => {
  expect(officers.length).toBeGreaterThanOrEqual(8);
  const filled = new Set<string>();
  for (const { id, name } of officers) {
    const client = app.client();
    await client.signInAs(id);
    for (const [url, count] of countsOn(await client.get('/desk'))) {
      if (count > 0) filled.add(url.replace('/queue/', ''));
      if (OTHERS[url]) {
        expect(await lengthOf((at) => client.get(at), url), `${name} ${url}`).toBe(count);
        continue;
      }
      const { seen, heading } = await linesOf((at) => client.get(at), url);
      expect([seen.length, heading], `${name} ${url}`).toEqual([count, count]);
      expect(new Set(seen).size, `${name} ${url}`).toBe(count);
    }
  }
  // What was compared is not all empty.
  const expected = [...QUEUE_NAMES, 'membersToCheck', 'membersToApprove', ...Object.keys(OTHERS)];
  expect(expected.filter((queue) => !filled.has(queue))).toEqual([]);
});
