/**
 * A browser without a window. It keeps cookies, follows forms as they stand on the page, and checks every page that it
 * fetches: what must hold for all of them is written once, here.
 */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { type HTMLElement, parse } from 'node-html-parser';
import { expect } from 'vitest';
import { zhCN } from '#i18n/zh-CN';
import { type FormFile, multipart } from '#tests/support/multipart';

export interface FetchedPage {
  status: number;
  url: string;
  headers: LightMyRequestResponse['headers'];
  html: string;
  root: HTMLElement;
  title: string;
  h1: string;
  /** Words of an element, blanks folded; '' when there is none. */
  text(selector?: string): string;
  /** What the error summary says, line by line. */
  problems: string[];
}

/** `openApp` puts a route here. */
export const TEST_DOOR = '/test-door';

type Values = Record<string, string | string[]>;

export interface Client {
  cookies: Map<string, string>;
  /** Fetch a page, following redirects as a browser does. */
  get(url: string, headers?: Record<string, string>): Promise<FetchedPage>;
  /** Fill in a form of a page and send it, hidden fields, token and key included. Follows the redirect. */
  submit(page: FetchedPage, values?: Values, formSelector?: string): Promise<FetchedPage>;
  /** The same for a form in which a file can be chosen: one was, or null. */
  submitFile(page: FetchedPage, file: FormFile | null, values?: Values): Promise<FetchedPage>;
  /** Come in as `usr_…` or `mem_…` without knowing a PIN: through a door that only tests have. */
  signInAs(subjectId: string): Promise<void>;
  /** The bare answer, unchecked and not followed: for status, headers and what is no page. */
  request(method: string, url: string, options?: RequestOptions): Promise<LightMyRequestResponse>;
}

interface RequestOptions {
  headers?: Record<string, string>;
  payload?: string | Buffer;
  form?: Values;
}

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

export function createClient(app: FastifyInstance, always: Record<string, string> = {}): Client {
  const cookies = new Map<string, string>();

  async function request(method: string, url: string, { headers, payload, form }: RequestOptions = {}) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.inject({
      method: method as 'GET',
      url,
      payload: form ? encode(form) : payload,
      headers: {
        host: 'yinling.test',
        ...(cookie ? { cookie } : {}),
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...always,
        ...headers,
      },
    });
    for (const { name, value, maxAge, expires } of response.cookies) {
      // As sent: the next request carries it in the same coding.
      if (maxAge === 0 || (expires && expires.getTime() <= 0)) cookies.delete(name);
      else cookies.set(name, encodeURIComponent(value));
    }
    return response;
  }

  async function follow(response: LightMyRequestResponse, from: string): Promise<FetchedPage> {
    let [answer, url] = [response, from];
    for (let hops = 0; answer.statusCode >= 300 && answer.statusCode < 400; hops++) {
      if (hops > 5) throw new Error(`${from} leads in a circle.`);
      url = String(answer.headers.location);
      answer = await request('GET', url);
    }
    return fetched(answer, url);
  }

  return {
    cookies,
    request,
    async signInAs(subjectId) {
      const answer = await request('GET', `${TEST_DOOR}/${subjectId}`);
      if (answer.statusCode !== 303) throw new Error(`${subjectId} could not come in: ${answer.statusCode}`);
    },
    get: async (url, headers) => follow(await request('GET', url, { headers }), url),
    async submit(page, values = {}, formSelector = 'main form[method=post]') {
      const { url, fields, headers } = filledIn(page, values, formSelector);
      return follow(await request('POST', url, { form: fields, headers }), url);
    },
    async submitFile(page, file, values = {}) {
      const { url, fields, headers } = filledIn(page, values, 'main form[enctype="multipart/form-data"]');
      if (file) delete fields[file.name];
      const { payload, headers: type } = multipart(fields, file);
      return follow(await request('POST', url, { payload, headers: { ...headers, ...type } }), url);
    },
  };
}

const encode = (form: Values): string =>
  Object.entries(form)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]))
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');

function filledIn(page: FetchedPage, values: Values, formSelector: string) {
  const form = page.root.querySelector(formSelector);
  if (!form) throw new Error(`There is no ${formSelector} on ${page.url}.`);
  return {
    url: form.getAttribute('action') ?? page.url,
    fields: { ...valuesOf(form, Object.keys(values)), ...values },
    headers: { referer: `http://yinling.test${page.url}` },
  };
}

