/** Workbooks that LibreOffice saved, and files that are none, or only look like one. `tables/` holds them as they were saved. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readOpening } from '#domain/opening';
import { Refusal } from '#domain/refusal';
import { tableIn } from '#http/table-file';
import { type Part, workbookOf, zipOf } from '#tests/support/zip';

const saved = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'tables', name));
const read = async (bytes: Buffer) => readOpening(await tableIn({ upload: { bytes, tooLarge: false } }));
/** What was refused, and where. */
const refused = (bytes: Buffer): Promise<string> =>
  read(bytes).then(
    () => 'read',
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      return [error.code, error.params?.cell ?? error.params?.line ?? ''].join(' ').trim();
    },
  );

test('a workbook is read like the same table as text: numbers as they are shown, rows as they are numbered', async () => {
  expect(await read(saved('saved.xlsx'))).toEqual([
    { line: 2, number: '445321196305020240', minutes: 750, remark: '旧本子 3 页' },
    { line: 3, number: '445321196002090057', minutes: 66, remark: null },
    { line: 5, number: '445321194203150010', minutes: 120, remark: null },
  ]);
});

describe('what a cell does not hold as it stands is refused by its cell', () => {
  test.each([
    ['formula.xlsx', 'opening_formula C3'],
    ['clock.xlsx', 'opening_date C2'],
    ['merged.xlsx', 'opening_merged C2'],
    ['rounded.xlsx', 'opening_number_lost 2'],
    ['sheets.xlsx', 'opening_sheets'],
  ])('%s', async (name, words) => expect(await refused(saved(name))).toBe(words));

  test('and passed over in a column that does not count', async () => {
    const heading = '<row r="1"><c r="A1" t="str"><v>卡号</v></c><c r="B1" t="str"><v>分钟</v></c></row>';
    const line = (cell: string) => `<row r="2"><c r="A2"><v>12345670</v></c><c r="B2"><v>90</v></c>${cell}</row>`;
    for (const cell of [
      '<c r="C2"><f>B2*2</f><v>180</v></c>',
      '<c r="C2" t="e"><v>#N/A</v></c>',
      '<c r="C2" t="b"><v>1</v></c>',
    ]) {
      const table = zipOf(workbookOf(heading + line(cell)));
      expect(await read(table)).toEqual([{ line: 2, number: '12345670', minutes: 90, remark: null }]);
    }
    const wrong = heading + line('').replace('<c r="B2"><v>90</v></c>', '<c r="B2" t="e"><v>#N/A</v></c>');
    expect(await refused(zipOf(workbookOf(wrong)))).toBe('opening_strange B2');
  });
});

describe('a file that is no workbook, or not a whole one', () => {
  const named = (name: string): Part => ({ name, bytes: Buffer.from('<x/>') });

  test('is told what it is', async () => {
    const locked = await writeXlsx({
      sheets: [{ name: '1', rows: [['卡号', '小时']] }],
      encryption: { password: 'x', spinCount: 1 },
    });
    const files: [string, Buffer][] = [
      ['opening_locked', Buffer.from(locked)],
      ['opening_xls', saved('old.xls')],
      ['opening_no_workbook', saved('saved.ods')],
      ['opening_no_workbook', zipOf(['[Content_Types].xml', '_rels/.rels', 'word/document.xml'].map(named))],
      ['opening_no_workbook', zipOf([])],
      ['opening_broken', zipOf(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'].map(named))],
      ['opening_heading', zipOf(workbookOf(''))],
      ['opening_cut', Buffer.from('PK\x03\x04', 'latin1')],
    ];
    for (const [code, bytes] of files) expect([code, await refused(bytes)]).toEqual([code, code]);
  });

  test('cut anywhere it is not whole; changed anywhere it is refused in words or read', async () => {
    const whole = saved('saved.xlsx');
    for (let length = 4; length < whole.length; length += 7) {
      expect([length, await refused(whole.subarray(0, length))]).toEqual([length, 'opening_cut']);
    }
    for (let place = 4; place < whole.length; place += 13) {
      const bent = Buffer.from(whole);
      bent[place] = (bent[place] ?? 0) ^ 0x10;
      // Anything but a refusal is thrown on.
      expect(await refused(bent)).toMatch(/^(read|opening_)/);
    }
  });
});

test('a sheet whose cells are merged over and over is broken', async () => {
  const cell = (at: string) => `<c r="${at}"><v>1</v></c>`;
  const rows = Array.from({ length: 4_000 }, (_, at) => `<row r="${at + 1}">${cell(`A${at + 1}`)}</row>`).join('');
  const merges = '<mergeCell ref="A1:CV4000"/>'.repeat(20_000);
  const sheet = `${rows}</sheetData><mergeCells>${merges}</mergeCells><sheetData>`;
  expect(await refused(zipOf(workbookOf(sheet)))).toBe('opening_broken');
});

describe('a file that unpacks to more than anybody typed', () => {
  const SHEET = 'xl/worksheets/sheet1.xml';
  const bomb = (size?: number) =>
    zipOf([
      ...workbookOf('').filter(({ name }) => name !== SHEET),
      { name: SHEET, bytes: Buffer.alloc(40e6, ' '), size },
    ]);
  const grown = async (work: () => Promise<unknown>): Promise<number> => {
    const before = process.memoryUsage.rss();
    await work();
    return (process.memoryUsage.rss() - before) / 1024 ** 2;
  };

  test('is refused by the size that it says, and by the size that it hides', async () => {
    const [honest, small, none] = [bomb(), bomb(1_000), bomb(0)];
    const more = await grown(async () => {
      expect(await refused(honest)).toBe('opening_large');
      expect(await refused(small)).toBe('opening_broken');
      expect(await refused(none)).toBe('opening_broken');
    });
    expect(more).toBeLessThan(60);
  });

  test('and so is a sheet of which a few bytes spell a billion cells', async () => {
    const cell = (at: string) => `<c r="${at}"><v>1</v></c>`;
    const corner = `<row r="1">${cell('A1')}</row><row r="1048576">${cell('XFD1048576')}</row>`;
    const wide = Array.from({ length: 3_000 }, (_, at) => `<row r="${at + 1}">${cell(`XFD${at + 1}`)}</row>`).join('');
    const long = `<row r="1">${cell('A1')}</row><row r="5001">${cell('A5001')}</row>`;
    const backward = `<row r="9000">${cell('A9000')}</row><row r="1">${cell('A1')}</row>`;
    for (const sheet of [corner, wide, long, backward]) {
      const more = await grown(async () => expect(await refused(zipOf(workbookOf(sheet)))).toBe('opening_large'));
      expect(more).toBeLessThan(150);
    }
  });
});
