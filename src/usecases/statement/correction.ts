/** One correction as whoever it concerns reads it: what was written first, why it was wrong, what stands now. */
import type { Act } from '#db/act';
import { must, Refusal } from '#domain/refusal';
import { effectsOf } from '#ledger/effect';
import { entriesOfEvent } from '#ledger/reverse';
import { findPersons, type Person } from '#records/person';
import type { Desk } from '#usecases/desk';
import type { ExchangeLine } from '#usecases/exchange/view';
import { type Corrected, linesAbout } from '#usecases/statement/read';
import { amountsOf, type Story, storiesOf } from '#usecases/statement/story';

export interface OwnCorrection {
  person: Person;
  corrected: Corrected;
  /** The service that was written down first; null where it is none. */
  about: ExchangeLine | null;
  /** As it was said when it was served; null where it was no service. */
  servedOn: string | null;
  receipts: Record<'first' | 'back' | 'instead', Numbered | null>;
}

type Numbered = { seq: number; leaf: string };

/**
 * @param asked.eventId the event that was wrong
 * @throws Refusal not_found: it is nobody's, not hers, or stands as it was entered
 */
export const readCorrection = (desk: Desk, asked: { memberId: string; eventId: string }): Promise<OwnCorrection> =>
  desk.read(async (act) => {
    const { memberId, eventId } = asked;
    const [found] = await findPersons(act, [memberId], 'statement.read');
    const person = must(found);
    const [entry] = await entriesOfEvent(act, eventId);
    const story = (await storiesOf(act, entry ? [entry] : [])).get(eventId);
    if (!entry || !story || story.eventId !== eventId || !(await touches(act, story, memberId))) {
      throw new Refusal('not_found');
    }
    const lines = await linesAbout(act, [story.subjectId, story.insteadId ?? '']);
    const instead = lines.get(story.insteadId ?? '') ?? null;
    return {
      person,
      corrected: { ...story, ...(await amountsOf(act, story, memberId)), instead },
      about: lines.get(story.subjectId) ?? null,
      servedOn: entry.servedOn,
      receipts: {
        first: await numberOf(act, eventId),
        back: await numberOf(act, story.reversal),
        instead: story.replacement === null ? null : await numberOf(act, story.replacement),
      },
    };
  });

const touches = async (act: Act, { eventId }: Story, memberId: string): Promise<boolean> =>
  (await effectsOf(act, eventId)).some(({ ownerId }) => ownerId === memberId);

async function numberOf(act: Act, eventId: string): Promise<Numbered | null> {
  const [entry] = await entriesOfEvent(act, eventId);
  return entry ? { seq: entry.seq, leaf: entry.leafHash.toString('hex') } : null;
}
