/**
 * Every page of the house, for somebody who may see it. Nobody keeps a list: some of the cast do what leads to a page of its
 * own, all go by links and searches, and every form is refused once. Whatever route of the table is then still unseen is
 * named in `unseen`, and a test fails.
 */
import { routes } from '#http/routes';
import { STEP_NAMES } from '#http/step';
import { STEPS } from '#http/steps';
import type { Client } from '#tests/support/client';
import { doDeeds } from '#tests/support/tour/deeds';
import { BROKEN, openTourHouse, type TourHouse } from '#tests/support/tour/house';
import { type Refusals, refuseEach } from '#tests/support/tour/refused';
import { type Seen, seenBy } from '#tests/support/tour/seen';
import { CAST, type Stop, slugOf, WHO, type Who } from '#tests/support/tour/stop';

type Clients = Record<Who, Client>;

export interface Tour {
  house: TourHouse;
  /** Where a browser finds it. */
  origin: string;
  stops: Stop[];
  /** Routes that nobody found a page of. */
  unseen: string[];
  /** What was found out about forms that are refused. */
  refusals: Omit<Refusals, 'stops'>;
  /** Cookies of each, so that a browser is where they are. */
  clients: Clients;
}

/** Never a page: they change how one reads and lead back; are told to a script or a tool; or lead to the record, where the step has its button. */
const NO_PAGES = [
  ...['GET /language/:lang', 'GET /size/:size'],
  ...['GET /field/roster', 'GET /field/states'],
  // For tools, and what one keeps.
  ...['GET /log/:journal/checkpoint', 'GET /log/:journal/tile/*', 'GET /verify-book.mjs'],
  'GET /log/keys.txt',
  'GET /receipts/:journal/:seq/file',
  // A photograph by itself, inside the page of its record.
  'GET /exchanges/:id/photos/:photo/image',
  'GET /incidents/:id/photos/:photo',
  ...STEP_NAMES.filter((name) => STEPS[name].press).map((name) => `GET /exchanges/:id/${name}`),
];
const PAGES = routes
  .filter(({ method }) => method === 'GET')
  .map(({ url }) => `GET ${url}`)
  .filter((route) => !NO_PAGES.includes(route));
const addressed = routes
  .filter(({ method, url }) => method === 'GET' && !url.includes(':') && !NO_PAGES.includes(`GET ${url}`))
  .map(({ url }) => url);

export async function openTour(): Promise<Tour> {
  const house = await openTourHouse();
  const clients = await signIn(house);
  const brought = await doDeeds(house, clients);
  const seen: Seen[] = [];
  for (const who of WHO) seen.push(...(await seenBy(clients[who], who, [...addressed, ...(brought[who] ?? [])])));
  const found = seen.filter(isPage);
  const { stops: refused, ...refusals } = await refuseEach(found, house, clients);
  return {
    ...{ house, clients, refusals },
    origin: await house.app.listen({ host: '127.0.0.1', port: 0 }),
    stops: [...stopsOf(found), ...[...refused, ...calm(refused)].map((stop) => ({ ...stop, fresh: true }))],
    unseen: PAGES.filter((route) => !found.some((one) => one.route === route)),
  };
}

async function signIn(house: TourHouse): Promise<Clients> {
  const clients = {} as Clients;
  for (const who of WHO) {
    clients[who] = house.client();
    const name = CAST[who];
    if (name) await clients[who].signInAs(house.idOf(name));
  }
  return clients;
}

/** What is out of reach is not a page; a question that was asked for with a wrong answer is. */
const isPage = ({ status }: Seen): boolean => status === 200 || status === 422;

/** For everybody the first page of each route, and every page that shows something new on its route. */
function stopsOf(found: readonly Seen[]): Stop[] {
  const shown = new Map<string, Set<string>>();
  const count = new Map<string, number>();
  return found.flatMap(({ route, who, address, status, marks }) => {
    const known = shown.get(route) ?? new Set();
    const fresh = marks.some((mark) => !known.has(mark));
    const at = (count.get(`${route} ${who}`) ?? 0) + 1;
    if (!fresh && at > 1) return [];
    shown.set(route, new Set([...known, ...marks]));
    count.set(`${route} ${who}`, at);
    const name = at > 1 ? `${slugOf(route)}-${at}` : slugOf(route);
    return [{ name, route, who, address, status, fresh }];
  });
}

/** What is told when something was not done: no such page, a mistake of ours, whoever is not signed in, a stale form. */
function calm(refused: readonly Omit<Stop, 'fresh'>[]): Omit<Stop, 'fresh'>[] {
  const door = refused.find(({ route }) => route === 'POST /sign-in');
  const everywhere = (['nobody', 'elder', 'town'] as const).flatMap((who) => [
    { name: 'calm.no-such-page', route: '404', who, address: '/no/such/page', status: 404 },
    { name: 'calm.broken', route: '500', who, address: BROKEN, status: 500 },
  ]);
  if (!door?.press) return everywhere;
  const { press, address } = door;
  const sent = (name: string, route: string, status: number, more: Partial<typeof press>) => ({
    ...{ name, route, who: 'nobody' as const, address, status, press: { ...press, ...more } },
  });
  return [
    ...everywhere,
    sent('calm.sign-in-needed', '401', 401, { to: '/exchanges' }),
    sent('calm.form-expired', '403', 403, { values: { ...press.values, _csrf: ['x'] } }),
  ];
}
