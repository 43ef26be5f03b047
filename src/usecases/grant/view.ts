/** 任职 as pages show it: who, where, from when to when, through whose hands it went, and what the reader may do about it. */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import { findGrant, type GrantRow, openGrants } from '#records/grant';
import { namesOf } from '#records/name';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import type { Desk } from '#usecases/desk';
import { type Fit, fitIf } from '#usecases/fit';
import { endingGrant, fitToAccept } from '#usecases/grant/giving';

/** `over` = its days have passed; `dropped` = a proposal that was taken back. */
export type GrantState = 'open' | 'coming' | 'held' | 'over' | 'ended' | 'dropped';

export interface GrantSeen {
  grant: GrantRow;
  state: GrantState;
  path: PlaceName[];
  /** Names; null where nobody did it, or it was not a person. */
  holder: string | null;
  actingFor: string | null;
  giver: string | null;
  accepter: string | null;
  ender: string | null;
}

export interface GrantFile extends GrantSeen {
  accept: Fit;
  end: Fit;
}

export function grantState({ acceptedAt, endedAt, validFrom, validTo }: GrantRow, today: Day): GrantState {
  if (endedAt !== null) return acceptedAt === null ? 'dropped' : 'ended';
  if (acceptedAt === null) return 'open';
  if (validFrom > today) return 'coming';
  return validTo !== null && validTo < today ? 'over' : 'held';
}

export async function seenGrants(act: Act, rows: readonly GrantRow[]): Promise<GrantSeen[]> {
  const paths = await placePaths(
    act,
    rows.map((row) => row.regionCode),
  );
  const names = await namesOf(
    act,
    rows.flatMap((row) => [row.userId, row.actingForId, row.givenBy, row.acceptedBy, row.endedBy]),
  );
  const called = (id: string | null) => names.get(id ?? '') ?? null;
  return rows.map((grant) => ({
    grant,
    state: grantState(grant, act.today),
    path: paths.get(grant.regionCode) ?? [],
    holder: called(grant.userId),
    actingFor: called(grant.actingForId),
    giver: called(grant.givenBy),
    accepter: called(grant.acceptedBy),
    ender: called(grant.endedBy),
  }));
}

/** @throws Refusal `not_found` */
export const viewGrant = (desk: Desk, id: string): Promise<GrantFile> =>
  desk.read(async (act) => {
    const row = await findGrant(act, id, 'user.read');
    const [seen] = await seenGrants(act, [row]);
    if (!seen) throw new Error('a grant that was found is seen');
    return {
      ...seen,
      accept: seen.state === 'open' ? await fitIf(() => fitToAccept(act, row)) : 'already_done',
      end: row.endedAt === null ? await fitIf(async () => endingGrant(act, row.role, row.regionCode)) : 'already_done',
    };
  });

/** Proposals that one page shows. */
const MANY = 50;

export const waitingGrants = async (act: Act): Promise<GrantSeen[]> => seenGrants(act, await openGrants(act, MANY));
