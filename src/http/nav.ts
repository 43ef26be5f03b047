/** The staff's sections. What a role may never do does not stand in its list. */
import type { Actor } from '#domain/actor';
import { type Action, mayEver } from '#domain/permission';
import type { Key } from '#i18n/words';

interface Section {
  url: string;
  word: Key;
  needs: Action;
}

/** In the order of a working day. A section is added with the page that it leads to. */
export const SECTIONS: readonly Section[] = [
  { url: '/desk', word: 'nav.desk', needs: 'desk.read' },
  { url: '/log', word: 'nav.log', needs: 'exchange.log' },
  { url: '/ask/new', word: 'nav.ask', needs: 'exchange.assign' },
  { url: '/members', word: 'nav.members', needs: 'desk.read' },
  { url: '/grant-lists', word: 'grantList.title', needs: 'grantList.read' },
  { url: '/pools', word: 'pool.title', needs: 'pool.read' },
  { url: '/users', word: 'user.title', needs: 'user.read' },
  // Everybody in the office may read the rules; a helper's few sections stay few.
  { url: '/policies', word: 'policy.title', needs: 'user.read' },
  { url: '/audit', word: 'audit.title', needs: 'audit.read' },
  { url: '/ledger', word: 'ledger.title', needs: 'audit.read' },
];

export interface Link {
  url: string;
  word: Key;
  here: boolean;
}

export const navFor = (actor: Actor | null, url: string, sections = SECTIONS): Link[] =>
  sections
    .filter(({ needs }) => actor?.kind === 'staff' && mayEver(actor, needs))
    .map((section) => ({
      url: section.url,
      word: section.word,
      here: url === section.url || url.startsWith(`${section.url}/`) || url.startsWith(`${section.url}?`),
    }));
