/** Every form once as it is refused: found out in a twin of the house, where what goes through after all does no harm. */
import { routes } from '#http/routes';
import type { Client } from '#tests/support/client';
import type { TourHouse } from '#tests/support/tour/house';
import type { Seen, SeenForm } from '#tests/support/tour/seen';
import { type Press, routeOf, type Stop, slugOf, WHO, type Who } from '#tests/support/tour/stop';

type Kind = SeenForm['fields'][string];

/** Left empty; filled with what nobody understands; filled with far too much. */
const WAYS: ((kind: Kind) => string[] | undefined)[] = [
  (kind) => (kind === 'type' ? [''] : kind === 'tick' ? [] : undefined),
  (kind) => (kind === 'type' ? ['？？'] : undefined),
  (kind) => (kind === 'type' ? ['长'.repeat(400)] : undefined),
];
/** On so many pages a form is tried before it counts as one that nothing typed can spoil. */
const TRIES = 3;

export interface Refusals {
  stops: Omit<Stop, 'fresh'>[];
  /** Routes with something to fill in that was never refused. */
  unspoilt: string[];
}

type Clients = Record<Who, Client>;
interface Place {
  one: Seen;
  form: SeenForm;
}

export async function refuseEach(seen: readonly Seen[], house: TourHouse, clients: Clients): Promise<Refusals> {
  const stops: Refusals['stops'] = [];
  const unspoilt: string[] = [];
  const twins = twinsOf(house, clients);
  for (const { method, url } of routes.filter((route) => route.method === 'POST')) {
    const route = `${method} ${url}`;
    const places = seen.flatMap((one) =>
      one.forms
        .filter(({ action, fields }) => routeOf('POST', action) === route && Object.keys(fields).length > 0)
        .map((form) => ({ one, form })),
    );
    if (places.length === 0) continue;
    const found = await refusedAt(places.slice(0, TRIES), twins);
    if (found) stops.push({ ...found, name: `${slugOf(route)}.refused`, route });
    else unspoilt.push(route);
  }
  await twins.close();
  return { stops, unspoilt };
}

async function refusedAt(places: readonly Place[], twins: Twins) {
  for (const { one, form } of places) {
    for (const way of WAYS) {
      const press = pressOf(form, way);
      const client = (await twins.now())[one.who];
      const answer = await client.submit(await client.get(one.address), press.values, selectorOf(press));
      if (answer.status === 422) return { who: one.who, address: one.address, status: 422, press };
      await twins.close();
    }
  }
  return null;
}

type Twins = ReturnType<typeof twinsOf>;

/** The same people in a copy of the house, and in another one as soon as something went through there. */
function twinsOf(house: TourHouse, clients: Clients) {
  let twin: TourHouse | null = null;
  let others = {} as Clients;
  return {
    async now(): Promise<Clients> {
      if (twin) return others;
      twin = await house.twin();
      others = {} as Clients;
      for (const who of WHO) {
        others[who] = twin.client();
        for (const [name, value] of clients[who].cookies) others[who].cookies.set(name, value);
      }
      return others;
    },
    async close(): Promise<void> {
      await twin?.close();
      twin = null;
    },
  };
}

function pressOf({ action, fields }: SeenForm, way: (kind: Kind) => string[] | undefined): Press {
  const values = Object.entries(fields).flatMap(([name, kind]) => {
    const value = way(kind);
    return value ? [[name, value] as const] : [];
  });
  return { action, values: Object.fromEntries(values) };
}

export const selectorOf = ({ action }: Press): string => `main form[method=post][action="${action}"]`;
