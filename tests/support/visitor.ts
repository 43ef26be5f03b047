/** A person at a browser of her own: one context is one device. She finds things by the names of fields and by addresses. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Visitor {
  page: Page;
  /** Open an address of the house; anything but a page that was found is a failure. */
  open(path: string): Promise<void>;
  /** Fill in fields by name: text, the value of a radio or tick, the option of a list. */
  fill(fields: Record<string, string>): Promise<void>;
  /** Choose a photograph for a field, as from the camera. */
  choose(name: string, photo: Buffer): Promise<void>;
  /** Press the button of the form that goes to this address, or the only main button of the page. */
  press(action?: string): Promise<void>;
  text(): Promise<string>;
  close(): Promise<void>;
}

export interface Manner {
  script: boolean;
  lang: 'zh-CN' | 'en';
  width?: number;
}

export async function visit(browser: Browser, origin: string, manner: Manner): Promise<Visitor> {
  const context: BrowserContext = await browser.newContext({
    javaScriptEnabled: manner.script,
    viewport: { width: manner.width ?? 360, height: 780 },
    locale: manner.lang,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (404|409|422)/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));

  const visitor: Visitor = {
    page,
    async open(path) {
      const answer = await page.goto(origin + path);
      expect(answer?.status(), path).toBe(200);
      expect(await page.getAttribute('html', 'lang')).toBe(manner.lang);
    },
    async fill(fields) {
      for (const [name, value] of Object.entries(fields)) await fillOne(page, name, value);
    },
    async choose(name, photo) {
      const field = page.locator(`main [name="${name}"]`);
      await unfold(field);
      await field.setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: photo });
      // Where there is script it is made small first; the button waits for it.
      await page.locator('main button.is-primary:not([disabled])').first().waitFor();
    },
    async press(action) {
      const button = buttonOf(page, action);
      await unfold(button);
      await Promise.all([page.waitForNavigation({ timeout: 30_000 }), button.click({ timeout: 10_000 })]).catch(
        async (error: unknown) => {
          throw new Error(
            `${page.url()} ${action}: ${(error as Error).message}\n${await page.locator('main').textContent()}`,
          );
        },
      );
      await page.waitForLoadState('load');
    },
    text: async () => (await page.locator('main').textContent()) ?? '',
    async close() {
      expect(complaints).toEqual([]);
      await context.close();
    },
  };
  if (manner.lang === 'en') await page.goto(`${origin}/language/en?back=/`);
  return visitor;
}

/** What is folded away is unfolded as a person does it. */
async function unfold(inside: Locator): Promise<void> {
  const folded = inside.locator('xpath=ancestor::details[not(@open)]/summary');
  if ((await folded.count()) > 0) await folded.first().click();
}

async function fillOne(page: Page, name: string, value: string): Promise<void> {
  const chosen = page.locator(`main [name="${name}"][value="${value}"]`);
  if ((await chosen.count()) > 0 && /radio|checkbox/.test((await chosen.first().getAttribute('type')) ?? '')) {
    await unfold(chosen.first());
    await chosen.first().check({ force: true });
    return;
  }
  const field = page.locator(`main [name="${name}"]:not([type=hidden])`).first();
  if ((await field.count()) === 0)
    throw new Error(`${page.url()} asks for no ${name}:\n${await page.locator('main').textContent()}`);
  await unfold(field);
  const tag = await field.evaluate((element) => element.tagName);
  if (tag === 'SELECT') await field.selectOption(value);
  else await field.fill(value);
}

/** The main button of a form where it has one: a search inside it has a smaller button of its own. */
function buttonOf(page: Page, action?: string): Locator {
  const form = action === undefined ? 'main form' : `main form[action$="${action}"]`;
  const main = page.locator(`${form} button.is-primary`);
  return main.or(page.locator(`${form}:not(:has(button.is-primary)) button`)).first();
}

/** As root in a container, and without calling home. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
