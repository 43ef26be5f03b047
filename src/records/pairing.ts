/** 结对帮扶: found through scope, moved by compare-and-set, every move written down. */
import { and, asc, eq, inArray, ne, or, type SQL, sum } from 'drizzle-orm';
import type { Act } from '#db/act';
import { pairingMoves, pairings } from '#db/schema/pairing';
import type { Day } from '#domain/day';
import { PAIRED, PAIRING_OPEN, type PairingMoveName, type PairingState, pairingLife } from '#domain/pairing';
import { type Action, allows } from '#domain/permission';
import { membersFor } from '#domain/reach';
import { must, Refusal } from '#domain/refusal';
import { type RegionCode, townOf } from '#domain/region';
import { note } from '#records/audit';
import { type Because, decidedFor } from '#records/because';
import { codeWithin, regionScope } from '#records/scope';

export type Pairing = typeof pairings.$inferSelect;
export type PairingMoveRow = typeof pairingMoves.$inferSelect;

type NewPairing = Pick<
  Pairing,
  | 'regionCode'
  | 'elderId'
  | 'volunteerId'
  | 'visitsPerMonth'
  | 'minutesPerVisit'
  | 'serviceCodes'
  | 'relative'
  | 'helperId'
  | 'followsId'
>;
type Changes = Partial<Omit<Pairing, 'id' | 'state' | 'version' | 'since'>>;

/** Staff reach it by where the elder lives; a member as one of the two, or as kin who acts for the elder. */
export function pairingScope(act: Act, action: Action): SQL | undefined {
  const { actor } = act;
  if (actor.kind !== 'member') return regionScope(act, action, pairings.regionCode);
  const asElder = inArray(pairings.elderId, [...membersFor(actor, action), '']);
  return allows(action, 'member') ? or(asElder, eq(pairings.volunteerId, actor.id)) : asElder;
}

/** @throws Refusal `not_found` */
export async function findPairing(act: Act, id: string, action: Action): Promise<Pairing> {
  const [row] = await act.tx
    .select()
    .from(pairings)
    .where(and(eq(pairings.id, id), pairingScope(act, action)));
  return must(row);
}

/** Not scoped: for what somebody was told of. */
export async function pairingsById(act: Act, ids: readonly string[]): Promise<Pairing[]> {
  if (ids.length === 0) return [];
  return act.tx
    .select()
    .from(pairings)
    .where(inArray(pairings.id, [...ids]));
}

/** Those of them that the actor may open. */
export async function pairingsInReach(act: Act, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await act.tx
    .select({ id: pairings.id })
    .from(pairings)
    .where(and(inArray(pairings.id, [...ids]), pairingScope(act, 'pairing.read')));
  return new Set(rows.map(({ id }) => id));
}

/** Those of them that still stand, or are on their way to, by either of the two. Not scoped: the caller has found them. */
export async function openPairingsOf(act: Act, memberIds: readonly string[]): Promise<Pairing[]> {
  if (memberIds.length === 0) return [];
  const ids = [...memberIds];
  return act.tx
    .select()
    .from(pairings)
    .where(
      and(
        inArray(pairings.state, [...PAIRING_OPEN]),
        or(inArray(pairings.elderId, ids), inArray(pairings.volunteerId, ids)),
      ),
    )
    .orderBy(asc(pairings.since), asc(pairings.id));
}

/** Whom somebody served on a day. */
export interface ServedTwo {
  memberIds: readonly string[];
  volunteerIds: readonly string[];
  servedOn: Day;
}

/** The pairing that a visit of that day was a visit of: of one of the volunteers, or of somebody who came in their place. */
export async function pairingServed(
  act: Act,
  { memberIds, volunteerIds, servedOn }: ServedTwo,
): Promise<Pairing | null> {
  const rows = await act.tx
    .select()
    .from(pairings)
    .where(and(inArray(pairings.elderId, [...memberIds]), inArray(pairings.state, ['active', 'ended'])))
    .orderBy(asc(pairings.beginsOn), asc(pairings.id));
  const stood = rows.filter(
    ({ beginsOn, endedOn }) => beginsOn !== null && beginsOn <= servedOn && (endedOn === null || servedOn <= endedOn),
  );
  return stood.find((pairing) => volunteerIds.some((id) => comesIn(pairing, id, servedOn))) ?? null;
}

/** Is it this volunteer's turn on that day: as the one who was paired, or in their place? */
const comesIn = (pairing: Pairing, volunteerId: string, day: Day): boolean =>
  pairing.volunteerId === volunteerId ||
  (pairing.substituteId === volunteerId &&
    (pairing.substituteFrom ?? day) <= day &&
    day <= (pairing.substituteTo ?? day));