/** What a browser would send if one pressed the button now. Filling in a field that is not there is a mistake. */
function valuesOf(form: HTMLElement, named: string[]): Values {
  const values: Values = {};
  const names = new Set<string>();
  const add = (name: string, value: string) => {
    const before = values[name];
    values[name] = before === undefined ? value : [before, value].flat();
  };
  for (const field of form.querySelectorAll('input, textarea, select, button')) {
    const name = field.getAttribute('name');
    if (!name) continue;
    names.add(name);
    const type = field.getAttribute('type');
    if (field.tagName === 'BUTTON') continue;
    if (field.tagName === 'TEXTAREA') add(name, field.text);
    else if (field.tagName === 'SELECT') {
      const options = field.querySelectorAll('option');
      const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
      if (chosen) add(name, chosen.getAttribute('value') ?? chosen.text);
    } else if (type !== 'radio' && type !== 'checkbox') add(name, field.getAttribute('value') ?? '');
    else if (field.hasAttribute('checked')) add(name, field.getAttribute('value') ?? 'on');
  }
  for (const name of named) if (!names.has(name)) throw new Error(`The form has no field "${name}".`);
  return values;
}

function fetched(response: LightMyRequestResponse, url: string): FetchedPage {
  const html = response.body;
  const root = parse(html);
  // What a script may put on the page some day is not on it.
  for (const template of root.querySelectorAll('template')) template.remove();
  const text = (selector = 'body') => folded(root.querySelector(selector)?.textContent ?? '');
  const page: FetchedPage = {
    status: response.statusCode,
    url,
    headers: response.headers,
    html,
    root,
    title: text('title'),
    h1: text('h1'),
    text,
    problems: root.querySelectorAll('.error-summary li').map((line) => folded(line.textContent)),
  };
  checkPage(page);
  return page;
}

/** What holds for every page of the house, whoever made it. */
export function checkPage({ root, html, url, title, headers, text, status, problems }: FetchedPage): void {
  const where = `on ${url}`;
  expect(String(headers['content-type']), where).toBe('text/html; charset=utf-8');
  expect(html.toLowerCase().startsWith('<!doctype html>'), `doctype ${where}`).toBe(true);
  expect(root.querySelectorAll('title').length, `one title ${where}`).toBe(1);
  expect(title, `a title with words ${where}`).toMatch(/\S · \S/);
  expect(['zh-CN', 'en'], `language ${where}`).toContain(root.querySelector('html')?.getAttribute('lang'));
  expect(root.querySelectorAll('h1').length, `one h1 ${where}`).toBe(1);
  expect(root.querySelectorAll('main').length, `one main ${where}`).toBe(1);
  expect(root.querySelector('a[href^="tel:"]'), `a number to call ${where}`).not.toBeNull();

  for (const field of root.querySelectorAll('input, select, textarea')) {
    if (field.getAttribute('type') === 'hidden') continue;
    const id = field.getAttribute('id') ?? '';
    const label = root.querySelector(`label[for="${id}"]`);
    expect(folded(label?.textContent ?? ''), `a label for ${field.getAttribute('name')} ${where}`).not.toBe('');
  }
  for (const form of root.querySelectorAll('form')) {
    const method = (form.getAttribute('method') ?? 'get').toLowerCase();
    if (method !== 'post') continue;
    for (const name of ['_csrf', 'key']) {
      const hidden = form.querySelector(`input[type=hidden][name=${name}]`);
      expect(hidden?.getAttribute('value'), `${name} in the form ${form.getAttribute('action')} ${where}`).toBeTruthy();
    }
  }
  for (const control of root.querySelectorAll('a, button')) {
    const words = folded(control.textContent) || control.getAttribute('aria-label');
    expect(words, `words on ${control.outerHTML} ${where}`).toBeTruthy();
  }
  const ids = root.querySelectorAll('[id]').map((element) => element.getAttribute('id'));
  expect(ids.length, `ids once each ${where}: ${ids.join(' ')}`).toBe(new Set(ids).size);

  checkWords(`${title} ${text()}`, where);
  expect(root.querySelectorAll('[style], style, script:not([src])').length, `nothing inline ${where}`).toBe(0);
  expect(/\son\w+=/.test(html.replace(/"[^"]*"/g, '""')), `no inline handlers ${where}`).toBe(false);

  expect(problems.length > 0, `the title says whether there is an error ${where}`).toBe(
    /^(错误：|Error: )/.test(title),
  );
  if (status === 422)
    expect(problems.length + Number(html.includes('class="lead"')), `says what to do ${where}`).toBeGreaterThan(0);
}

/** Raw keys of the catalogue, and what JavaScript prints when something is missing. */
function checkWords(words: string, where: string): void {
  for (const spill of ['undefined', 'null', 'NaN', '[object', 'Invalid Date']) {
    expect(words.includes(spill), `"${spill}" ${where}`).toBe(false);
  }
  const keys = words.match(/\b[a-z][\w]*\.[a-z][\w.]*\b/gi)?.filter((word) => Object.hasOwn(zhCN, word)) ?? [];
  expect(keys, `raw keys ${where}`).toEqual([]);
  expect(words, `words nobody may read ${where}`).not.toMatch(/银行|存款|贷款|利息|非法|无效|失败/);
}
