/** A helper's phone in her hand: a browser of its own, signed in, at `/field/`. It can lose its network, its clock, its storage. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { LANGUAGE_COOKIE } from '#http/language';
import type { DeskHouse } from '#tests/http/desk-house';

export interface Phone {
  context: BrowserContext;
  page: Page;
  /** What stands on the cover about uploading. */
  cover(): Promise<string>;
  /** Press what this selector finds; how often she had to is counted. */
  tap(selector: string): Promise<void>;
  taps(): number;
  /** Until the cover says this. */
  says(words: RegExp): Promise<void>;
  close(): Promise<void>;
}

export interface Setting {
  /** What its clock says at the beginning; it goes on from there. */
  clock: number;
  noWorker?: boolean;
  /** Run before any script of the page: what is broken on this phone. */
  broken?: string;
  lang?: 'zh-CN' | 'en';
}

/** In the page: the clock stands elsewhere and goes on. */
const shifted = (clock: number) => `{
  const off = ${clock} - Date.now();
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { if (given.length === 0) super(Real.now() + off); else super(...given); }
    static now() { return Real.now() + off; }
  };
}`;

export async function phoneOf(
  browser: Browser,
  house: DeskHouse,
  origin: string,
  name: string,
  setting: Setting,
): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: setting.lang ?? 'zh-CN',
    hasTouch: true,
    serviceWorkers: setting.noWorker ? 'block' : 'allow',
  });
  await context.addInitScript(shifted(setting.clock));
  if (setting.broken) await context.addInitScript(setting.broken);
  await comeIn(context, house, origin, name);
  if (setting.lang) await context.addCookies([{ name: LANGUAGE_COOKIE, value: setting.lang, url: origin }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  let taps = 0;
  return {
    context,
    page,
    cover: async () => (await page.locator('#sync').textContent()) ?? '',
    async tap(selector) {
      taps++;
      await page.locator(selector).first().tap({ timeout: 5_000 });
    },
    taps: () => taps,
    says: (words) => expect.poll(() => page.locator('#sync').textContent()).toMatch(words),
    async close() {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}

/** Her session on this phone, as after the door. */
export async function comeIn(context: BrowserContext, house: DeskHouse, origin: string, name: string): Promise<void> {
  const client = await house.as(name);
  const cookies = [...client.cookies].map(([cookie, value]) => ({ name: cookie, value, url: origin }));
  await context.addCookies(cookies);
}
