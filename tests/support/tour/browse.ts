/** The tour in a browser: everybody at a device of her own, in each language, several at a time. */
import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page, type Response } from 'playwright-core';
import { LANGUAGE_COOKIE } from '#http/language';
import { LANGUAGES, type Language } from '#i18n/words';
import { selectorOf } from '#tests/support/tour/refused';
import { type Press, type Stop, WHO, type Who } from '#tests/support/tour/stop';
import type { Tour } from '#tests/support/tour/tour';
import { CHROMIUM_FLAGS } from '#tests/support/visitor';

/** A page of the tour, open in a browser. */
export interface Opened {
  stop: Stop;
  lang: Language;
  page: Page;
  answer: Response;
  /** What the browser complained of since this page was asked for: the console, and what the policy stopped. */
  complaints: string[];
}

export interface Browsing {
  /** Where Chromium lies. */
  browserPath: string;
  stops: readonly Stop[];
  /** How many devices at once. */
  hands: number;
  look: (opened: Opened) => Promise<void>;
  /** A page did not come, or not as it should. */
  missed: (where: Pick<Opened, 'stop' | 'lang'>, error: Error) => void;
}

/** Opens every stop in both languages and hands it to `look`. The order is that of the tour for each person. */
export async function browse(tour: Tour, { browserPath, stops, hands, ...seeing }: Browsing): Promise<void> {
  const { origin } = tour;
  const browser = await chromium.launch({ executablePath: browserPath, args: CHROMIUM_FLAGS });
  const rounds = WHO.flatMap((who) => LANGUAGES.map((lang) => ({ who, lang })))
    .map((round) => ({ ...round, stops: stops.filter(({ who }) => who === round.who) }))
    .filter((round) => round.stops.length > 0)
    .sort((a, b) => b.stops.length - a.stops.length);
  const hand = async () => {
    for (let round = rounds.shift(); round; round = rounds.shift()) {
      const context = await device(browser, origin, tour, round.who, round.lang);
      await goRound(context, origin, round, seeing);
      await context.close();
    }
  };
  try {
    await Promise.all(Array.from({ length: hands }, hand));
  } finally {
    await browser.close();
  }
}

/** The browser of somebody who has signed in. */
async function device(browser: Browser, origin: string, tour: Tour, who: Who, lang: Language) {
  const context = await browser.newContext({ locale: lang, viewport: { width: 360, height: 780 } });
  const cookies = [...tour.clients[who].cookies].map(([name, value]) => ({ name, value }));
  await context.addCookies(
    [...cookies, { name: LANGUAGE_COOKIE, value: lang }].map((one) => ({ ...one, url: origin })),
  );
  return context;
}

interface Round {
  lang: Language;
  stops: Stop[];
}

type Seeing = Pick<Browsing, 'look' | 'missed'>;

async function goRound(context: BrowserContext, origin: string, { lang, stops }: Round, { look, missed }: Seeing) {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const expected = /status of (4\d\d|500)/.test(message.text());
    if (message.type() === 'error' && !expected) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  for (const stop of stops) {
    try {
      await page.goto('about:blank');
      complaints.length = 0;
      const answer = await open(page, origin, stop);
      await look({ stop, lang, page, answer, complaints });
    } catch (error) {
      missed({ stop, lang }, error as Error);
    }
  }
}

async function open(page: Page, origin: string, stop: Stop): Promise<Response> {
  const shown = await page.goto(origin + stop.address);
  const answer = stop.press ? await pressed(page, stop.press) : shown;
  if (answer?.status() !== stop.status) {
    throw new Error(
      `${stop.name} for ${stop.who}: ${stop.address} answered ${answer?.status()} and not ${stop.status}`,
    );
  }
  return answer as Response;
}

async function pressed(page: Page, press: Press): Promise<Response | null> {
  const form = { selector: selectorOf(press), values: press.values, to: press.to ?? '' };
  const [answer] = await Promise.all([page.waitForNavigation(), inPage(page, 'fillAndSend', form)]);
  return answer;
}

const IN_PAGE = readFileSync(new URL('in-page.js', import.meta.url), 'utf8');

/** Calls a function of `in-page.js` in the browser. */
export const inPage = <T>(page: Page, name: string, given: unknown): Promise<T> =>
  page.evaluate<T>(`(() => { ${IN_PAGE}\nreturn tour.${name}(${JSON.stringify(given)}); })()`);
