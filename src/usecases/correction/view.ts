/** 更正 as its pages show it: the entry that is wrong, what would be or was done about it, and whether the reader may agree. */
import type { Act } from '#db/act';
import { type Way, wayOf } from '#domain/correction';
import { reachFor } from '#domain/permission';
import { onlyLineOf } from '#ledger/correct';
import { type Effect, effectsOf } from '#ledger/effect';
import { type EntryFile, entryFile } from '#ledger/entry';
import { entriesOfEvent, type Shortage, shortageOf } from '#ledger/reverse';
import { type Correction, correctionsOf, findCorrection, listCorrections } from '#records/correction';
import { namesOf } from '#records/name';
import { regionsById } from '#records/place';
import { refuseUnfitFor } from '#usecases/correction/decide';
import type { Desk } from '#usecases/desk';
import { type Fit, fitIf } from '#usecases/fit';

/** Numbers of the entries that one event wrote. */
type Numbers = { journal: string; seq: number }[];

export interface CorrectionFile {
  correction: Correction;
  original: EntryFile['entry'];
  /** What the entry had done to each account. */
  effects: Effect[];
  /** People and places behind the accounts, and the officers. */
  names: Map<string, string>;
  /** What agreeing leaves owed, or lacks; nothing where it is decided. */
  shortage: Shortage;
  reversal: Numbers;
  replacement: Numbers;
  accept: Fit;
  mayDecline: boolean;
}

const NOTHING: Shortage = { owed: [], missing: [] };

/** @throws Refusal `not_found` */
export const viewCorrection = (desk: Desk, id: string): Promise<CorrectionFile> =>
  desk.read(async (act) => {
    const correction = await findCorrection(act, id, 'correction.read');
    const { journal, seq, eventId, state, proposedBy, decidedBy, countyCode } = correction;
    const { entry } = await entryFile(act, journal, seq);
    const effects = await effectsOf(act, eventId);
    const owners = effects.map(({ ownerId }) => ownerId);
    const open = state === 'proposed';
    const accept = await fitFor(act, correction);
    const mine =
      proposedBy === act.actor.id && reachFor(act.actor, 'correction.propose', { regionCodes: [countyCode] });
    return {
      ...{ correction, effects, original: entry, accept },
      names: new Map([
        ...(await regionsById(act, owners)),
        ...(await namesOf(act, [...owners, proposedBy, decidedBy])),
      ]),
      shortage: open ? await shortageFor(act, correction) : NOTHING,
      reversal: await numbersOf(act, correction.reversal),
      replacement: await numbersOf(act, correction.replacement),
      mayDecline: open && (Boolean(mine) || (accept !== 'not_yours' && accept !== 'already_done')),
    };
  });

async function fitFor(act: Act, correction: Correction): Promise<Fit> {
  if (correction.state !== 'proposed') return 'already_done';
  if (!reachFor(act.actor, 'correction.accept', { regionCodes: [correction.otherCode] })) return 'not_yours';
  return fitIf(() => refuseUnfitFor(act, correction));
}

async function shortageFor(act: Act, { eventId, minutes }: Correction): Promise<Shortage> {
  const line = minutes === null ? null : await onlyLineOf(act, eventId);
  return shortageOf(act, eventId, line && minutes !== null ? new Map([[line.to.id, minutes]]) : new Map());
}

const numbersOf = async (act: Act, eventId: string | null): Promise<Numbers> =>
  eventId === null ? [] : (await entriesOfEvent(act, eventId)).map(({ journal, seq }) => ({ journal, seq }));

/** What the page of an entry says about putting it right. */
export interface EntryCorrection {
  way: Way;
  /** The newest one that concerns this entry. */
  last: Correction | null;
  mayPropose: boolean;
}

export async function correctionFor(act: Act, file: EntryFile, countyCode: string): Promise<EntryCorrection> {
  const { event, eventId } = file.entry;
  const [last = null] = await correctionsOf(act, eventId);
  const open = last === null || last.state === 'declined';
  const reach = reachFor(act.actor, 'correction.propose', { regionCodes: [countyCode] });
  const way = wayOf(event);
  return { way, last, mayPropose: way === 'here' && file.reversedBy === null && open && reach !== null };
}

const MANY = 200;

export const viewCorrections = (
  desk: Desk,
): Promise<{ waiting: Correction[]; decided: Correction[]; names: Map<string, string> }> =>
  desk.read(async (act) => {
    const { waiting, decided } = await listCorrections(act, MANY);
    const names = await namesOf(
      act,
      [...waiting, ...decided].flatMap((one) => [one.proposedBy, one.decidedBy]),
    );
    return { waiting, decided, names };
  });
