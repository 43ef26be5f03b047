/**
 * The main job in a real browser, from nobody on file to minutes on both statements: six people, each at a device of her
 * own. Both variants, with and without script, in both languages. Everything is pressed; nothing is called.
 */
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { must } from '#domain/refusal';
import { runDaily } from '#jobs/daily';
import { cardOf } from '#records/card';
import { cardPhoto } from '#tests/support/photo';
import { openServer, type Server } from '#tests/support/server';
import { CHROMIUM_FLAGS, type Manner, type Visitor, visit } from '#tests/support/visitor';
import { viewExchange } from '#usecases/exchange/view';
import { readBooks } from '#usecases/ledger/audit';

let browser: Browser;
let server: Server;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('browserPath'), args: CHROMIUM_FLAGS });
  server = await openServer();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const PASSWORD = 'bamboo by the river';
const PIN = '720415';
const BROUGHT = { witnessName: '黎婶', witnessPhone: '13800002222' };

/** The people of one walk, and what they remember between two pages. */
interface Walk {
  /** An officer at her own device, signed in. */
  staff(login: string): Promise<Visitor>;
}

async function enrol(helper: Visitor, name: string, part: 'receives' | 'serves', bornOn: string): Promise<string> {
  await helper.open('/members/new');
  await helper.fill({ name, parts: part });
  await helper.press();
  await helper.fill({ identityKind: 'none', sex: part === 'receives' ? 'male' : 'female', bornOn });
  await helper.press();
  await helper.fill({ address: '大稳村 3 号', homeRegionCode: 'here' });
  await helper.press();
  await helper.press();
  if (part === 'receives') {
    await helper.fill({ known: 'now', spouse: 'none', children_elsewhere: '1', livesWith: 'nobody' });
    await helper.press();
    await helper.press();
    await helper.fill({ consent_sensitive: 'yes' });
  }
  await helper.fill({ consent_enrol: 'yes', how: 'readAloud', witness: '黎婶' });
  await helper.press();
  await helper.press();
  return memberIn(helper.page.url());
}

const memberIn = (url: string): string => /mem_\w+/.exec(url)?.[0] ?? '';
const exchangeIn = (url: string): string => /exc_\w+/.exec(url)?.[0] ?? '';

/** Enrolled by the helper, checked by the clerk, approved by the town; a card each, and a PIN with a neighbour in the room. */
async function putOnFile({ staff }: Walk, name: string): Promise<{ elder: string; cards: string[] }> {
  const [helper, clerk, town] = [await staff('fen'), await staff('huang'), await staff('liang')];
  const elder = await enrol(helper, `${name}伯`, 'receives', '1941-02-03');
  const volunteer = await enrol(helper, `${name}姨`, 'serves', '1963-05-06');
  const cards: string[] = [];
  for (const id of [elder, volunteer]) {
    await clerk.open(`/members/${id}`);
    await clerk.press(`/members/${id}/check`);
    await town.open(`/members/${id}`);
    await town.press(`/members/${id}/approval`);
    await helper.open(`/members/${id}`);
    await helper.press(`/members/${id}/cards`);
    // The volunteer's by the clerk: a PIN that the helper was there for would prove nothing of what she asks for.
    const officer = id === volunteer ? clerk : helper;
    await officer.open(`/members/${id}/pin`);
    await officer.fill({ presentName: '黎婶', presentPhone: '13800002222', pin: PIN, pinAgain: PIN });
    await officer.press(`/members/${id}/pin`);
    await helper.open(`/members/${id}/card`);
    cards.push(/\d{4} ?\d{4}/.exec(await helper.text())?.[0].replace(' ', '') ?? '');
  }
  return { elder, cards };
}

/** The county's change sheet, signed by the other officer; the month's minutes come by the night's work. */
async function putOnList({ staff }: Walk): Promise<void> {
  const [one, other] = [await staff('su'), await staff('he')];
  await one.open('/grant-lists/new');
  await one.fill({ kind: 'change', month: server.world.today().slice(0, 7) });
  await one.press('/grant-lists');
  const list = /\/grant-lists\/(\w+)/.exec(one.page.url())?.[1] ?? '';
  await other.open(`/grant-lists/${list}`);
  await other.press(`/grant-lists/${list}/signature`);
  await nextMorning();
  await runDaily(server.world.house, () => readBooks(server.world.job('audit')));
}

async function nextMorning(): Promise<void> {
  server.world.at(`${server.world.tomorrow()}T08:00`);
}

/** The helper asks at his door; low in risk and covered, so his minutes are held at once. */
async function ask(helper: Visitor, elder: string): Promise<string> {
  await helper.open(`/ask/new?member=${elder}&serviceCode=A02`);
  await helper.fill({ plannedOn: server.world.tomorrow(), plannedHalfDay: 'morning', plannedMinutes: '120' });
  await helper.press();
  await helper.fill({ consentHow: 'inPerson' });
  await helper.press('/ask');
  return exchangeIn(helper.page.url());
}

