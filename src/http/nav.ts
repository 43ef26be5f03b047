/** The staff's sections. What a role may never do does not stand in its list. */
import type { Actor } from '#domain/actor';
import { type Action, mayEver } from '#domain/permission';
import type { Key } from '#i18n/words';

interface Section {
  url: string;
  word: Key;
  needs: Action;
  /** Where its lists and records are, when not below it. */
  also?: readonly string[];
}

/** In the order of a working day. A section is added with the page that it leads to. */
export const SECTIONS: readonly Section[] = [
  { url: '/desk', word: 'nav.desk', needs: 'desk.read', also: ['/queue', '/exchanges', '/credits'] },
  { url: '/dues', word: 'nav.dues', needs: 'visit.read', also: ['/visits', '/alerts'] },
  { url: '/storms', word: 'storm.title', needs: 'storm.declare' },
  { url: '/log', word: 'nav.log', needs: 'exchange.log' },
  { url: '/field/', word: 'nav.field', needs: 'exchange.log' },
  { url: '/ask/new', word: 'nav.ask', needs: 'exchange.assign' },
  { url: '/members', word: 'nav.members', needs: 'desk.read' },
  { url: '/pairings', word: 'pairing.title', needs: 'pairing.read' },
  { url: '/incidents', word: 'incident.title', needs: 'incident.read', also: ['/insurances'] },
  { url: '/forms', word: 'nav.forms', needs: 'form.print', also: ['/sheets'] },
  { url: '/grant-lists', word: 'grantList.title', needs: 'grantList.read' },
  { url: '/pools', word: 'pool.title', needs: 'pool.read' },
  { url: '/users', word: 'user.title', needs: 'user.read', also: ['/posts', '/grants', '/bureaus'] },
  // Everybody in the office may read the rules; a helper's few sections stay few.
  { url: '/policies', word: 'policy.title', needs: 'user.read' },
  { url: '/audit', word: 'audit.title', needs: 'audit.read' },
  { url: '/ledger', word: 'ledger.title', needs: 'audit.read', also: ['/corrections', '/openings'] },
];

export interface Link {
  url: string;
  word: Key;
  here: boolean;
}

const isAt = (url: string, at: string): boolean => url === at || url.startsWith(`${at}/`) || url.startsWith(`${at}?`);

export const navFor = (actor: Actor | null, url: string, sections = SECTIONS): Link[] =>
  sections
    .filter(({ needs }) => actor?.kind === 'staff' && mayEver(actor, needs))
    .map((section) => ({
      url: section.url,
      word: section.word,
      here: [section.url, ...(section.also ?? [])].some((at) => isAt(url, at)),
    }));
