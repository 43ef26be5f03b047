/** 更正 and 旧时间转入 through their pages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entries } from '#db/schema/ledger';
import { liveCardsOf } from '#records/card';
import type { Client } from '#tests/support/client';
import { forge, type Office, openOffice } from '#tests/support/office';
import { issueCard } from '#usecases/card/issue';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const quotaPage = async () => {
  const [entry] = await office.world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'quota')));
  return `/ledger/${entry?.journal}/${entry?.seq}`;
};
const propose = async (client: Client, values = {}) => {
  const page = await client.get(`${await quotaPage()}/correction`);
  return client.submit(page, { reason: 'wrong_minutes', minutes: '500小时', ...values }, 'form[action$=correction]');
};
/** Tables as table programs saved them. */
const saved = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'tables', name));
const ACCEPT = 'form[action$=acceptance]';

describe('an entry that is wrong', () => {
  test('is put right from its own page by two officers, and stands there as one item', async () => {
    const own = await office.as('苏科');
    const entry = await own.get(await quotaPage());
    expect(entry.root.querySelector(`a[href$="/correction"]`)).not.toBeNull();
    const proposed = await propose(own);
    expect(proposed.text('.notice.is-good')).toContain('提出了');
    expect(proposed.root.querySelector(ACCEPT)).toBeNull();
    expect((await own.get(await quotaPage())).text('main')).toContain('已经有人提出更正');

    const city = await office.as('罗处', 'en');
    expect((await city.get('/corrections')).text('.tiles')).toContain('The time is wrong');
    const done = await city.submit(await city.get(proposed.url.replace(/\?.*/, '')), {}, ACCEPT);
    expect(done.text('.notice.is-good')).toContain('posted');
    for (const words of ['First entry', 'Reversal', 'Entered instead']) expect(done.text('main')).toContain(words);
    expect((await own.get('/pools')).text('.pools')).toContain('500 小时');
    expect((await own.get(await quotaPage())).text('main')).toContain('已经更正');
    expect((await own.get(`${await quotaPage()}/correction`)).status).toBe(404);
  });

  test('what was not understood comes back with what was typed; a town has no say', async () => {
    const own = await office.as('苏科');
    for (const [values, field] of [
      [{ reason: '' }, 'reason'],
      [{ reason: 'other' }, 'note'],
      [{ minutes: '很多' }, 'minutes'],
      [{ minutes: '1000小时' }, 'minutes'],
    ] as const) {
      const page = await propose(own, values);
      expect([page.status, page.problems.length], JSON.stringify(values)).toEqual([422, 1]);
      expect(page.root.querySelector('.error-summary a')?.getAttribute('href')).toBe(`#f-${field}`);
    }
    const { url } = await propose(own);
    const at = url.replace(/\?.*/, '');
    for (const name of ['梁主任', '审计老吴', '罗定小郑']) {
      expect(await forge(await office.as(name), `${at}/acceptance`), name).toBe(404);
    }
    expect(await forge(own, `${at}/acceptance`)).toBe(422);
    const left = await own.submit(await own.get(at), {}, 'form[action$=refusal]');
    expect(left.text('.notice.is-good')).toContain('账上没有动');
  });

  test('a booking says which way is right instead', async () => {
    const page = await (await office.as('苏科')).get(await quotaPage());
    expect(page.text('main')).toContain('这一笔记错了');
    expect((await (await office.as('审计老吴')).get(await quotaPage())).text('main')).not.toContain('这一笔记错了');
  });
});

describe('a table of an older scheme', () => {
  const bring = async (client: Client, bytes: Buffer, values = {}) => {
    const page = await client.get('/openings/new');
    const file = { name: 'table', bytes, type: 'text/csv' };
    return client.submitFile(page, file, { source: '城东互助账本', ...values });
  };
  const cardOf = async (name: string): Promise<string> => {
    const { world } = office;
    const { id } = world.member(name);
    await issueCard(world.desk('阿芬'), { key: world.key(), memberId: id, kind: 'member' });
    const [card] = await world.read((act) => liveCardsOf(act, id));
    return card?.number ?? '';
  };

  test('is looked at, proposed, agreed to, and taken back', async () => {
    const own = await office.as('苏科');
    const text = `\ufeff卡号,小时,备注\r\n${await cardOf('李姨')},12.5,旧本子\r\n`;
    const look = await bring(own, Buffer.from(text));
    expect(look.text('.headline')).toContain('1 人，一共 12 小时半');
    const proposed = await own.submit(look, {}, 'form[action$=proposal]');
    const at = proposed.url.replace(/\?.*/, '');
    const other = await office.as('何科');
    const done = await other.submit(await other.get(at), {}, ACCEPT);
    expect(done.text('main')).toContain('已入账');
    const asked = await own.submit(await own.get(at), { reason: 'duplicate' }, 'form[action$=reversal]');
    expect(asked.text('.notice.is-good')).toContain('等另一位同意');
    const gone = await other.submit(await other.get(at), {}, 'form[action$=reversal-acceptance]');
    expect(gone.text('main')).toContain('整张撤销了');
  });

  test('may be a workbook: looked at, posted once, and taken back like any other', async () => {
    const own = await office.as('苏科');
    const look = await bring(own, saved('saved.xlsx'));
    expect(look.text('.headline')).toContain('3 人，一共 15 小时 36 分钟');
    expect(look.text('table')).toContain('旧本子 3 页');
    const at = (await own.submit(look, {}, 'form[action$=proposal]')).url.replace(/\?.*/, '');
    const other = await office.as('何科');
    await other.submit(await other.get(at), {}, ACCEPT);
    const posted = () => office.world.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'opening')));
    expect((await posted()).map(({ subjectId }) => subjectId)).toEqual(
      ['李姨', '老梁', '陈伯'].map((name) => office.world.member(name).id),
    );
    const asText = [
      '身份证号,小时,备注',
      '445321196305020240,12.5,旧本子 3 页',
      '445321196002090057,1.1',
      '',
      '445321194203150010,2',
    ];
    for (const again of [saved('saved.xlsx'), Buffer.from(asText.join('\n'))]) {
      expect((await bring(own, again)).problems.join()).toContain('已经转入过');
    }
    expect(await posted()).toHaveLength(3);
    await own.submit(await own.get(at), { reason: 'duplicate' }, 'form[action$=reversal]');
    const gone = await other.submit(await other.get(at), {}, 'form[action$=reversal-acceptance]');
    expect(gone.text('main')).toContain('整张撤销了');
  });

  test('is refused with the line that is wrong', async () => {
    const own = await office.as('苏科');
    const cases: [string | Buffer, string][] = [
      ['卡号,小时\n99999993,1', '第 2 行'],
      ['卡号,小时\n4.4532E+17,1', '缩写'],
      ['卡号,小时\n12345670,一', '第 2 行'],
      ['名字,小时\n李姨,1', '标题'],
      ['卡号,小时\n"1234,1', '引号'],
      [Buffer.from('PK\x03\x04\0\0'), '不完整'],
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]), '不是表格'],
      [saved('old.xls'), '旧格式'],
      [saved('saved.ods'), '多半是文档改了名字'],
      [saved('formula.xlsx'), 'C3 那一格是公式'],
      [saved('saved.xlsx').subarray(0, 3_000), '不完整'],
      ['', '请填'],
    ];
    for (const [text, words] of cases) {
      const page = await bring(own, Buffer.from(text));
      expect([page.status, page.problems.length], words).toEqual([422, 1]);
      expect(page.problems[0]).toContain(words);
      expect(page.root.querySelector('[name=source]')?.getAttribute('value')).toBe('城东互助账本');
    }
  });
});