/** Those that stand, by elder. */
export async function activePairingsFor(act: Act, elderIds: readonly string[]): Promise<Map<string, Pairing[]>> {
  if (elderIds.length === 0) return new Map();
  const rows = await act.tx
    .select()
    .from(pairings)
    .where(and(inArray(pairings.elderId, [...elderIds]), eq(pairings.state, 'active')))
    .orderBy(asc(pairings.beginsOn), asc(pairings.id));
  const byElder = new Map<string, Pairing[]>();
  for (const row of rows) byElder.set(row.elderId, [...(byElder.get(row.elderId) ?? []), row]);
  return byElder;
}

/** What other pairings count on, in minutes a month: of what one elder is given, and of a town's pool. */
export async function committedBy(
  act: Act,
  { elderId, regionCode, except }: { elderId: string; regionCode: RegionCode; except: readonly string[] },
): Promise<{ grant: number; pool: number }> {
  const others = and(inArray(pairings.state, [...PAIRED]), ...except.map((id) => ne(pairings.id, id)));
  const [hers] = await act.tx
    .select({ minutes: sum(pairings.grantMinutes) })
    .from(pairings)
    .where(and(others, eq(pairings.elderId, elderId)));
  const [town] = await act.tx
    .select({ minutes: sum(pairings.poolMinutes) })
    .from(pairings)
    .where(and(others, codeWithin(pairings.regionCode, [townOf(regionCode)])));
  return { grant: Number(hers?.minutes ?? 0), pool: Number(town?.minutes ?? 0) };
}

export async function insertPairing(act: Act, values: NewPairing, because: Because): Promise<Pairing> {
  const [row] = await act.tx
    .insert(pairings)
    .values({
      ...values,
      ...{ id: act.ids('pai'), state: pairingLife.after('propose', null), version: 1, since: act.now },
      ...{ proposedBy: act.actor.id, proposedAt: act.now, grantMinutes: 0, poolMinutes: 0 },
    })
    .returning();
  const pairing = must(row);
  await writeMove(act, pairing, 'propose', null, because);
  return pairing;
}

/** Compare-and-set on state and version: of two who decide at once one does. @throws Refusal `state_moved` */
export async function movePairing(
  act: Act,
  pairing: Pairing,
  move: PairingMoveName,
  changes: Changes,
  because: Because,
): Promise<Pairing> {
  const { id, state, version } = pairing;
  if (!pairingLife.mayStart(move, state)) throw new Refusal('state_moved', { state });
  const after = pairingLife.after(move, state);
  const [row] = await act.tx
    .update(pairings)
    .set({ ...changes, state: after, version: version + 1, since: after === state ? pairing.since : act.now })
    .where(and(eq(pairings.id, id), eq(pairings.state, state), eq(pairings.version, version)))
    .returning();
  const moved = must(row, 'state_moved', { state });
  await writeMove(act, moved, move, state, because);
  return moved;
}

/** What stands or is under way there and this user answers for. */
export const pairingsHelpedBy = (act: Act, regionCode: RegionCode, helperId: string): Promise<Pairing[]> =>
  act.tx
    .select()
    .from(pairings)
    .where(
      and(
        inArray(pairings.state, [...PAIRING_OPEN]),
        eq(pairings.regionCode, regionCode),
        eq(pairings.helperId, helperId),
      ),
    );

/** Where it is and who answers for it, following the elder: no move of it. @throws Refusal `state_moved` */
export async function changePairing(
  act: Act,
  { id, state, version }: Pairing,
  changes: Pick<Pairing, 'regionCode' | 'helperId'>,
): Promise<Pairing> {
  const [row] = await act.tx
    .update(pairings)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(pairings.id, id), eq(pairings.version, version)))
    .returning();
  return must(row, 'state_moved', { state });
}

async function writeMove(
  act: Act,
  { id, state, regionCode }: Pairing,
  move: PairingMoveName,
  from: PairingState | null,
  because: Because,
): Promise<void> {
  const { grant = null, reason = null } = because;
  const moveId = act.ids('pmv');
  act.paired.push({ moveId, pairingId: id, move, from });
  const moved = { id: moveId, pairingId: id, move, fromState: from, toState: state };
  await act.tx.insert(pairingMoves).values({ ...moved, ...decidedFor(act, because) });
  await note(act, { verb: move, noun: 'pairing', subjectId: id, regionCode, grant, reason });
}

/** Everything that happened to it, in order. */
export const pairingMovesOf = (act: Act, pairingId: string): Promise<PairingMoveRow[]> =>
  act.tx
    .select()
    .from(pairingMoves)
    .where(eq(pairingMoves.pairingId, pairingId))
    .orderBy(asc(pairingMoves.at), asc(pairingMoves.id));
