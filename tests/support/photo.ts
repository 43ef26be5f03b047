/** Photographs as phones make them. */
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
