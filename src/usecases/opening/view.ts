/** A list of an older scheme as its page shows it: who is on it, what it comes to, what to look at, and what the reader may do. */
import type { Act } from '#db/act';
import { reachFor } from '#domain/permission';
import { prefixesFor } from '#domain/reach';
import type { Shortfall } from '#ledger/reverse';
import { namesOf } from '#records/name';
import {
  broughtBefore,
  findOpening,
  listOpenings,
  type Opening,
  type OpeningLineRow,
  openingLinesOf,
} from '#records/opening';
import { type Person, personsById } from '#records/person';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import { regionsWithin } from '#records/region-list';
import type { Desk } from '#usecases/desk';
import { type Fit, fitIf } from '#usecases/fit';
import { refuseOwnLines } from '#usecases/opening/decide';
import { openingShortfalls } from '#usecases/opening/reverse';

export interface OpeningFile {
  opening: Opening;
  lines: (OpeningLineRow & { person: Person | null; before: boolean; over: boolean })[];
  sum: number;
  names: Map<string, string>;
  owed: Shortfall[];
  accept: Fit;
  acceptReversal: Fit;
  mayPropose: boolean;
}

/** @throws Refusal `not_found` */
export const viewOpening = (desk: Desk, id: string): Promise<OpeningFile> =>
  desk.read(async (act) => {
    const opening = await findOpening(act, id, 'opening.read');
    const { countyCode, state, proposedBy, reversalBy } = opening;
    const lines = await openingLinesOf(act, id);
    const ids = lines.map(({ memberId }) => memberId);
    const persons = await personsById(act, ids);
    const before = await broughtBefore(act, id, ids);
    const most = act.policy.get('balance.storageCapMin', countyCode, act.today);
    const taking = state === 'accepted' && reversalBy !== null;
    return {
      opening,
      lines: lines.map((line) => ({
        ...line,
        person: persons.get(line.memberId) ?? null,
        before: before.has(line.memberId),
        over: typeof most === 'number' && line.minutes > most,
      })),
      sum: lines.reduce((total, { minutes }) => total + minutes, 0),
      names: await namesOf(act, [...ids, proposedBy, opening.decidedBy, reversalBy, opening.reversedBy]),
      owed: taking ? await openingShortfalls(act, opening) : [],
      accept: state === 'proposed' ? await fitFor(act, opening, proposedBy) : 'already_done',
      acceptReversal: taking ? await fitFor(act, opening, reversalBy) : 'already_done',
      mayPropose: reachFor(act.actor, 'opening.propose', { regionCodes: [countyCode] }) !== null,
    };
  });

async function fitFor(act: Act, opening: Opening, by: string): Promise<Fit> {
  if (!reachFor(act.actor, 'opening.accept', { regionCodes: [opening.countyCode] })) return 'not_yours';
  return fitIf(() => refuseOwnLines(act, opening, [by]));
}

const MANY = 100;

export const viewOpenings = (desk: Desk): Promise<{ openings: Opening[]; paths: Map<string, PlaceName[]> }> =>
  desk.read(async (act) => {
    const openings = await listOpenings(act, MANY);
    const codes = openings.map(({ countyCode }) => countyCode);
    return { openings, paths: await placePaths(act, codes) };
  });

/** Counties into whose book the actor may bring a list. */
export const countiesToBring = (desk: Desk): Promise<{ code: string; path: PlaceName[] }[]> =>
  desk.read(async (act) => {
    const places = await regionsWithin(act, prefixesFor(act.actor, 'opening.propose'), ['county']);
    const codes = places.map(({ code }) => code);
    const paths = await placePaths(act, codes);
    return codes.map((code) => ({ code, path: paths.get(code) ?? [] }));
  });
