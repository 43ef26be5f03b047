/**
 * A workbook as Excel, WPS and LibreOffice save it (.xlsx), as rows of cells. It is measured before it is unpacked and
 * looked through before it is laid out, because a few bytes can spell a sheet of a billion cells. What a cell does not hold
 * as it stands (a formula, a date, a part of a merged cell) is marked, not guessed.
 */
import type { MergeRange, Sheet } from 'hucre/xlsx';
import type { OddCell, OpeningCell } from '#domain/opening';
import { Refusal, type RefusalCode } from '#domain/refusal';
import { contentsOf } from '#http/zip-sizes';

/** Of all that it unpacks to: two thousand lines are one. */
const BYTES_MOST = 4 * 1024 * 1024;
const ROWS_MOST = 5_000;
const COLUMNS_MOST = 100;
const SHEETS_MOST = 20;
/** The cells that are read: `A1:CV5000`. */
const WITHIN = `A1:CV${ROWS_MOST}`;
/** A number of more digits is not the one that was typed: an identity number is kept as 4.45321E+17. */
const EXACT_MOST = 1e15;

const OLD_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le');

type Reader = typeof import('hucre/xlsx');

const refuse = (code: RefusalCode): never => {
  throw new Refusal(code, { field: 'table' });
};

/** By how it begins, whatever it is called. */
export const isWorkbook = (bytes: Buffer): boolean =>
  /^PK[\x01-\x08]/.test(bytes.toString('latin1', 0, 3)) || isOld(bytes);
const isOld = (bytes: Buffer): boolean => bytes.subarray(0, OLD_FILE.length).equals(OLD_FILE);

/**
 * @returns the rows of the one sheet that has any
 * @throws Refusal `opening_locked` (with a password) · `opening_xls` · `opening_cut` · `opening_large` · `opening_no_workbook` ·
 *   `opening_broken` · `opening_sheets` (more than one is filled in)
 */
export async function workbookRows(bytes: Buffer): Promise<OpeningCell[][]> {
  if (isOld(bytes)) return refuse(bytes.includes(LOCKED) ? 'opening_locked' : 'opening_xls');
  if (!contentsOf(bytes, BYTES_MOST).includes('xl/workbook.xml')) return refuse('opening_no_workbook');
  // Thirteen megabytes that few houses ever need: loaded with the first workbook.
  const reader = await import('hucre/xlsx');
  try {
    const filled = await filledSheets(bytes, reader);
    if (filled.length > 1) return refuse('opening_sheets');
    const { sheets } = await reader.readXlsx(bytes, { sheets: filled, range: WITHIN });
    return sheets.flatMap(cellsOf);
  } catch (error) {
    // Whatever a broken file makes the reader stumble over is a broken file.
    throw error instanceof Refusal ? error : new Refusal('opening_broken', { field: 'table' });
  }
}

/** Names of the sheets that can be seen and hold something, each small enough to be read. */
async function filledSheets(bytes: Buffer, reader: Reader): Promise<string[]> {
  const seen: string[] = [];
  await reader.readXlsx(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      if (!hidden && !veryHidden) seen.push(name);
      return false;
    },
  });
  if (seen.length > SHEETS_MOST) return refuse('opening_sheets');
  const filled: string[] = [];
  for (const name of seen) if (await isFilled(bytes, name, reader)) filled.push(name);
  return filled;
}

async function isFilled(bytes: Buffer, sheet: string, reader: Reader): Promise<boolean> {
  let filled = false;
  for await (const { index, values } of reader.streamXlsxRows(bytes, { sheet })) {
    const some = values.some((value) => value !== null && value !== '');
    if (values.length > COLUMNS_MOST || (some && index >= ROWS_MOST)) return refuse('opening_large');
    filled ||= some;
  }
  return filled;
}

function cellsOf({ rows, cells, merges = [] }: Sheet): OpeningCell[][] {
  const read = rows.map((row, at) =>
    row.map((value, column): OpeningCell => {
      const detail = cells?.get(`${at},${column}`);
      if (detail?.formula !== undefined) return { odd: 'formula' };
      return detail?.type === 'error' || typeof value === 'boolean' ? { odd: 'strange' } : plain(value);
    }),
  );
  let marked = 0;
  for (const range of merges) {
    marked += mark(range, read);
    // Cells are merged once; in a sheet that says otherwise one could mark for hours.
    if (marked > ROWS_MOST * COLUMNS_MOST) return refuse('opening_broken');
  }
  return read;
}

/** A heading may run over several cells; a number that does is nobody's, or everybody's. @returns how many it looked at */
function mark({ startRow, startCol, endRow, endCol }: MergeRange, read: OpeningCell[][]): number {
  if (read[startRow]?.[startCol] === '') return 1;
  const rows = read.slice(Math.max(startRow, 1), endRow + 1);
  for (const row of rows) row.fill({ odd: 'merged' }, startCol, endCol + 1);
  return rows.length * (Math.min(endCol, COLUMNS_MOST) - startCol + 1) + 1;
}

function plain(value: string | number | Date | null): string | OddCell {
  if (value instanceof Date) return { odd: 'date' };
  if (typeof value !== 'number') return value ?? '';
  // As it is shown: 1.1 is kept as 1.1000000000000001.
  return Math.abs(value) < EXACT_MOST ? String(Number(value.toPrecision(15))) : value.toExponential(5);
}
