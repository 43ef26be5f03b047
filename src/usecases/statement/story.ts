/** What was written first, why it was wrong, and what stands now: one story for the two or three entries of a correction. */
import type { Act } from '#db/act';
import type { EntryEvent } from '#domain/ledger';
import { effectsOf } from '#ledger/effect';
import { creditsOf } from '#ledger/reverse';
import { type Undone, undoneAmong } from '#ledger/undone';
import { type Correction, correctionsAmong } from '#records/correction';
import { type Replacement, replacementsAmong } from '#records/replacement';

export interface Story
  extends Pick<Undone, 'eventId' | 'event' | 'subjectId' | 'postedAt' | 'reversal' | 'at' | 'reason'> {
  /** What was posted instead; null where it was only taken back. */
  replacement: string | null;
  /** The record that stands instead, where it is about a service. */
  insteadId: string | null;
  note: string | null;
}

interface Seen {
  eventId: string;
  event: EntryEvent;
  subjectId: string;
}

/** The story that each of these events is a part of, by the event's id; what stands as it was entered is not in it. */
export async function storiesOf(act: Act, seen: readonly Seen[]): Promise<Map<string, Story>> {
  const ids = [...new Set(seen.map(({ eventId }) => eventId))];
  const corrections = await correctionsAmong(act, ids);
  const pairs = await replacementsAmong(act, [...new Set(seen.map(({ subjectId }) => subjectId))]);
  const credits = await creditsOf(
    act,
    pairs.flatMap(({ originalId, replacementId }) => [originalId, replacementId ?? '']),
  );
  const wrong = [
    ...corrections.map(({ eventId }) => eventId),
    ...pairs.map((one) => credits.get(one.originalId) ?? ''),
  ];
  const stories = new Map<string, Story>();
  const all = [...(await undoneAmong(act, [...ids, ...wrong])).values()].map((one) =>
    told(one, corrections, pairs, credits),
  );
  for (const story of all) if (story.replacement !== null) stories.set(story.replacement, story);
  // What stands instead can be wrong too: it then begins a story of its own.
  for (const story of all) for (const id of [story.eventId, story.reversal]) stories.set(id, story);
  return stories;
}

function told(
  undone: Undone,
  corrections: readonly Correction[],
  pairs: readonly Replacement[],
  credits: ReadonlyMap<string, string>,
): Story {
  const correction = corrections.find(({ eventId }) => eventId === undone.eventId);
  const insteadId = pairs.find(({ originalId }) => originalId === undone.subjectId)?.replacementId ?? null;
  const replacement = correction?.replacement ?? (insteadId && (credits.get(insteadId) ?? null));
  return { ...undone, replacement, insteadId, note: correction?.note ?? null };
}

export interface Amounts {
  /** Signed: what the first entry had done to her. */
  was: number;
  /** What stands now. */
  now: number;
}

/** @param ofKind her accounts of one kind; all of hers where none is named */
export async function amountsOf(act: Act, story: Story, memberId: string, ofKind?: string): Promise<Amounts> {
  if (story.event === 'move') return { was: await movedBy(act, story, memberId), now: 0 };
  const sum = async (eventId: string | null) => {
    if (eventId === null) return 0;
    const mine = (await effectsOf(act, eventId)).filter((one) => one.ownerId === memberId);
    return mine
      .filter(({ kind }) => (ofKind ? kind === ofKind : true))
      .reduce((total, { before, after }) => total + after - before, 0);
  };
  return { was: await sum(story.eventId), now: await sum(story.replacement) };
}

/** A move takes on one side what it gives on the other: what counts is how much. */
async function movedBy(act: Act, { eventId }: Story, memberId: string): Promise<number> {
  const mine = (await effectsOf(act, eventId)).filter(({ ownerId }) => ownerId === memberId);
  return Math.max(0, ...mine.map(({ before, after }) => Math.abs(after - before)));
}
