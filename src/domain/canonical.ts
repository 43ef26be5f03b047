/**
 * One spelling of a value, so that two machines that hold the same thing make the same fingerprint of it: the helper's
 * phone over what it saved, and the server over what came in; the book over an entry, and whoever checks it.
 */

/**
 * JSON as RFC 8785 writes it: without blanks, members in the order of the UTF-16 units of their names at every depth; a
 * member that is undefined is left out.
 * @param spelled how a number is written; throws for one that must not appear
 */
export function canonical(value: unknown, spelled: (number: number) => string = JSON.stringify): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return spelled(value);
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null, spelled)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  let members = '';
  for (const name of Object.keys(value).sort()) {
    const held = (value as Record<string, unknown>)[name];
    if (held === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${canonical(held, spelled)}`;
  }
  return `{${members}}`;
}
