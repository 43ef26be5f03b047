/** Keys that do something beside a list, as they are told under its buttons (`static/queue.js` hears them). */
import type { StaffVisit } from '#http/staff-page';

export interface KeyHint {
  key: string;
  words: string;
}

/** @param on what A leads to, '' where nothing; whether R sends back */
export const keysFor = ({ t }: StaffVisit, on: { a: string; r: boolean }): KeyHint[] => [
  { key: 'J', words: t('desk.key.next') },
  { key: 'K', words: t('desk.key.previous') },
  ...(on.a ? [{ key: 'A', words: t('desk.key.to', { button: on.a }) }] : []),
  ...(on.r ? [{ key: 'R', words: t('step.return') }] : []),
];
