/** What the staff's pages share: who is looking, and where one goes on after something was done. */
import type { StaffActor } from '#domain/actor';
import { localPath } from '#http/back';
import type { Fields } from '#http/form';
import { type Answer, notFound, type Page, seeOther, type Visit } from '#http/route';

export type StaffVisit = Visit & { actor: StaffActor };

const isStaff = (visit: Visit): visit is StaffVisit => visit.actor.kind === 'staff';

/** A page for officers: some of its actions belong to members too, who have pages of their own. */
export const forStaff =
  <T extends Answer | Page>(handle: (visit: StaffVisit) => Promise<T> | T) =>
  (visit: Visit): Promise<T> | T =>
    isStaff(visit) ? handle(visit) : notFound();

/** A field of the query or the body as one text, '' when it is not there. */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

export const textsOf = (fields: Fields, name: string): string[] => [fields[name] ?? []].flat();

/** The page to go on with: handed along through forms, only ever one of ours. */
export const onwardOf = ({ query, body }: Visit): string | null =>
  localPath(textOf(body, 'onward') || textOf(query, 'onward'));

/** An address that has no query yet. */
const PLAIN = /^(\/\w+)+$/;

/** An address with these set, and those that are null taken out. */
export function withQuery(path: string, set: Record<string, string | null>): string {
  // Every line of a list has addresses: most need no parsing.
  if (PLAIN.test(path)) {
    const given = Object.entries(set).filter((one): one is [string, string] => one[1] !== null);
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
  }
  const url = new URL(path, 'http://here.invalid');
  for (const [name, value] of Object.entries(set)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return `${url.pathname}${url.search}`;
}

/** After a step: where one goes on, told what was done, and to what. */
export const landed = (path: string, done: string, of: string | null = null): Answer =>
  seeOther(withQuery(path, { done, of }));
