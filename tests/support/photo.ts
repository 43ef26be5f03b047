/** Photographs as phones make them, and forms that carry one. */
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';

/** Of a card: large, turned on its side, with what the camera wrote into it. @param seed another one is another picture */
export async function cardPhoto(seed = 1, width = 2400, height = 3200): Promise<Buffer> {
  const lines = Array.from(
    { length: 10 },
    (_, at) => `<path d="M40 ${at * 60 + 80}h${seed * 7 + 500}" stroke="#222"/>`,
  );
  const card = Buffer.from(`<svg viewBox="0 0 600 800" xmlns="http://www.w3.org/2000/svg">${lines.join('')}</svg>`);
  return sharp({ create: { width, height, channels: 3, background: '#eee8d5' } })
    .composite([{ input: await sharp(card).resize(width, height).png().toBuffer() }])
    .withExif({ IFD0: { Make: 'PhoneMaker', Artist: '阿芬' }, IFD3: { GPSLatitude: '22/1 41/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** A form as a browser sends it with a file. */
export function multipart(
  fields: Record<string, string | string[]>,
  file: { name: string; bytes: Buffer; type?: string } | null,
): { payload: Buffer; headers: Record<string, string> } {
  const boundary = `----yinling${randomBytes(8).toString('hex')}`;
  const parts = Object.entries(fields).flatMap(([name, value]) =>
    [value]
      .flat()
      .map((one) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${one}\r\n`)),
  );
  if (file) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.name}"; filename="IMG_1.jpg"\r\nContent-Type: ${file.type ?? 'image/jpeg'}\r\n\r\n`;
    parts.push(Buffer.from(head), Buffer.from(file.bytes), Buffer.from('\r\n'));
  }
  const payload = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
