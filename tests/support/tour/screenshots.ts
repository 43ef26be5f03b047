/**
 * `npm run screenshots [-- --only PART]`: every page of the demo world at 360 and 1280 px, in both languages, into
 * `screenshots/`, with `index.html` to look at them side by side. PART is part of a file's name: `members`, `.elder.`.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LANGUAGES } from '#i18n/words';
import { findBrowser } from '#tests/support/browser-setup';
import { browse, type Opened } from '#tests/support/tour/browse';
import { CAST, type Stop } from '#tests/support/tour/stop';
import { openTour } from '#tests/support/tour/tour';

const FOLDER = 'screenshots';
const WIDTHS = [360, 1280];
const HANDS = 3;

const fileOf = ({ name, who }: Stop, width: number, lang: string): string => `${name}.${who}.${width}.${lang}.png`;
const filesOf = (stop: Stop): string[] => WIDTHS.flatMap((width) => LANGUAGES.map((lang) => fileOf(stop, width, lang)));

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
  const browserPath = findBrowser();
  const began = Date.now();
  console.log('The demo village is built and gone through …');
  const tour = await openTour();
  const wanted = (stop: Stop) => filesOf(stop).some((file) => file.includes(values.only));
  const stops = tour.stops.filter(wanted);
  if (values.only === '') rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  console.log(`${stops.length} pages, ${stops.length * WIDTHS.length * LANGUAGES.length} pictures …`);
  await browse(tour, {
    ...{ browserPath, stops, hands: HANDS },
    look: (opened) => picture(opened, values.only),
    missed: ({ stop }, error) => console.error(stop.name, error.message),
  });
  writeFileSync(join(FOLDER, 'index.html'), contactSheet(tour.stops));
  await tour.house.close();
  console.log(`${join(FOLDER, 'index.html')} after ${Math.round((Date.now() - began) / 1000)} s`);
}

async function picture({ stop, lang, page }: Opened, only: string): Promise<void> {
  for (const width of WIDTHS) {
    const file = fileOf(stop, width, lang);
    if (!file.includes(only)) continue;
    await page.setViewportSize({ width, height: width === 360 ? 780 : 900 });
    await page.screenshot({ path: join(FOLDER, file), fullPage: true, animations: 'disabled' });
  }
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function contactSheet(stops: readonly Stop[]): string {
  const taken = (stop: Stop) => filesOf(stop).filter((file) => existsSync(join(FOLDER, file)));
  const shown = stops.filter((stop) => taken(stop).length > 0);
  const sorted = shown.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const rows = sorted.map((stop) => {
    const words = `${stop.name} · ${stop.who} ${CAST[stop.who] ?? ''}`;
    const pictures = taken(stop).map(
      (file) => `<a href="${escaped(file)}"><img loading="lazy" alt="${escaped(file)}" src="${escaped(file)}"></a>`,
    );
    return `<section><h2>${escaped(words)}</h2><p>${escaped(`${stop.status} ${stop.address}`)}</p><div>${pictures.join('')}</div></section>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every page</title><style>
body { font: 14px/1.4 system-ui, sans-serif; margin: 16px; background: #ddd; }
h2 { font-size: 16px; margin: 24px 0 0; } p { margin: 0 0 8px; color: #555; overflow-wrap: anywhere; }
div { display: flex; gap: 12px; align-items: start; overflow-x: auto; } img { max-height: 900px; max-width: 640px; background: #fff; }
</style><h1>${shown.length} pages</h1>${rows.join('\n')}</html>
`;
}

await main();
