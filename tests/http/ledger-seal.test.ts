/** 封账 on the page of a book: seen by whoever reads it, pressed by the county and the city. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkpointText } from '#domain/seal/checkpoint';
import { writeNote } from '#domain/seal/note';
import { forge, type Office, openOffice } from '#tests/support/office';
import { newSealFolder } from '#tests/support/seal';
import { deskFor } from '#usecases/desk';
import { goOnAnew } from '#usecases/seal/go-on';

const files = newSealFolder();
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(async () => {
  await office.close();
  files.drop();
});

test('the page of the books leads to everything that is done with them', async () => {
  const { root } = await (await office.as('苏科')).get('/ledger');
  const leads = [...root.querySelectorAll('main a')].map((link) => link.getAttribute('href'));
  expect(leads).toEqual(expect.arrayContaining(['/corrections', '/openings', '/verify-book.mjs', '/ledger/xinxing']));
});

test('without a key it says what to do', async () => {
  expect((await (await office.as('审计老吴')).get('/ledger/xinxing')).text('main')).toContain('账本还没有印章');
});

test('the county seals its own book at once; an auditor only sees it, another county and a town do not', async () => {
  office.house.seal = files.open();
  const client = await office.as('苏科');
  const before = await client.get('/ledger/xinxing');
  expect(before.text('main')).toContain('还没有封过账');
  const after = await client.submit(before, {}, 'form[action$=checkpoints]');
  expect(after.text('.notice')).toContain('账已经封好');
  expect(after.text('main')).toContain('还没封的 0 条');
  expect((await client.submit(after, {}, 'form[action$=checkpoints]')).text('.notice')).toContain('没有新的分录');
  const seen = await (await office.as('审计老吴')).get('/ledger/xinxing');
  expect(seen.text('main')).toContain('上次封账');
  expect(seen.root.querySelector('form[action$=checkpoints]')).toBeNull();
  for (const name of ['审计老吴', '罗定小郑', '梁主任']) {
    expect([name, await forge(await office.as(name), '/ledger/xinxing/checkpoints')]).toEqual([name, 404]);
  }
  expect(await forge(await office.as('罗处'), '/ledger/xinxing/checkpoints')).toBe(303);
});

test('that the log began anew, when, why and by whom, is said for good', async () => {
  const [origin, note] = ['yinling.test/log/xinxing', files.open().kept('xinxing') ?? ''];
  const text = checkpointText({ origin, size: 9_999, root: Buffer.alloc(32, 3) });
  files.open().keep('xinxing', writeNote({ text, signatures: files.open().sign(origin, text) }));
  const desk = deskFor(office.house, { actor: { kind: 'job', id: 'job:seal' }, requestId: 'seal' });
  await goOnAnew(desk, { journal: 'xinxing', because: '硬盘坏了', by: office.world.made.users.苏科?.login ?? '' });
  expect(readFileSync(`${files.folder}/xinxing.before-anew1`, 'utf8')).toContain('9999');
  for (const [lang, words] of [
    ['zh-CN', /重新起了头.*9,?999 条.*苏科决定继续用，理由是：硬盘坏了/],
    ['en', /began anew.*9,?999 entries.*because: 硬盘坏了/],
  ] as const) {
    const page = await (await office.as('审计老吴', lang)).get('/ledger/xinxing');
    expect(page.text('main')).toMatch(words);
  }
  expect(note).not.toBe('');
  expect((await (await office.as('审计老吴')).get('/audit?noun=journal')).text('table')).toContain('账簿：重新起头');
});
