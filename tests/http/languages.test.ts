/**
 * Both languages, on every page that links lead to. On an English page Chinese letters are what somebody typed, marked as
 * Chinese, or a name beside its pinyin where an officer looks for it on paper; on a Chinese page there are no English words.
 */

import { getTableName, isTable } from 'drizzle-orm';
import { HTMLElement, type Node, NodeType } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STAFF } from '#cli/demo/cast';
import { spellName } from '#db/pinyin';
import * as access from '#db/schema/access';
import * as care from '#db/schema/care';
import * as cash from '#db/schema/cash';
import * as county from '#db/schema/county';
import * as incident from '#db/schema/incident';
import * as insurance from '#db/schema/insurance';
import * as ledger from '#db/schema/ledger';
import * as office from '#db/schema/office';
import * as pairing from '#db/schema/pairing';
import * as people from '#db/schema/people';
import * as storm from '#db/schema/storm';
import * as visit from '#db/schema/visit';
import type { FetchedPage } from '#tests/support/client';
import { openTourHouse, type TourHouse } from '#tests/support/tour/house';
import { pagesFrom } from '#tests/support/walk';

const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const RUNS = /\p{Script=Han}+/gu;
/** Typed once by the office and translated since: a service has a word of its own in each language. */
const NOT_TYPED = ['services', 'journals'];
/** One of each office and of each kind of member. */
const READERS = ['审计老吴', '罗处', '苏科', '梁主任', '小周', '黄姐', '阿芬', '陈伯', '李姨', '阿珍'];

let house: TourHouse;
/** What people typed, run by run; and what people are called. */
const typed = new Set<string>();
const names = new Set<string>();
beforeAll(async () => {
  house = await openTourHouse();
  await house.house.store.read(async (tx) => {
    const all = {
      ...access,
      ...care,
      ...cash,
      ...county,
      ...incident,
      ...insurance,
      ...ledger,
      ...office,
      ...pairing,
      ...people,
      ...storm,
      ...visit,
    };
    for (const table of Object.values(all)) {
      if (!isTable(table) || NOT_TYPED.includes(getTableName(table))) continue;
      for (const row of (await tx.select().from(table as typeof people.members)) as Record<string, unknown>[]) {
        for (const [column, value] of Object.entries(row)) {
          const runs = JSON.stringify(value ?? '').match(RUNS) ?? [];
          for (const run of runs) (/name/i.test(column) ? names : typed).add(run);
        }
      }
    }
  });
}, 120_000);
afterAll(() => house.close());

const WORDS_IN = ['aria-label', 'title', 'placeholder', 'alt'];

/** Letters of a page, each with the element it stands in. */
function* lettersOf(element: HTMLElement): Generator<[string, HTMLElement]> {
  for (const node of element.childNodes as Node[]) {
    if (node instanceof HTMLElement) {
      for (const name of WORDS_IN) if (node.hasAttribute(name)) yield [node.getAttribute(name) ?? '', node];
      yield* lettersOf(node);
    } else if (node.nodeType === NodeType.TEXT_NODE && !node.text.startsWith('<!')) yield [node.text, element];
  }
}

const isChinese = (element: HTMLElement | null): boolean =>
  element !== null &&
  (element.getAttribute('lang') ?? '') !== 'en' &&
  (element.getAttribute('lang') === 'zh-CN' || isChinese(element.parentNode));

/** What is wrong with the Chinese on an English page. */
function chineseFaults(root: HTMLElement, forStaff: boolean): string[] {
  const faults: string[] = [];
  for (const [text, element] of lettersOf(root)) {
    if (!HAN.test(text) || (text === '中文' && element.tagName === 'A')) continue;
    if (!isChinese(element)) faults.push(`not marked: ${text.trim()}`);
    for (const run of text.match(RUNS) ?? []) {
      const around = element.tagName === 'SPAN' ? (element.parentNode?.textContent ?? '') : element.textContent;
      if (typed.has(run)) continue;
      if (!names.has(run)) faults.push(`not translated: ${run}`);
      else if (!forStaff || !around.includes(`${spellName(run)} ${run}`)) faults.push(`a name without need: ${run}`);
    }
  }
  return faults;
}

/** What may stand in Latin letters on a Chinese page: other tongues' names, logins, ids, hashes. */
const LATIN = /^(English|Node\.js|PIN|AB|[a-z]+_\w+|job:\w+|[A-Z\d]{2,6}|[\da-f]+)$/;

function englishFaults(root: HTMLElement, logins: Set<string>): string[] {
  const faults: string[] = [];
  for (const [text, element] of lettersOf(root)) {
    if (element.getAttribute('lang') === 'en') continue;
    for (const word of text.match(/[A-Za-z][\w.:-]*[A-Za-z]\w*/g) ?? []) {
      if (!LATIN.test(word) && !logins.has(word)) faults.push(`${word} in ${text.trim().slice(0, 60)}`);
    }
  }
  return faults;
}

describe.each(READERS)('every page that %s comes to', (name) => {
  it('is Chinese in Chinese and English in English', async () => {
    const client = house.client();
    const id = house.idOf(name);
    await client.signInAs(id);
    const forStaff = id.startsWith('usr_');
    const logins = new Set([...Object.values(STAFF).map(({ login }) => login), 'luo', 'deng']);
    const faults = new Map<string, string>();
    const note = (language: string, { url }: FetchedPage, found: string[]) => {
      for (const fault of found) if (!faults.has(`${language} ${fault}`)) faults.set(`${language} ${fault}`, url);
    };
    const from = forStaff
      ? ['/members?q=chen', '/log?q=chen', '/ask/new?q=chen', '/password']
      : ['/my-time', '/me', '/password'];
    client.cookies.set('lang', 'zh-CN');
    for await (const { address, page } of pagesFrom(client, from, 2)) {
      note('zh-CN', page, englishFaults(page.root, logins));
      client.cookies.set('lang', 'en');
      const english = await client.get(address);
      note('en', english, chineseFaults(english.root, forStaff));
      client.cookies.set('lang', 'zh-CN');
    }
    expect([...faults].map(([fault, url]) => `${fault} on ${url}`)).toEqual([]);
  }, 120_000);
});
