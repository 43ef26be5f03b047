/**
 * Tiles of C2SP tlog-tiles: 256 neighbouring hashes of one level, which never change once they are full. Level 0 is the
 * leaves; at every level above, a hash is the root over one full tile below. Numbers and addresses only.
 */
import type { Stretch } from '#domain/seal/merkle';

export const TILE_WIDTH = 256;

export interface Tile {
  level: number;
  /** Counted from 0 within its level. */
  index: number;
  /** 1 to 256 hashes. */
  width: number;
}

/** How many hashes stand at a level of a tree of this size: one for each full tile below. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** Is it there, as a full tile or as the partial one at the edge of a tree of exactly this size or any larger one? */
export function isIn({ level, index, width }: Tile, size: number): boolean {
  return width >= 1 && width <= TILE_WIDTH && index * TILE_WIDTH + width <= hashesAt(level, size);
}

/** Levels that a tree of this size has hashes at. */
export function levelsOf(size: number): number {
  let levels = 0;
  while (hashesAt(levels, size) > 0) levels += 1;
  return levels;
}

/** A perfect stretch of leaves as a run of hashes of one level, all of them in one tile. */
export interface Run {
  level: number;
  from: number;
  to: number;
}

/** @param stretch perfect: its length a power of two, and its beginning a multiple of it */
export function runOf([from, to]: Stretch): Run {
  let level = 0;
  while (TILE_WIDTH ** (level + 1) <= to - from) level += 1;
  const unit = TILE_WIDTH ** level;
  return { level, from: from / unit, to: to / unit };
}

/** `x001/x234/067`: three digits a part, all but the last after an x. */
export function tilePath(index: number): string {
  let path = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
  }
  return path;
}

const ADDRESS = /^(0|[1-9]\d?|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

export interface TileAsked extends Tile {
  /** The items themselves instead of hashes. */
  entries: boolean;
}

/** What stands after `/tile/`; null for anything that is no address of a tile, written in the one way there is. */
export function readTileAddress(address: string): TileAsked | null {
  const [, level = '', digits = '', width] = ADDRESS.exec(address) ?? [];
  if (digits === '') return null;
  const index = Number(digits.replace(/[x/]/g, ''));
  if (!Number.isSafeInteger(index) || tilePath(index) !== digits) return null;
  const wide = width === undefined ? TILE_WIDTH : Number(width);
  if (wide > TILE_WIDTH || (width !== undefined && wide === TILE_WIDTH)) return null;
  const entries = level === 'entries';
  const asked = { entries, level: entries ? 0 : Number(level), index, width: wide };
  return asked.level <= 63 ? asked : null;
}

/** Where it is found, after `/tile/`. */
export const tileAddress = ({ level, index, width }: Tile, entries = false): string =>
  `${entries ? 'entries' : level}/${tilePath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;

/** An entry bundle: each item after its length in two bytes. */
export function bundleOf(items: readonly Buffer[]): Buffer {
  return Buffer.concat(
    items.flatMap((item) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(item.length);
      return [length, item];
    }),
  );
}
