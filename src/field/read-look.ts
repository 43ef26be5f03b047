/** How she was met and what was wrong, from a page to a record: nothing said is that all was well. */
import type { Look } from '#field/types';

export const NOTHING_WRONG: Required<Look> = { mode: 'seen', findings: [], note: '' };

/** Of the all-well that was there from the start there is nothing to say. */
export const isSomething = ({ mode, findings, note }: Required<Look>): boolean =>
  mode !== 'seen' || findings.length > 0 || note.trim() !== '';

/** As it is sent. */
export function lookOf({ mode, findings, note }: Required<Look>): Look {
  const written = note.trim();
  return { mode, findings, ...(written === '' ? {} : { note: written }) };
}
