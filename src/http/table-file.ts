/** A table that somebody saved: a workbook, or CSV as WPS and Excel write it: UTF-8 with or without its mark, GBK, UTF-16; commas, tabs or semicolons. */
import { parse } from 'csv-parse/sync';
import type { OpeningCell } from '#domain/opening';
import { Refusal } from '#domain/refusal';
import type { OpenVisit } from '#http/route';
import { isWorkbook, workbookRows } from '#http/workbook';

/** @throws Refusal `missing` (no file) · `opening_file` (not text) · `opening_row` (params.line) · what `workbookRows` refuses */
export async function tableIn({ upload }: Pick<OpenVisit, 'upload'>): Promise<OpeningCell[][]> {
  if (!upload) throw new Refusal('missing', { field: 'table' });
  if (upload.tooLarge) throw new Refusal('opening_large', { field: 'table' });
  return isWorkbook(upload.bytes) ? workbookRows(upload.bytes) : rowsOf(textOf(upload.bytes));
}

/** Chinese Windows saves in GBK unless told otherwise; what is no UTF-8 is taken for it, and what is neither is no text. */
export function textOf(bytes: Buffer): string {
  const tongues = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const tongue of tongues) {
    try {
      const text = new TextDecoder(tongue, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // The next one.
    }
  }
  throw new Refusal('opening_file', { field: 'table' });
}

function rowsOf(text: string): string[][] {
  const [heading = ''] = text.split(/\r?\n/, 1);
  const delimiter = ['\t', ';', ','].find((mark) => heading.includes(mark)) ?? ',';
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false, bom: true });
  } catch (error) {
    const { lines: line } = error as { lines?: number };
    throw new Refusal('opening_row', { field: 'table', line: line ?? 1 });
  }
}
