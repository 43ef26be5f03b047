/**
 * QR codes that we print. Level Q: a quarter of it may be worn or stained, and it is still read. The address in it must still
 * be right in years, so it is the one that the operator told (`PUBLIC_ORIGIN`), never what some request called us.
 */
import { create } from 'qrcode';
import type { OpenVisit } from '#http/route';

/** Modules of white around it: readers need them to find it. */
const QUIET = 4;

export interface Qr {
  /** Of the square it is drawn in, its quiet zone included, in modules. */
  side: number;
  /** Its dark parts, as the path of an SVG: runs of dark modules joined. */
  dark: string;
}

export function drawQr(text: string): Qr {
  const { size, data } = create(text, { errorCorrectionLevel: 'Q' }).modules;
  const rows = Array.from({ length: size }, (_, y) => {
    const row = [...data.subarray(y * size, (y + 1) * size)].join('');
    return [...row.matchAll(/1+/g)].map(
      (run) => `M${run.index + QUIET} ${y + QUIET}h${run[0].length}v1h-${run[0].length}z`,
    );
  });
  return { side: size + 2 * QUIET, dark: rows.flat().join('') };
}

/**
 * The QR code of an address of this house.
 * @returns null in production where nobody told where the house is found: paper is printed without a code then, because one
 *   that leads to a proxy's inner address is worse than none
 */
export function qrTo(visit: Visited, path: string): Qr | null {
  const address = addressTo(visit, path);
  return address === null ? null : drawQr(address);
}

type Visited = Pick<OpenVisit, 'office' | 'request'>;

/** The same address in letters, for whoever types it. */
export function addressTo(visit: Visited, path: string): string | null {
  const origin = originFor(visit);
  return origin === null ? null : `${origin}${path}`;
}

/** On somebody's own machine the address in the browser will do; behind `TRUST_PROXY` that is the outer one. */
function originFor({ office, request }: Visited): string | null {
  const { origin, production } = office.config;
  return origin ?? (production ? null : `${request.protocol}://${request.host}`);
}