async function signInMember(manner: Manner, card: string): Promise<Visitor> {
  const visitor = await visit(browser, server.origin, manner);
  await visitor.open('/sign-in');
  await visitor.fill({ who: card, pin: PIN });
  await visitor.press();
  return visitor;
}

let walks = 0;

async function walk(variant: 'A' | 'B', manner: Manner): Promise<void> {
  const desks = new Map<string, Visitor>();
  const staff = async (login: string): Promise<Visitor> => {
    const width = login === 'fen' ? 360 : 1280;
    const visitor = desks.get(login) ?? (await visit(browser, server.origin, { ...manner, width }));
    desks.set(login, visitor);
    await visitor.open('/desk');
    // A staff session ends over night: in the morning everybody signs in again.
    if (visitor.page.url().includes('sign-in')) {
      await visitor.fill({ login, password: PASSWORD });
      await visitor.press();
    }
    return visitor;
  };
  const name = ['甘', '丁', '戚', '卢', '麦', '欧', '邱', '谭'][walks++] ?? '甘';
  const here: Walk = { staff };
  const { elder, cards } = await putOnFile(here, name);
  await putOnList(here);

  const helper = await staff('fen');
  const id = await ask(helper, elder);
  const phone = await signInMember(manner, cards[1] ?? '');
  await phone.open('/offers');
  if (!(await phone.page.locator(`main form[action$="${id}/acceptance"]`).count()))
    await phone.open(`/exchanges/${id}`);
  await phone.press(`/exchanges/${id}/acceptance`);

  await nextMorning();
  if (variant === 'A') await byPaper(await staff('fen'), id);
  else await byPhone(phone, id, cards[0] ?? '');

  const social = await staff('zhou');
  await social.open(`/exchanges/${id}/file`);
  await social.press(`/exchanges/${id}/check`);
  const town = await staff('liang');
  await town.open(`/exchanges/${id}/file`);
  if (variant === 'A') await seesPhoto(town, id);
  const grade = variant === 'B' ? 'verified' : 'attested';
  expect((await viewExchange(server.world.desk('梁主任'), id)).grade).toBe(grade);
  await town.press(`/exchanges/${id}/credit`);

  await phone.open('/statement');
  const hers = await phone.text();
  expect(hers).toMatch(manner.lang === 'en' ? /an hour and a half|1½ hours|1 hour 30|1½/i : /1 小时半/);
  await town.open(`/members/${elder}/statement`);
  expect(await town.text()).toMatch(manner.lang === 'en' ? /2½ hours|2½|2 hours 30/i : /2 小时半/);
  for (const visitor of [...desks.values(), phone]) await visitor.close();
}

/** A: written down in the evening by the helper, from the line of his wall card. */
async function byPaper(helper: Visitor, id: string): Promise<void> {
  server.world.at(`${server.world.today()}T17:00`);
  await helper.open(`/exchanges/${id}/staff-log`);
  await helper.fill({ minutes: '90', halfDay: 'morning', cardLine: '3', ...BROUGHT });
  await helper.choose('photo', await cardPhoto());
  await helper.press(`/exchanges/${id}/staff-log`);
}

/** The card's photograph stands in the evidence, and large on a page of its own. */
async function seesPhoto(officer: Visitor, id: string): Promise<void> {
  const width = async () => {
    await officer.page.locator('main img').scrollIntoViewIfNeeded();
    const shown = "(async (img) => (await img.decode(), img.naturalWidth))(document.querySelector('main img'))";
    return officer.page.evaluate<number>(shown);
  };
  expect(await width()).toBe(1600);
  await officer.page.click('.photos a');
  await officer.page.waitForURL('**/photos/*');
  expect(await width()).toBe(1600);
  await officer.open(`/exchanges/${id}/file`);
}

/** B: in and out at his card with her own phone, then his PIN. */
async function byPhone(phone: Visitor, id: string, card: string): Promise<void> {
  server.world.at(`${server.world.today()}T09:00`);
  const { token } = must(await server.world.read((act) => cardOf(act, card)));
  await phone.open(`/c/${token}`);
  await phone.press(`/c/${token}/sign-in`);
  server.world.at(`${server.world.today()}T10:30`);
  await phone.open(`/c/${token}`);
  await phone.press(`/c/${token}/sign-out`);
  await phone.fill({ pin: PIN });
  await phone.press(`/exchanges/${id}/confirmation`);
}

describe('the main job', () => {
  for (const lang of ['zh-CN', 'en'] as const) {
    for (const script of [true, false]) {
      const how = `${lang}, script ${script ? 'on' : 'off'}`;
      it(`A, no phone at the door: ${how}`, () => walk('A', { lang, script }));
      it(`B, her own phone at his card: ${how}`, () => walk('B', { lang, script }));
    }
  }
});
