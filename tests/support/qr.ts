/** Reads a QR code as a phone's camera would: from dots, not from our own drawing of it. */
import readDots from 'jsqr';
import sharp from 'sharp';
import type { FetchedPage } from '#tests/support/client';

/** What the code in this SVG says; null when nothing can be read. @param width in dots, as a camera sees it */
export async function readQr(svg: string, width = 400): Promise<string | null> {
  const { data, info } = await sharp(Buffer.from(svg), { density: 300 })
    .resize({ width })
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return readDots(Uint8ClampedArray.from(data), info.width, info.height)?.data ?? null;
}

/** What the codes on a page say, in their order. */
export const qrCodesOn = ({ root }: FetchedPage): Promise<(string | null)[]> =>
  Promise.all(
    root
      .querySelectorAll('.qr svg')
      .map((svg) => readQr(svg.outerHTML.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'))),
  );
