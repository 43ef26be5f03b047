/**
 * Every form as it is refused, in every way to fill it in wrongly: found out in a twin of the house, where what goes through
 * after all does no harm. What comes back must keep what was typed and lead to what is to be mended.
 */
import { routes } from '#http/routes';
import type { Client } from '#tests/support/client';
import { checkRefused } from '#tests/support/refused';
import type { TourHouse } from '#tests/support/tour/house';
import type { Seen, SeenForm } from '#tests/support/tour/seen';
import { type Press, routeOf, type Stop, slugOf, WHO, type Who } from '#tests/support/tour/stop';

type Kind = SeenForm['fields'][string];
type Way = Record<Kind, string[] | undefined>;

/** What stands in each kind of field; `undefined` leaves it as it is. */
const WAYS: Record<string, Way> = {
  empty: { type: [''], secret: [''], tick: [], choose: undefined, file: undefined },
  nonsense: { type: ['？？'], secret: ['？？'], tick: undefined, choose: undefined, file: undefined },
  'far too much': {
    type: ['长'.repeat(400)],
    secret: ['9'.repeat(400)],
    tick: undefined,
    choose: undefined,
    file: undefined,
  },
  'an answer that is not among them': {
    type: ['七婆'],
    secret: [''],
    tick: ['nonsense'],
    choose: ['nonsense'],
    file: undefined,
  },
};
/** Whom else it is about: somebody out of reach is not found, as on the page itself, and never said to be there. */
const ABOUT = 'mate';
/** A page of ten lines with far too much in every field would be more than is read at all. */
const MOST_FIELDS = 12;
/** On so many pages a form is tried before it counts as one that nothing typed can spoil. */
const TRIES = 3;

export interface Refusals {
  stops: Omit<Stop, 'fresh'>[];
  /** Routes with something to fill in that was never refused. */
  unspoilt: string[];
  /** Routes to which no page has a form. */
  formless: string[];
  /** What a form that came back had lost, or did not say. */
  careless: string[];
}

type Clients = Record<Who, Client>;
interface Place {
  one: Seen;
  form: SeenForm;
}

export async function refuseEach(seen: readonly Seen[], house: TourHouse, clients: Clients): Promise<Refusals> {
  const found: Refusals = { stops: [], unspoilt: [], formless: [], careless: [] };
  const twins = twinsOf(house, clients);
  for (const { method, url } of routes.filter((route) => route.method === 'POST')) {
    const route = `${method} ${url}`;
    const all = seen.flatMap((one) =>
      one.forms.filter(({ action }) => routeOf('POST', action) === route).map((form) => ({ one, form })),
    );
    if (all.length === 0) found.formless.push(route);
    const places = all.filter(({ form }) => Object.keys(form.fields).length > 0);
    if (places.length === 0) continue;
    const refused = await refuseAt(places, twins);
    for (const fault of refused.faults) found.careless.push(`${route} ${fault}`);
    if (refused.stop) found.stops.push({ ...refused.stop, name: `${slugOf(route)}.refused`, route });
    else found.unspoilt.push(route);
  }
  await twins.close();
  return found;
}

/** The forms of one route: each that asks for something else once, and more of them until one was refused. */
async function refuseAt(places: readonly Place[], twins: Twins) {
  const asked = new Set<string>();
  const faults = new Set<string>();
  let stop: Omit<Stop, 'fresh' | 'name' | 'route'> | null = null;
  for (const [at, { one, form }] of places.entries()) {
    const names = Object.keys(form.fields).sort().join();
    if (asked.has(names) && (stop || at >= TRIES)) continue;
    asked.add(names);
    for (const [way, filled] of Object.entries(WAYS)) {
      const press = pressOf(form, filled);
      const client = (await twins.now())[one.who];
      const answer = await client.submit(await client.get(one.address), press.values, selectorOf(press));
      if (answer.status === 422) {
        stop ??= { who: one.who, address: one.address, status: 422, press };
        const fault = faultOf(() => checkRefused(answer, keptOf(form, press), secretsIn(form)));
        if (fault) faults.add(`with ${way}: ${fault}`);
      } else {
        if (answer.status >= 400) faults.add(`with ${way}: ${answer.status} on ${one.address}`);
        await twins.close();
      }
    }
  }
  return { stop, faults };
}

function faultOf(check: () => void): string {
  try {
    check();
    return '';
  } catch (error) {
    return (error as Error).message.split('\n')[0] ?? '';
  }
}

/** What must still stand there: an answer that is not among them cannot. */
const keptOf = ({ fields }: SeenForm, { values }: Press): Press['values'] =>
  Object.fromEntries(Object.entries(values).filter(([name]) => fields[name] === 'type' || fields[name] === 'secret'));

const secretsIn = ({ fields }: SeenForm): string[] => Object.keys(fields).filter((name) => fields[name] === 'secret');

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

function pressOf({ action, fields }: SeenForm, way: Way): Press {
  const many = Object.values(fields).filter((kind) => kind === 'type').length > MOST_FIELDS;
  const filled = Object.entries(fields).slice(0, many && way === WAYS['far too much'] ? MOST_FIELDS : undefined);
  const values = filled.flatMap(([name, kind]) => {
    const value = name === ABOUT && kind === 'tick' ? undefined : way[kind];
    return value ? [[name, value] as const] : [];
  });
  return { action, values: Object.fromEntries(values) };
}

/** Two forms may lead to one address, each with another way to say it. */
export function selectorOf({ action, values }: Press): string {
  const [name] = Object.keys(values);
  return `main form[method=post][action="${action}"]${name === undefined ? '' : `:has([name="${name}"])`}`;
}
