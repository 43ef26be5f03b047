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
