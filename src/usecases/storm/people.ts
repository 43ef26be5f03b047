/** 临灾名单, made when a storm is declared: whom the register knows to be frail or alone, and who answers for telling each. */
import type { Act } from '#db/act';
import type { RegionCode } from '#domain/region';
import { RISKS } from '#domain/risk';
import { liaisonOf, mustBeTold } from '#domain/storm';
import { answeringFor } from '#records/answering';
import { activePairingsFor } from '#records/pairing';
import type { RegisterRow } from '#records/register';
import type { StormRow } from '#records/storm';
import { insertStormPeople, listsOf, type NewStormPerson, registeredAt } from '#records/storm-people';

export type Listed = Pick<NewStormPerson, 'memberId' | 'regionCode' | 'risk' | 'reasons' | 'addedWhy'>;

/** People of a unit that are asked about at a time. */
const CHUNK = 500;

/** @returns how many must be told */
export async function makeList(act: Act, storm: StormRow): Promise<number> {
  const from = act.policy.get('storm.listFrom', storm.regionCode, act.today);
  const rows = await registeredAt(
    act,
    storm.regionCode,
    RISKS.filter((risk) => mustBeTold(risk, from)),
  );
  for (let at = 0; at < rows.length; at += CHUNK) await putOn(act, storm, rows.slice(at, at + CHUNK).map(listed));
  return rows.length;
}

const listed = ({ memberId, regionCode, risk, reasons }: RegisterRow): Listed => ({
  ...{ memberId, regionCode, risk, reasons: [...reasons], addedWhy: null },
});

/** What she was told for one storm she was told for the other that is coming over the same house. */
export async function putOn(act: Act, { id: stormId }: StormRow, people: readonly Listed[]): Promise<void> {
  const ids = people.map(({ memberId }) => memberId);
  const others = await listsOf(act, ids, ['before', 'during']);
  const liaisons = await liaisonsFor(act, people);
  await insertStormPeople(
    act,
    people.map((one) => {
      const told = others.find(({ person }) => person.memberId === one.memberId)?.person;
      const said = told
        ? { mark: told.mark, said: told.said, markedBy: told.markedBy, markedAt: told.markedAt }
        : undefined;
      return { ...one, ...said, stormId, ...liaisons(one) };
    }),
  );
}

type Named = Pick<NewStormPerson, 'liaisonKind' | 'liaisonId'>;

export async function liaisonsFor(
  act: Act,
  people: readonly { memberId: string; regionCode: RegionCode }[],
): Promise<(one: { memberId: string; regionCode: RegionCode }) => Named> {
  const answering = await answeringFor(
    act,
    people.map(({ regionCode }) => regionCode),
  );
  const pairs = await activePairingsFor(
    act,
    people.map(({ memberId }) => memberId),
  );
  return ({ memberId, regionCode }) => {
    const found = liaisonOf({
      answering: answering.get(regionCode) ?? [],
      volunteerIds: (pairs.get(memberId) ?? []).map(({ volunteerId }) => volunteerId),
    });
    return { liaisonKind: found?.kind ?? null, liaisonId: found?.id ?? null };
  };
}
