/** A sheet as it is printed, and as it is keyed in: which of its lines are done, and by whom it may have been written. */
import type { Act } from '#db/act';
import type { Action, Role } from '#domain/permission';
import type { RegionCode } from '#domain/region';
import { townOf } from '#domain/region';
import { cardOf } from '#records/card';
import { exchangesById } from '#records/exchange';
import { holdersOf } from '#records/grant';
import { searchMembers } from '#records/member-search';
import { namesOf } from '#records/name';
import { type Person, personsById } from '#records/person';
import { pathOf, type RegionRow } from '#records/region';
import { listServices, type ServiceRow } from '#records/service';
import { findSheet, linesOf, type Sheet, type SheetLine } from '#records/sheet';
import type { Desk } from '#usecases/desk';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

export interface SheetSeen {
  sheet: Sheet;
  place: RegionRow[];
  person: Person | null;
  done: (SheetLine & { of: ExchangeLine | null; by: string | null; handled: string | null })[];
  /** 经办人: those who may have written it, by id. */
  handlers: Map<string, string>;
  services: ServiceRow[];
}

const HANDLERS: readonly Role[] = ['helper', 'clerk', 'socialWorker'];

/** @throws Refusal not_found */
export const readSheet = (desk: Desk, number: string, action: Action): Promise<SheetSeen> =>
  desk.read(async (act) => {
    const sheet = await findSheet(act, number, action);
    const lines = await linesOf(act, number);
    const exchanges = await linesFor(
      act,
      await exchangesById(
        act,
        lines.map(({ exchangeId }) => exchangeId),
      ),
    );
    const names = await namesOf(
      act,
      lines.flatMap(({ enteredBy, handledBy }) => [enteredBy, handledBy]),
    );
    return {
      sheet,
      place: await pathOf(act, sheet.regionCode),
      person: sheet.memberId ? ((await personsById(act, [sheet.memberId])).get(sheet.memberId) ?? null) : null,
      done: lines.map((line) => ({
        ...line,
        of: exchanges.find(({ exchange }) => exchange.id === line.exchangeId) ?? null,
        by: names.get(line.enteredBy) ?? null,
        handled: names.get(line.handledBy) ?? null,
      })),
      handlers: await handlersOf(act, sheet.regionCode),
      services: (await listServices(act)).filter(({ enabled, maxMinutes }) => enabled && maxMinutes > 0),
    };
  });

/** Whoever holds a post over this place and writes visits down, the village's before the town's. */
export async function handlersOf(act: Act, regionCode: RegionCode): Promise<Map<string, string>> {
  const ids: string[] = [];
  for (const place of [regionCode, townOf(regionCode)]) {
    for (const role of HANDLERS) {
      for (const { userId } of await holdersOf(act, role, place, act.today)) ids.push(userId);
    }
  }
  const names = await namesOf(act, ids);
  return new Map([...new Set(ids)].map((id) => [id, names.get(id) ?? '']));
}

/** Nobody is guessed: a part of a name finds those whom it may mean, and the whole name or the card's number says who. */
const MANY = 5;

/**
 * Whom a name, 花名 or card number on paper means.
 * @param serves a volunteer, of the whole town; else somebody served, in reach
 * @returns her id; 'several' of that very name; whom a part of a name is like; 'nobody'
 */
export const personOnPaper = (
  desk: Desk,
  typed: string,
  regionCode: RegionCode,
  serves: boolean,
): Promise<{ id: string } | { like: string[] } | 'nobody' | 'several'> =>
  desk.read(async (act) => {
    const card = /\d{4}/.test(typed) ? await cardOf(act, typed) : null;
    if (card) return { id: card.memberId };
    // A volunteer of the next village has no file with this officer, but a name.
    const anywhere = { ...act, actor: { kind: 'job', id: 'job:names' } } as const;
    const search = { q: typed, states: ['approved'] as const, limit: MANY };
    const { rows } = serves
      ? await searchMembers(anywhere, { ...search, serves: true, regionCode: townOf(regionCode) })
      : await searchMembers(act, { ...search, receives: true }, 'exchange.log');
    const [one, ...others] = rows.filter(({ name, nickname }) => name === typed || nickname === typed);
    if (one) return others.length > 0 ? 'several' : { id: one.id };
    return rows.length > 0 ? { like: rows.map(({ name, nickname }) => nickname ?? name) } : 'nobody';
  });
