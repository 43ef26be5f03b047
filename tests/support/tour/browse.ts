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
}

/** Opens every stop in both languages and hands it to `look`. The order is that of the tour for each person. */
export async function browse(tour: Tour, { browserPath, stops, hands, look }: Browsing): Promise<void> {
  const origin = await tour.house.app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await chromium.launch({ executablePath: browserPath, args: CHROMIUM_FLAGS });
  const rounds = WHO.flatMap((who) => LANGUAGES.map((lang) => ({ who, lang })))
    .map((round) => ({ ...round, stops: stops.filter(({ who }) => who === round.who) }))
    .filter((round) => round.stops.length > 0)
    .sort((a, b) => b.stops.length - a.stops.length);
  const hand = async () => {
    for (let round = rounds.shift(); round; round = rounds.shift()) {
      const context = await device(browser, origin, tour, round.who, round.lang);
      await goRound(context, origin, round, look);
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

async function goRound(context: BrowserContext, origin: string, { lang, stops }: Round, look: Browsing['look']) {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d|status of 500/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  for (const stop of stops) {
    complaints.length = 0;
    await page.goto('about:blank');
    const answer = await open(page, origin, stop);
    await look({ stop, lang, page, answer, complaints });
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
  page.evaluate<T>(`${IN_PAGE}\n${name}(${JSON.stringify(given)})`);
