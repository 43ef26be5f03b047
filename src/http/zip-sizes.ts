/**
 * How much a zip holds, read from its list of contents before anything is unpacked: a few hundred kilobytes may unpack to
 * gigabytes. Whoever unpacks it stops at the sizes that stand here.
 */
import { Refusal } from '#domain/refusal';

const END = Buffer.from('PK\x05\x06', 'latin1');
const END_BYTES = 22;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const SIZES_FOLLOW = 8;
/** Its sizes stand elsewhere: so large a zip is no table. */
const SIZE_ELSEWHERE = 0xffffffff;

/**
 * @returns the names of what is in it
 * @throws Refusal `opening_cut` (its list of contents is at its end, and missing) · `opening_large` · `opening_broken`
 */
export function contentsOf(zip: Buffer, most: number): string[] {
  const end = zip.length - END_BYTES;
  // Table programs write no remark after it, so there is one place where it can stand.
  if (end < 0 || !zip.subarray(end, end + 4).equals(END)) throw new Refusal('opening_cut', { field: 'table' });
  const names: string[] = [];
  let [at, sum] = [zip.readUInt32LE(end + 16), 0];
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const { name, size, next } = entryAt(zip, at);
    names.push(name);
    sum += size;
    at = next;
  }
  if (sum > most) throw new Refusal('opening_large', { field: 'table' });
  return names;
}

function entryAt(zip: Buffer, at: number): { name: string; size: number; next: number } {
  if (at + ENTRY_BYTES > zip.length || zip.readUInt32LE(at) !== ENTRY)
    throw new Refusal('opening_broken', { field: 'table' });
  const [packed, size] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
  if (size === SIZE_ELSEWHERE || packed === SIZE_ELSEWHERE) throw new Refusal('opening_large', { field: 'table' });
  // Without a size, or with one that stands elsewhere, it would be unpacked to whatever it holds. Two bytes are nothing, packed.
  const isLater = packed === 0 && (zip.readUInt16LE(at + 8) & SIZES_FOLLOW) !== 0;
  if ((size === 0 && packed > 2) || isLater) throw new Refusal('opening_broken', { field: 'table' });
  const [name, extra, remark] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place)) as [number, number, number];
  const start = at + ENTRY_BYTES;
  return { name: zip.toString('utf8', start, start + name), size, next: start + name + extra + remark };
}
