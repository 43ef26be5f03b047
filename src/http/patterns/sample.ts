/** A component and the states in which the page of patterns shows it. */
import type { Instant } from '#domain/day';
import type { Language, Translate } from '#i18n/words';

/** `views/components/<component>`, once for each state. */
export interface Sample {
  component: string;
  states: Record<string, unknown>[];
}

/** In whose words, and when. */
export interface Listener {
  lang: Language;
  t: Translate;
  now: Instant;
}

/** Where the links of samples lead: nowhere else. */
export const HERE = '#main';
