/** Phones at `/field/` for a file of browser tests: one house and one browser for all of them, a phone a test. */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, expect, inject } from 'vitest';
import { exchanges } from '#db/schema/care';
import { addDays, instantOf } from '#domain/day';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { type Phone, phoneOf, type Setting } from '#tests/support/handset';
import { served } from '#tests/support/scene';
import { CHROMIUM_FLAGS } from '#tests/support/visitor';

export const MONDAY = instantOf('2026-11-23', 9 * 60);
/** An address that a browser does not take for a safe one, as the house would be without https. */
export const PLAIN = 'plain.test';
/** Whose phone it is, and by which address it comes to the house. */
type Where = Setting & { name: string; at: string };

export const MINUTES = (minutes: number) =>
  `label[for="f-minutes-${minutes}"], [name=minutes][value="${minutes}"] + label`;
export const SAVE = '.save-bar button';

/** What is chosen already is not pressed again: that would take it away. */
export async function choose(one: Phone, field: string): Promise<void> {
  if (!(await one.page.locator(field).isChecked())) await one.tap(`${field} + label`);
}

export const saved = (one: Phone) => one.page.locator('#saved').textContent();
export const settled = (one: Phone) => expect.poll(() => saved(one)).toMatch(/已上传，等审核/);

/** Called once, where a file begins; what it opens is closed after its tests. */
export function fieldPhones() {
  let browser: Browser;
  let house: DeskHouse;
  let origin: string;
  let phones: Phone[] = [];

  afterEach(async () => {
    for (const phone of phones) await phone.close();
    phones = [];
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  async function phone({ name = '阿芬', at = origin, ...setting }: Partial<Where> = {}): Promise<Phone> {
    const one = await phoneOf(browser, house, at, name, { clock: MONDAY, ...setting });
    phones.push(one);
    return one;
  }

  const person = (name: string) => `#screen a[href="#log/${house.world.member(name).id}"]`;
  const all = () => house.world.store.read((tx) => tx.select().from(exchanges).orderBy(exchanges.id));

  return {
    /** Before all tests. Last week 李姨 kept 陈伯 company: that is what is chosen already. */
    async open(): Promise<{ house: DeskHouse; origin: string }> {
      browser = await chromium.launch({
        executablePath: inject('browserPath'),
        args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP ${PLAIN} 127.0.0.1`],
      });
      house = await openDeskHouse();
      await served(house.world, { servedOn: addDays(house.world.today(), -7) });
      origin = await house.app.listen({ port: 0, host: '127.0.0.1' });
      return { house, origin };
    },
    phone,
    /** At `/field/`, with a list of people. */
    async atField(setting: Partial<Where> = {}): Promise<Phone> {
      const one = await phone(setting);
      await one.page.goto(`${setting.at ?? origin}/field/`);
      await one.says(/都已上传/);
      return one;
    },
    person,
    /** @param meanwhile what else is done before it is kept */
    async logVisit(one: Phone, name: string, minutes = 60, meanwhile = async () => {}): Promise<void> {
      await one.tap(person(name));
      await one.tap(MINUTES(minutes));
      await choose(one, '[name=serviceCode][value=A02]');
      await choose(one, `[name=volunteer][value="${house.world.member('李姨').id}"]`);
      await meanwhile();
      await one.tap(SAVE);
      await one.page.waitForSelector('#saved');
    },
    all,
    count: async () => (await all()).length,
    newest: async () => (await all()).at(-1),
  };
}
