/**
 * `npm run icons`: makes static/icons.svg anew from lucide-static, one symbol an icon, so that a page fetches one small file.
 * A name that the package does not know is an error; a new icon is added to the list and nowhere else.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SPRITE = new URL('../../static/icons.svg', import.meta.url);
const PACKAGE = new URL('../../node_modules/lucide-static/', import.meta.url);

const NAMES = [
  ...['arrow-left', 'ban', 'bell', 'book-open', 'camera', 'check', 'chevron-right', 'circle-alert', 'circle-check'],
  ...[
    'circle-dot',
    'clock',
    'cloud-upload',
    'copy',
    'download',
    'eye',
    'footprints',
    'hand-heart',
    'hand-helping',
    'hourglass',
    'id-card',
    'info',
    'list-checks',
    'wifi-off',
  ],
  ...['pencil', 'phone', 'plus', 'printer', 'search', 'send', 'triangle-alert', 'undo-2', 'user-round', 'volume-2'],
];

/** What is inside the package's `<svg>`, on one line. */
function shapesOf(name: string): string {
  const svg = readFileSync(new URL(`icons/${name}.svg`, PACKAGE), 'utf8');
  const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1];
  if (!inside) throw new Error(`lucide-static draws ${name} in another way now.`);
  return inside.trim().replace(/\s*\n\s*/g, '');
}

/** The sprite as it should be. */
export function iconSprite(): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')) as { version: string };
  const symbols = NAMES.map((name) => `  <symbol id="${name}" viewBox="0 0 24 24">${shapesOf(name)}</symbol>`);
  return `<!-- Outline icons from lucide-static ${version}, ISC licence (some derived from Feather, MIT): https://lucide.dev/license -->
<svg xmlns="http://www.w3.org/2000/svg">
${symbols.join('\n')}
</svg>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(SPRITE, iconSprite());
