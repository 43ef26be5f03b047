/**
 * One spelling of a value, so that two machines that hold the same thing make the same fingerprint of it: the helper's
 * phone over what it saved, and the server over what came in.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

/** JSON without blanks, members in the order of their names at every depth; a member that is undefined is left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value as Json));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((one: Json) => sorted(one ?? null));
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value as Record<string, Json | undefined>).filter(
    (member): member is [string, Json] => member[1] !== undefined,
  );
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([name, one]) => [name, sorted(one)]),
  );
}
