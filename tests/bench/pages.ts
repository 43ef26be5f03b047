/**
 * Pages over HTTP with a session: the elder's home and the town's queue. Beside each a bare Fastify and Eta page that does
 * the same reads; and the same page over a book a hundred times as large.
 */
import { buildApp } from '#http/app';
import { keptWorld, LARGE, SMALL } from '#tests/bench/grown';
import { benchConfig, openBenchHouse } from '#tests/bench/house';
import { openBare, openOurs, pagesASecond } from '#tests/bench/load';
import { lineOf, type Measure, sideBySide } from '#tests/bench/measure';
import { openTrace, type Statement } from '#tests/bench/trace';
import { signIn, type Who } from '#tests/bench/visitor';

const ROUNDS = 5;

const PAGES = {
  home: { who: 'elder', url: '/home', atLeast: 0.5 },
  queue: { who: 'town', url: '/queue/credits', atLeast: 0.3 },
} as const satisfies Record<string, { who: Who; url: string; atLeast: number }>;
type PageName = keyof typeof PAGES;

/** The page as somebody sees it who is signed in, and what one look at it asks of SQLite. */
export interface Looked {
  cookie: string;
  html: string;
  statements: Statement[];
}

export async function lookAt(file: string, name: PageName): Promise<Looked> {
  const { who, url } = PAGES[name];
  const trace = openTrace();
  try {
    const house = await openBenchHouse(file);
    const app = await buildApp(house, benchConfig(file, { NODE_ENV: 'production' }));
    let cookie = await signIn(house, who);
    const get = () => app.inject({ url, headers: { cookie } });
    // The first look opens connections and prepares queries, and hands out what a browser keeps; the second is the one that
    // everybody has.
    const { statusCode, body: html, cookies } = await get();
    for (const { name: kept, value } of cookies) cookie += `; ${kept}=${encodeURIComponent(value)}`;
    if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`);
    const statements = await trace.during(get);
    await app.close();
    await house.store.close();
    return { cookie, html, statements };
  } finally {
    trace.end();
  }
}

const besideBare = (name: PageName): Measure => ({
  name,
  async run(tell) {
    const file = await keptWorld(SMALL, tell);
    const { cookie, html, statements } = await lookAt(file, name);
    const [ours, bare] = [await openOurs(file), await openBare(file, statements, html)];
    const { url, atLeast } = PAGES[name];
    const reached = await sideBySide(
      ROUNDS,
      () => pagesASecond(ours.origin + url, cookie),
      () => pagesASecond(bare.origin),
    );
    await Promise.all([ours.close(), bare.close()]);
    return [lineOf({ name: `${name}, beside a bare page`, unit: '/s', ...reached, target: { atLeast } })];
  },
});

export const home = besideBare('home');
export const queue = besideBare('queue');

export const growth: Measure = {
  name: 'growth',
  async run(tell) {
    const [small, large] = [await keptWorld(SMALL, tell), await keptWorld(LARGE, tell)];
    const lines = [];
    for (const name of Object.keys(PAGES) as PageName[]) {
      const looked = { small: await lookAt(small, name), large: await lookAt(large, name) };
      const servers = { small: await openOurs(small), large: await openOurs(large) };
      const { url } = PAGES[name];
      const milliseconds = async (size: 'small' | 'large') =>
        1000 / (await pagesASecond(servers[size].origin + url, looked[size].cookie));
      const reached = await sideBySide(
        ROUNDS,
        () => milliseconds('large'),
        () => milliseconds('small'),
      );
      await Promise.all(Object.values(servers).map((server) => server.close()));
      const said = `${name}, at 1,000,000 transfers beside 10,000`;
      lines.push(lineOf({ name: said, unit: 'ms', ...reached, target: { atMost: 1.2 } }));
    }
    return lines;
  },
};
