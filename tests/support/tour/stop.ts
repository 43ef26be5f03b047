/** What the tour is made of: who walks, where they stop, and what they press there. */
import type { Route } from '#http/route';
import { routes } from '#http/routes';
import type { FetchedPage } from '#tests/support/client';

/** The cast of the demo world, one of each kind, and somebody who has not signed in. */
export const CAST = {
  nobody: null,
  elder: '陈伯',
  volunteer: '李姨',
  'other-volunteer': '老梁',
  kin: '阿珍',
  helper: '阿芬',
  clerk: '黄姐',
  'social-worker': '小周',
  town: '梁主任',
  county: '苏科',
  auditor: '审计老吴',
} as const;
export type Who = keyof typeof CAST;
export const WHO = Object.keys(CAST) as Who[];

/** A form of the page, filled in and sent. What is not named stays as it stands there. */
export interface Press {
  /** Its `action`. */
  action: string;
  /** By name: what is typed, which boxes are ticked; `[]` ticks none. */
  values: Record<string, string[]>;
  /** Sent to another address than its own. */
  to?: string;
}

/** A page that somebody looks at. */
export interface Stop {
  /** Of its kind: `exchanges.id.file`, `exchanges.id.file-2`, `log.refused`. Unique together with `who`. */
  name: string;
  /** As the table of routes has it: `GET /exchanges/:id/file`. */
  route: string;
  who: Who;
  address: string;
  status: number;
  /** Where the page is the answer to a form. */
  press?: Press;
  /** It shows some element that no stop before it has shown on this route; the others are the same page for somebody else. */
  fresh: boolean;
}

const patternOf = ({ url }: Route) => new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`);
const table = routes
  .map((route) => ({ route, pattern: patternOf(route), wild: route.url.split(':').length }))
  // `/exchanges/new` before `/exchanges/:id`.
  .sort((a, b) => a.wild - b.wild);

/** `GET /exchanges/:id/file` for an address of the house, or null. */
export function routeOf(method: 'GET' | 'POST', address: string): string | null {
  const path = pathOf(address);
  const found = table.find(({ route, pattern }) => route.method === method && pattern.test(path));
  return found ? `${method} ${found.route.url}` : null;
}

export const pathOf = (address: string): string => address.split(/[?#]/)[0] ?? '';

/** What stands on a page, without its words: kinds of elements, fields, forms. */
export function marksOf({ root, status }: FetchedPage): string[] {
  const marks = new Set<string>([`status ${status}`]);
  for (const element of root.querySelectorAll('body *')) {
    const classes = [...element.classList.values()].sort().join('.');
    const name = element.getAttribute('name');
    if (classes || name) marks.add([element.tagName, classes, name].join(' '));
  }
  return [...marks];
}

/** `exchanges.id.file` for `GET /exchanges/:id/file`. */
export const slugOf = (route: string): string =>
  route
    .replace(/^\w+ \//, '')
    .replace(/\/$/, '')
    .replaceAll(':', '')
    .replaceAll('/', '.') || 'door';
