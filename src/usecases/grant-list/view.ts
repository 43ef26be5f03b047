/** 发放名单 as pages show it: the lists of the counties one works for, and the sheet of one, with names and facts. */
import type { Act } from '#db/act';
import type { GrantRule } from '#domain/category';
import { ageOn } from '#domain/day';
import { grantsFor } from '#domain/permission';
import { countyOf } from '#domain/region';
import {
  countLines,
  findGrantList,
  type GrantList,
  type LineCount,
  linesOf,
  listGrantLists,
  type NamedLine,
} from '#records/grant-list';
import { namesOf } from '#records/name';
import { type PlaceName, placeNames } from '#records/place';
import { placePaths } from '#records/place-path';
import { regionsWithin } from '#records/region-list';
import type { Desk } from '#usecases/desk';
import { type Fit, fitTo } from '#usecases/fit';

export interface ListLine {
  list: GrantList;
  county: PlaceName | null;
  lines: LineCount;
  proposer: string | null;
  signer: string | null;
}

const PAGE = 30;

/** @returns a page of lists, newest first, and whether there are more */
export const listLists = (desk: Desk, page: number): Promise<{ lists: ListLine[]; more: boolean }> =>
  desk.read(async (act) => {
    const found = await listGrantLists(act, PAGE + 1, (page - 1) * PAGE);
    return { lists: await described(act, found.slice(0, PAGE)), more: found.length > PAGE };
  });

async function described(act: Act, lists: readonly GrantList[]): Promise<ListLine[]> {
  const none: LineCount = { added: 0, removed: 0, minutes: 0 };
  const counts = await countLines(
    act,
    lists.map((list) => list.id),
  );
  const counties = await placeNames(
    act,
    lists.map((list) => list.countyCode),
  );
  const names = await namesOf(
    act,
    lists.flatMap((list) => [list.proposedBy, list.signedBy]),
  );
  return lists.map((list) => ({
    list,
    county: counties.get(list.countyCode) ?? null,
    lines: counts.get(list.id) ?? none,
    proposer: names.get(list.proposedBy) ?? null,
    signer: names.get(list.signedBy ?? '') ?? null,
  }));
}

export interface SheetLine extends NamedLine {
  /** On the first day that the list is for. */
  age: number;
  path: PlaceName[];
}

export interface Sheet extends ListLine {
  added: SheetLine[];
  removed: SheetLine[];
  /** People on the list whom the reader does not reach: they are counted, not shown. */
  elsewhere: number;
  sign: Fit;
  /** The ages that the list was drawn up by. */
  rule: GrantRule;
}

/** @throws Refusal `not_found` */
export const viewGrantList = (desk: Desk, id: string): Promise<Sheet> =>
  desk.read(async (act) => {
    const list = await findGrantList(act, id, 'grantList.read');
    const [line] = await described(act, [list]);
    if (!line) throw new Error('a list that was found is described');
    const shown = await sheetLines(act, list);
    return {
      ...line,
      added: shown.filter((one) => one.change === 'add'),
      removed: shown.filter((one) => one.change === 'remove'),
      elsewhere: line.lines.added + line.lines.removed - shown.length,
      rule: act.policy.get('recipient.keyElder', list.countyCode, `${list.month}-01`),
      sign: await fitTo(act, 'grantList.sign', list.countyCode, list.proposedBy),
    };
  });

async function sheetLines(act: Act, { id, month, countyCode }: GrantList): Promise<SheetLine[]> {
  const lines = await linesOf(act, id);
  const paths = await placePaths(
    act,
    lines.map((line) => line.regionCode),
  );
  return lines.map((line) => ({
    ...line,
    age: ageOn(line.bornOn, `${month}-01`),
    // Where somebody went is the other county's.
    path: countyOf(line.regionCode) === countyCode ? (paths.get(line.regionCode) ?? []).slice(1) : [],
  }));
}

export interface County {
  code: string;
  name: PlaceName;
  /** A proposal that still waits: a new one would take its place. */
  open: GrantList | null;
}

/** The counties for which the actor may draw up a list. */
export const countiesToList = (desk: Desk): Promise<County[]> =>
  desk.read(async (act) => {
    const codes = grantsFor(act.actor, 'grantList.propose').map((grant) => countyOf(grant.regionCode));
    const regions = await regionsWithin(act, codes, ['county']);
    const lists = await listGrantLists(act, PAGE);
    return regions.map(({ code, name, pinyin }) => ({
      code,
      name: { name, pinyin, former: false },
      open: lists.find((list) => list.countyCode === code && list.state === 'proposed') ?? null,
    }));
  });
