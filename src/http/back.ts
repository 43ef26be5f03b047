/** Addresses that a visitor hands us to be led back to: only ever a page of this house. */

const HERE = 'http://here.invalid';

/** The path and query of an address on this site, or null for anything else: `//evil`, `/\evil`, `https:…`. */
export function localPath(address: unknown): string | null {
  if (typeof address !== 'string' || !address.startsWith('/') || address.length > 2_000) return null;
  try {
    const url = new URL(address, HERE);
    // `/.//evil` is on this site, but the path that is left of it would be read as another one.
    if (url.origin !== HERE || url.pathname.startsWith('//')) return null;
    return `${url.pathname}${url.search}`;
  } catch {
    return null;
  }
}

/** Where a browser came from, if it was here: the Referer's path on the same host. */
export function cameFrom(referer: string | undefined, host: string | undefined): string | null {
  try {
    const url = new URL(referer ?? '');
    return url.host === host ? localPath(`${url.pathname}${url.search}`) : null;
  } catch {
    return null;
  }
}
