/**
 * 旧时间转入: a list of what an older scheme had saved, as a table whose first row says what stands where. A row that
 * cannot be read is named by its number; nothing is guessed.
 */
import { halfWidth } from '#domain/digits';
import { Refusal } from '#domain/refusal';

/** What a cell of a workbook holds instead of what somebody typed there. */
export interface OddCell {
  odd: 'formula' | 'date' | 'merged' | 'strange';
}
export type OpeningCell = string | OddCell;

export interface OpeningLine {
  /** As a table program counts: the heading is 1. */
  line: number;
  /** A card's number or an identity number, without blanks. */
  number: string;
  minutes: number;
  remark: string | null;
}

/** More than that in one list is several lists. */
export const LINES_MOST = 2000;
/** Ten thousand hours of one person are a slip of the pen. */
const MINUTES_MOST = 600_000;
const REMARK_MOST = 60;

const HEADINGS = {
  number: /卡号|身份证|证件|card|identity/i,
  hours: /小时|hour/i,
  minutes: /分钟|minute/i,
  remark: /备注|说明|remark|note/i,
} as const;

interface Columns {
  number: number;
  time: number;
  /** Minutes in one of what the column counts. */
  unit: 1 | 60;
  remark: number;
}

/** @throws Refusal `opening_heading` */
function columnsOf(heading: readonly OpeningCell[]): Columns {
  const at = (name: keyof typeof HEADINGS) =>
    heading.findIndex((cell) => typeof cell === 'string' && HEADINGS[name].test(cell));
  const [number, hours, minutes] = [at('number'), at('hours'), at('minutes')];
  // One of the two: a table with both leaves open which one counts.
  if (number < 0 || hours < 0 === minutes < 0) throw new Refusal('opening_heading', { field: 'table' });
  return { number, time: Math.max(hours, minutes), unit: minutes < 0 ? 60 : 1, remark: at('remark') };
}

/**
 * @param rows cells as text, the heading first; what is odd in a column that does not count is passed over
 * @throws Refusal `opening_heading` · `opening_empty` · `too_many` · with params.cell: `opening_formula`, `opening_date`,
 *   `opening_merged`, `opening_strange` · with params.line: `opening_number_lost` (a table program rounded an identity
 *   number), `opening_number`, `opening_minutes` · `opening_twice` (params.lines)
 */
export function readOpening(rows: readonly (readonly OpeningCell[])[]): OpeningLine[] {
  const [heading = [], ...rest] = rows;
  const columns = columnsOf(heading);
  const lines = rest.flatMap((cells, at) =>
    cells.every((cell) => typeof cell === 'string' && cell.trim() === '') ? [] : [lineOf(cells, at + 2, columns)],
  );
  if (lines.length === 0) throw new Refusal('opening_empty', { field: 'table' });
  if (lines.length > LINES_MOST) throw new Refusal('too_many', { field: 'table', most: LINES_MOST });
  refuseTwice(lines, ({ number }) => number);
  return lines;
}

function lineOf(
  cells: readonly OpeningCell[],
  line: number,
  { number: who, time, unit, remark }: Columns,
): OpeningLine {
  const at = (column: number) => typedIn(cells[column] ?? '', column, line);
  const number = halfWidth(at(who))
    .replace(/[\s'’-]/g, '')
    .toUpperCase();
  if (/^\d+(\.\d+)?E\+?\d+$/.test(number)) throw new Refusal('opening_number_lost', { field: 'table', line });
  if (!/^\d{8}$|^\d{17}[\dX]$/.test(number)) throw new Refusal('opening_number', { field: 'table', line });
  const typed = halfWidth(at(time)).replace(/[\s,]/g, '');
  const minutes = /^\d{1,7}(\.\d{1,4})?$/.test(typed) ? Math.round(Number(typed) * unit * 1e6) / 1e6 : 0;
  if (!Number.isInteger(minutes) || minutes <= 0 || minutes > MINUTES_MOST) {
    throw new Refusal('opening_minutes', { field: 'table', line });
  }
  return { line, number, minutes, remark: at(remark).trim().slice(0, REMARK_MOST) || null };
}

function typedIn(cell: OpeningCell, column: number, line: number): string {
  if (typeof cell === 'string') return cell;
  throw new Refusal(`opening_${cell.odd}`, { field: 'table', cell: `${columnName(column)}${line}` });
}

/** A, B … Z, AA: as it stands above the column. */
const columnName = (column: number): string =>
  (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** One person is on a list once: two lines for her are one that nobody looked at. @throws Refusal `opening_twice` */
export function refuseTwice<L extends { line: number }>(lines: readonly L[], whose: (line: L) => string): void {
  const first = new Map<string, number>();
  for (const one of lines) {
    const before = first.get(whose(one));
    if (before !== undefined) throw new Refusal('opening_twice', { field: 'table', first: before, line: one.line });
    first.set(whose(one), one.line);
  }
}
