/**
 * 名单: derive from the facts on file who is on the county's grant list, and propose it: once a year in full, every month
 * as a change sheet (增减名单), the difference to what was signed. County or town of that county; another person signs.
 */
import type { Act } from '#db/act';
import { categoriesOf, onGrantList } from '#domain/category';
import { ageOn, type Day } from '#domain/day';
import { whyGone } from '#domain/grant-gone';
import { must, Refusal } from '#domain/refusal';
import { countyOf, levelOf, type RegionCode } from '#domain/region';
import { journalFor } from '#ledger/journal';
import { note } from '#records/audit';
import { describedIn } from '#records/fact';
import { insertGrantList, listedIn, mayForCounty, type NewLine } from '#records/grant-list';
import { factsOf, personsById } from '#records/person';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';

export interface ProposedList {
  key: string;
  countyCode: RegionCode;
  kind: 'yearly' | 'change';
  /** First month it is for, 'YYYY-MM'. */
  month: string;
}

export interface ListProposal {
  id: string;
  added: number;
  removed: number;
}

/** @throws Refusal not_found · region_unknown · day_not_understood (month) · key_reused */
export async function proposeGrantList(desk: Desk, input: ProposedList): Promise<ListProposal> {
  const { key, ...body } = input;
  const { countyCode, kind, month } = input;
  if (!isMonth(month)) throw new Refusal('day_not_understood', { field: 'month' });
  if (levelOf(countyCode) !== 'county') throw new Refusal('region_unknown', { field: 'countyCode' });
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const grant = must(mayForCounty(act, 'grantList.propose', countyCode));
      const entitled = await entitledIn(act, countyCode, `${month}-01`);
      const before = kind === 'yearly' ? new Map<string, NewLine>() : await listedIn(act, countyCode, month);
      const { added, gone } = differenceOf(before, entitled);
      const lines = [...added, ...(await explained(act, gone, input))];
      const journal = await journalFor(act, countyCode);
      const list = await insertGrantList(act, { journal, countyCode, kind, month }, lines);
      const subjectId = list.id;
      await note(act, { verb: 'propose', noun: 'grantList', subjectId, regionCode: countyCode, grant, reason: kind });
      const removed = lines.filter((line) => line.change === 'remove').length;
      return { id: list.id, added: lines.length - removed, removed };
    }),
  );
}

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** Everybody whose facts put them on the list, with the minutes that the policy gives where they live. */
async function entitledIn(act: Act, countyCode: RegionCode, day: Day): Promise<Map<string, NewLine>> {
  const rule = act.policy.get('recipient.keyElder', countyCode, day);
  const minutes = act.policy.get('grant.keyElderMonthlyMin', countyCode, day);
  const entitled = new Map<string, NewLine>();
  for (const { memberId, bornOn, facts } of await describedIn(act, countyCode)) {
    const age = ageOn(bornOn, day);
    const { listed, reasons } = onGrantList(categoriesOf(facts, age), facts, age, rule);
    if (listed) entitled.set(memberId, { memberId, change: 'add', minutes, reasons });
  }
  return entitled;
}

/** Who is new, and who is no more; whoever stays is on no sheet. */
function differenceOf(before: Map<string, NewLine>, after: Map<string, NewLine>) {
  const added = [...after.values()].filter((line) => !before.has(line.memberId));
  const gone = [...before.values()].filter((line) => !after.has(line.memberId));
  return { added, gone };
}

/** Those who come off the list, each with what changed about her: the facts of now, kept as they were for ever. */
async function explained(act: Act, gone: readonly NewLine[], list: ProposedList): Promise<NewLine[]> {
  const ids = gone.map((line) => line.memberId);
  const [persons, facts] = [await personsById(act, ids), await factsOf(act, ids)];
  const day = `${list.month}-01`;
  const rule = act.policy.get('recipient.keyElder', list.countyCode, day);
  return gone.map((line): NewLine => {
    const { state, receives, regionCode, bornOn } = must(persons.get(line.memberId));
    const here = countyOf(regionCode) === list.countyCode;
    const file = { state, receives, here, facts: facts.get(line.memberId) ?? null, age: ageOn(bornOn, day) };
    return { ...line, change: 'remove', minutes: 0, reasons: whyGone(file, line.reasons, rule) };
  });
}
