import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { PHOTO_BYTES_MOST } from '#db/schema/papers';
import { developPhoto } from '#records/photo';
import { cardPhoto } from '#tests/support/photo';

describe('a photograph', () => {
  it('becomes small, upright and without what the camera wrote into it', async () => {
    const raw = await cardPhoto();
    expect((await sharp(raw).metadata()).exif).toBeDefined();
    const { jpeg, width, height } = await developPhoto(raw);
    const read = await sharp(jpeg).metadata();
    expect([read.format, read.width, read.height]).toEqual(['jpeg', 1600, 1200]);
    expect([width, height]).toEqual([1600, 1200]);
    expect([read.exif, read.icc, read.xmp, read.orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(jpeg.includes('PhoneMaker')).toBe(false);
    expect(jpeg.length).toBeLessThanOrEqual(PHOTO_BYTES_MOST);
  });

  it('is small enough whatever it shows: even of noise', async () => {
    const noise = { create: { width: 2000, height: 1500, channels: 3, background: '#888' } } as const;
    const raw = await sharp({
      ...noise,
      create: { ...noise.create, noise: { type: 'gaussian', mean: 128, sigma: 80 } },
    })
      .jpeg({ quality: 95 })
      .toBuffer();
    expect(raw.length).toBeGreaterThan(1_000_000);
    expect((await developPhoto(raw)).jpeg.length).toBeLessThanOrEqual(PHOTO_BYTES_MOST);
  });

  it('of PNG and WebP is read too; what is small stays as large as it is', async () => {
    const small = sharp({ create: { width: 300, height: 200, channels: 4, background: '#fff0' } });
    for (const raw of [await small.clone().png().toBuffer(), await small.clone().webp().toBuffer()]) {
      expect(await developPhoto(raw)).toMatchObject({ width: 300, height: 200 });
    }
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('这不是照片')],
    ['a PDF', Buffer.from('%PDF-1.7 …')],
    ['the beginning of a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
  ])('is refused when it is %s', async (_, raw) => {
    await expect(developPhoto(raw)).rejects.toMatchObject({ code: 'photo_unreadable', params: { field: 'photo' } });
  });

  it('is refused in any form that cameras do not write, though it could be decoded', async () => {
    const card = sharp({ create: { width: 300, height: 200, channels: 3, background: '#888' } });
    const others = {
      drawing: Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
      ),
      gif: await card.clone().gif().toBuffer(),
      tiff: await card.clone().tiff().toBuffer(),
    };
    for (const [kind, raw] of Object.entries(others)) {
      // Decoding is not what stops it.
      expect([kind, (await sharp(raw).jpeg().toBuffer()).length > 0]).toEqual([kind, true]);
      await expect(developPhoto(raw), kind).rejects.toMatchObject({ code: 'photo_unreadable' });
    }
  });

  it('is refused when it broke off, or has more dots than any camera', async () => {
    const whole = await cardPhoto();
    await expect(developPhoto(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ code: 'photo_unreadable' });
    const bomb = await sharp({ create: { width: 9000, height: 7000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(400_000);
    await expect(developPhoto(bomb)).rejects.toMatchObject({ code: 'photo_unreadable' });
    // And the next one is read as ever.
    expect((await developPhoto(whole)).width).toBe(1600);
  });
});
