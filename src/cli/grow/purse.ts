/** The book of one county as it grows: who has what, and what the county gives and takes back month by month. */

import type { Person } from '#cli/grow/enrol';
import { type Neighbours, neighboursOf } from '#cli/grow/neighbours';
import type { County, Stage, Town } from '#cli/grow/stage';
import { insertMany } from '#db/bulk';
import { grantListLines, grantLists, poolQuotas } from '#db/schema/county';
import { addDays, addMonths, type Day, type Instant, instantOf, monthOf } from '#domain/day';
import { type AccountRef, grantedAccount, issuanceAccount, ownAccount, poolAccount } from '#domain/ledger';
import { available } from '#ledger/apply';
import { type Batch, enter, type LocalEvent, openBatch } from '#ledger/batch';

export interface Purse {
  county: County;
  people: Person[];
  /** By village: who is visited and who comes. */
  neighbours: Neighbours[];
  batch: Batch;
  /** Granted accounts that may still have something, by owner, in the order in which they lapse. */
  granted: Map<string, { account: AccountRef; lapsesOn: Day }[]>;
  /** Transfers entered so far. */
  transfers: number;
  entries: number;
  /** Enter an event of somebody's at their instant. */
  post(stage: Stage, by: { id: string; at: Instant }, event: LocalEvent): void;
}

export async function openPurse({ desk }: Stage, county: County, people: Person[]): Promise<Purse> {
  const batch = await desk.read((act) => openBatch(act, county.journal));
  const purse: Purse = {
    county,
    people,
    neighbours: neighboursOf(people),
    batch,
    granted: new Map(),
    transfers: 0,
    entries: 0,
    post({ hand, dice }, { id, at }, event) {
      // Only the id of whoever acts is written into an entry.
      enter(batch, hand({ kind: 'job', id }, at), event, dice.salt());
      purse.transfers += event.lines.length;
      purse.entries += 1;
    },
  };
  return purse;
}

/** Free minutes on an account. */
export function freeOn({ batch }: Purse, { id }: AccountRef): number {
  const account = batch.book.accounts.get(id);
  return account ? available(account) : 0;
}

export const ownOf = ({ county }: Purse, person: Person): AccountRef => ownAccount(county.journal, person.actor.id);
export const poolOf = ({ county }: Purse, town: Town): AccountRef => poolAccount(county.journal, town.regionId);

/**
 * The first day: the county's list is signed, and every town's pool is filled.
 * @param first of the history; where the county has a signed list already, this one is a change sheet to it
 */
export async function openYear(
  stage: Stage,
  purse: Purse,
  towns: readonly Town[],
  { first, poolMinutes, hasList }: { first: Day; poolMinutes: number; hasList: boolean },
): Promise<void> {
  const { county, people, batch } = purse;
  const [one, other] = county.officers;
  const at = instantOf(first, 9 * 60);
  const by = stage.hand(one.actor, at);
  const listId = by.ids('gls');
  const signed = { state: 'signed' as const, signedBy: other.actor.id, signedAt: at };
  const kind = hasList ? ('change' as const) : ('yearly' as const);
  const list = { journal: batch.journal, countyCode: county.code, kind, month: monthOf(hasList ? stage.today : first) };
  const proposed = { proposedBy: one.actor.id, proposedAt: at, policyVersion: by.policy.version };
  const minutes = monthly(stage, county.code, first);
  const lines = people.flatMap(({ actor, listed }) =>
    listed ? [{ listId, memberId: actor.id, change: 'add' as const, minutes, reasons: listed }] : [],
  );
  const quotas = towns.map((town) => ({
    id: by.ids('quo'),
    journal: batch.journal,
    regionCode: town.code,
    minutes: poolMinutes,
    reason: '全年',
    proposedBy: one.actor.id,
    proposedAt: at,
    acceptedBy: other.actor.id,
    acceptedAt: at,
  }));
  for (const [index, town] of towns.entries()) {
    purse.post(
      stage,
      { id: other.actor.id, at },
      {
        event: 'quota',
        subjectId: town.regionId,
        lines: [postLine(issuanceAccount(batch.journal), poolOf(purse, town), poolMinutes)],
        key: `quota:${quotas[index]?.id}`,
        approverId: other.actor.id,
      },
    );
  }
  await stage.desk.write([], async ({ tx }) => {
    await insertMany(tx, grantLists, [{ id: listId, ...list, ...signed, ...proposed }]);
    await insertMany(tx, grantListLines, lines);
    await insertMany(tx, poolQuotas, quotas);
  });
}

const monthly = ({ policy }: Stage, code: string, first: Day): number =>
  policy.get('grant.keyElderMonthlyMin', code, first);

export const postLine = (from: AccountRef, to: AccountRef, minutes: number) => ({
  kind: 'post' as const,
  from: from.id,
  to: to.id,
  minutes,
  hold: null,
});

/** What the clock does on the first of a month: what has lapsed goes back, what is due is given. */
export function turnMonth(stage: Stage, purse: Purse, first: Day): void {
  const { county, people, batch, granted } = purse;
  const at = instantOf(first, 12 * 60);
  const minutes = monthly(stage, county.code, first);
  const lapsesOn = addDays(addMonths(first, stage.policy.get('grant.lapseMonths', county.code, first)), -1);
  const issuance = issuanceAccount(batch.journal);
  for (const { actor, listed } of people) {
    if (!listed) continue;
    const kept = granted.get(actor.id) ?? [];
    for (const { account } of kept.filter((one) => one.lapsesOn < first)) {
      const left = freeOn(purse, account);
      if (left === 0) continue;
      const lapse = {
        event: 'lapse',
        subjectId: actor.id,
        key: `lapse:${account.id}:${first}`,
        reason: 'lapsed',
      } as const;
      purse.post(stage, { id: 'job:lapse', at }, { ...lapse, lines: [postLine(account, issuance, left)] });
    }
    if (minutes === 0) continue;
    const month = monthOf(first);
    const account = grantedAccount(batch.journal, actor.id, month);
    const lines = [postLine(issuance, account, minutes)];
    const key = `grant:${actor.id}:${month}`;
    purse.post(stage, { id: 'job:grants', at }, { event: 'grant', subjectId: actor.id, lines, key, lapsesOn });
    granted.set(actor.id, [...kept.filter((one) => one.lapsesOn >= first), { account, lapsesOn }]);
  }
}
