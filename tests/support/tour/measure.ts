/** What is measured on a page of the tour: one load, looked at in several widths. A fault names the element and what is wrong. */
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import { parse } from 'node-html-parser';
import type { Page } from 'playwright-core';
import { inPage, type Opened } from '#tests/support/tour/browse';
import type { Stop } from '#tests/support/tour/stop';

export const CHECKS = {
  axe: 'axe finds nothing: WCAG 2.2 AA, and contrast 7:1 for all words',
  letters: 'letters are 24 px or more for elders, 18 px elsewhere',
  targets: 'what one presses is 64 px high or more for elders, 48 px elsewhere',
  gaps: 'what one presses is 12 px or more apart',
  fits: 'nothing sticks out or is cut off: 320 px, a phone, a desk, a desk at 200 %, letters twice as large',
  html: 'the HTML is valid',
  browser: 'the browser does not complain: content security policy, console',
  script: 'it works with script off',
  weight: 'the first view is 25 KB packed or less for elders, 60 KB elsewhere',
} as const;
export type Check = keyof typeof CHECKS;
export type Faults = Record<Check, string[]>;

const PHONE = 360;
const DESK = 1280;
/** The smallest phone; and half of a desk, which is what zooming to 200 % leaves of it. */
const NARROW = [320, DESK / 2];
const KB = 1_000;

/** What a page is measured by besides itself. */
export interface Scales {
  /** Bytes of an address as they are sent, packed. */
  weigh: (address: string) => Promise<number>;
  /** Whether axe reads this one too: it takes longer than all the rest. */
  axeToo: (opened: Opened) => boolean;
}

export async function measure(opened: Opened, { weigh, axeToo }: Scales): Promise<Faults> {
  const { page, answer, complaints } = opened;
  const html = await answer.text();
  const script = await scriptOff(page, html);
  await inPage(page, 'unfold', null);
  const seen = await look(page);
  return {
    ...{ ...seen, script },
    axe: axeToo(opened) ? await axe(opened) : [],
    html: await validate(html, opened),
    browser: [...complaints],
    weight: [...(await weight(html, weigh, opened)), ...sentPlain(opened)],
  };
}

/** Everything that depends on how wide the window is. */
async function look(page: Page): Promise<Pick<Faults, 'letters' | 'targets' | 'gaps' | 'fits'>> {
  const faults = { letters: [] as string[], targets: [] as string[], gaps: [] as string[], fits: [] as string[] };
  const ask = <T>(name: string, given: unknown = null) => inPage<T>(page, name, given);
  const note = (check: keyof typeof faults, found: string[], where: string) => {
    for (const fault of found) faults[check].push(`${fault} (${where})`);
  };
  for (const width of [...NARROW, DESK, PHONE]) {
    await page.setViewportSize({ width, height: 800 });
    note('fits', await ask('fitFaults'), `${width}`);
    if (NARROW.includes(width)) continue;
    note('letters', await ask('typeFaults'), `${width}`);
    const { low, close } = await ask<{ low: string[]; close: string[] }>('targetFaults');
    note('targets', low, `${width}`);
    note('gaps', close, `${width}`);
  }
  await page.setViewportSize({ width: DESK / 2, height: 800 });
  await ask('magnify', 200);
  note('fits', await ask('fitFaults'), 'letters twice as large');
  await ask('magnify', 0);
  return faults;
}

/** 7:1 says all that 4.5:1 would say, and each of them takes a third of the time. */
const CONTRAST = { 'color-contrast-enhanced': { enabled: true }, 'color-contrast': { enabled: false } };
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function axe({ page, stop }: Opened): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], rules: CONTRAST })
    .withTags(RULES)
    .setLegacyMode(true)
    .analyze();
  const counted = violations.filter(({ id }) => !(showsStates(stop) && id === 'landmark-unique'));
  return counted.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${id}: ${target.join(' ')}: ${why}`;
    }),
  );
}

/** A break of the line is a blank to one reader and nothing to the other. */
const withoutBlanks = (text: string) => text.replace(/\s+/g, '');

/** What is shown is what was sent, and every form goes somewhere by itself. */
async function scriptOff(page: Page, html: string): Promise<string[]> {
  const faults = await inPage<string[]>(page, 'formFaults', null);
  const main = parse(html).querySelector('main');
  for (const place of main?.querySelectorAll('[data-live]') ?? []) place.remove();
  const sent = withoutBlanks(main?.textContent ?? '');
  const shown = withoutBlanks(await inPage<string>(page, 'mainWords', null));
  if (shown === sent) return faults;
  const from = [...sent].findIndex((letter, at) => shown[at] !== letter);
  return [...faults, `script changed the words of the page: “${shown.slice(Math.max(0, from - 20), from + 40)}”`];
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // How it is written, not whether it is right.
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    // A record's title is its sentence; whoever cannot see it hears the beginning first.
    'long-title': 'off',
    // Numbers are copied and typed on: plain hyphens. That they stay on one line is the stylesheet's.
    'tel-non-breaking': 'off',
    // A PIN is typed on somebody else's phone, which must not keep it.
    'autocomplete-password': 'off',
    // Several ticks of one name are one answer.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit'] }],
  },
});

async function validate(html: string, { stop }: Opened): Promise<string[]> {
  const report = await validator.validateString(html);
  const faults = report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? 'page'})`),
  );
  return faults.filter((fault) => !(showsStates(stop) && fault.startsWith('unique-landmark')));
}

/** The page of patterns shows one landmark in all its states, under one name. */
const showsStates = ({ route }: Stop): boolean => route.endsWith('/patterns');

/** What is weighed packed must also be sent so. */
const sentPlain = ({ answer }: Opened): string[] =>
  answer.headers()['content-encoding'] === 'gzip' ? [] : ['the page was not sent packed'];

/** The page and everything it asks for before anybody presses anything. */
async function weight(html: string, weigh: (address: string) => Promise<number>, { stop }: Opened): Promise<string[]> {
  const asked = new Set([...html.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map((found) => found[1] ?? ''));
  const parts = await Promise.all([...asked].map(weigh));
  const bytes = gzipSync(html).length + parts.reduce((sum, part) => sum + part, 0);
  // No elder opens the page of patterns, which holds a little of everything.
  const most = (/<body class="elder/.test(html) && !showsStates(stop) ? 25 : 60) * KB;
  return bytes > most ? [`${bytes} bytes, not ${most}`] : [];
}
