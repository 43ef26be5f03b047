import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photosOf } from '#records/attachment';
import { evidenceOf } from '#records/evidence';
import { developPhoto } from '#records/photo';
import { isSheetNumber } from '#records/sheet';
import { cardPhoto } from '#tests/support/photo';
import { askFor, giveGrants, NEIGHBOUR } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { issueCard } from '#usecases/card/issue';
import { checkExchange } from '#usecases/exchange/check';
import { acceptExchange } from '#usecases/exchange/match';
import { listExchanges, viewExchange } from '#usecases/exchange/view';
import { addSheetPhoto, keyLine, type PaperLine } from '#usecases/sheet/key-line';
import { printSheet } from '#usecases/sheet/print';
import { readSheet } from '#usecases/sheet/read';

let world: World;
let number: string;
beforeEach(async () => {
  world = await openWorld();
  await giveGrants(world);
  number = await printSheet(world.desk('阿芬'), { key: world.key(), form: 'visits', memberId: null });
});
afterEach(() => world.close());

const lineOf = (line: number, changes: Partial<PaperLine> = {}): PaperLine => ({
  sheet: number,
  line,
  handledBy: world.user('阿芬').id,
  visit: {
    memberIds: [world.member('陈伯').id],
    serviceCode: 'A02',
    servedOn: '2026-11-20',
    times: { start: 540, end: 600 },
    volunteers: [{ memberId: world.member('李姨').id, relative: false }],
  },
  order: null,
  thumb: NEIGHBOUR,
  ...changes,
});
const key = (by: string, line: PaperLine) => keyLine(world.desk(by), line);
const count = async () => (await listExchanges(world.desk('阿芬'), { limit: 50 })).length;

describe('a line of paper', () => {
  it('is one record, with who keyed it and who wrote it, and her thumb', async () => {
    const { id, again } = await key('黄姐', lineOf(4));
    expect(again).toBe(false);
    const { exchange, evidence, grade } = await viewExchange(world.desk('阿芬'), id);
    expect(exchange).toMatchObject({ state: 'confirmed', loggedBy: world.user('黄姐').id, servedMinutes: 60 });
    expect(grade).toBe('attested');
    expect(evidence.map(({ kind, byId, cardLine, sheet }) => [kind, byId, cardLine, sheet])).toEqual([
      ['helper_word', world.user('黄姐').id, null, null],
      ['helper_word', world.user('阿芬').id, null, null],
      ['wall_card', world.member('陈伯').id, 4, number],
      ['witness', 'witness', null, null],
    ]);
    // Neither of the two checks it.
    await expect(checkExchange(world.desk('黄姐'), { id, note: null })).rejects.toMatchObject({ code: 'four_eyes' });
    await checkExchange(world.desk('小周'), { id, note: null });
  });

  it('makes nothing twice, whoever sends it; other content under it is refused', async () => {
    const first = await key('黄姐', lineOf(1));
    for (const by of ['黄姐', '阿芬', '小周']) expect(await key(by, lineOf(1))).toEqual({ id: first.id, again: true });
    const other = { visit: { ...lineOf(1).visit, times: { start: 540, end: 660 } } };
    await expect(key('黄姐', lineOf(1, other))).rejects.toMatchObject({ code: 'line_taken', params: { line: 1 } });
    expect(await count()).toBe(1);
    const both = await Promise.all([key('黄姐', lineOf(2)), key('阿芬', lineOf(2))]);
    expect(both[0].id).toBe(both[1].id);
    expect(await count()).toBe(2);
  });

  it('is written whole or not at all: a refused witness leaves neither record nor line', async () => {
    const near = { witnessName: '李姨', witnessPhone: world.phone('李姨') };
    await expect(key('黄姐', lineOf(3, { thumb: near }))).rejects.toMatchObject({ code: 'witness_not_independent' });
    expect(await count()).toBe(0);
    expect((await readSheet(world.desk('黄姐'), number, 'sheet.key')).done).toEqual([]);
    expect((await key('黄姐', lineOf(3))).again).toBe(false);
  });

  it('asks whether it is an order that is open, and takes it', async () => {
    const order = await askFor(world, { plannedOn: '2026-11-23' });
    await acceptExchange(world.desk('李姨'), { id: order.id });
    world.at('2026-11-24T09:00');
    const visit = { ...lineOf(1).visit, servedOn: '2026-11-23' };
    await expect(key('黄姐', lineOf(1, { visit }))).rejects.toMatchObject({ code: 'which_order' });
    expect((await key('黄姐', lineOf(1, { visit, order: order.id }))).id).toBe(order.id);
  });

  it('of a wall card goes by the number of the card, a full one that was replaced included', async () => {
    const issue = () =>
      issueCard(world.desk('阿芬'), { key: world.key(), memberId: world.member('陈伯').id, kind: 'wall' });
    const card = await issue();
    await issue();
    const { id } = await key('黄姐', lineOf(10, { sheet: card.number, thumb: null }));
    await addSheetPhoto(world.desk('黄姐'), { number: card.number, photo: await developPhoto(await cardPhoto()) });
    const photos = await world.read(async (act) => photosOf(act, id, await evidenceOf(act, id)));
    expect(photos).toMatchObject([{ sheet: card.number, line: 10 }]);
  });
});

describe('who may, and what is no line', () => {
  it('clerk, helper and social worker in reach; the paper was written by one of them', async () => {
    for (const name of ['梁主任', '苏科', '审计老吴', '隔壁阿珠', '李姨'])
      await expect(key(name, lineOf(1))).rejects.toMatchObject({ code: 'not_found' });
    const stranger = { handledBy: world.user('隔壁阿珠').id };
    await expect(key('黄姐', lineOf(1, stranger))).rejects.toMatchObject({
      code: 'missing',
      params: { field: 'handledBy' },
    });
  });

  it('line 0 and 11, a form without lines, a number that was never printed', async () => {
    for (const line of [0, 11]) await expect(key('黄姐', lineOf(line))).rejects.toMatchObject({ code: 'not_found' });
    const consent = await printSheet(world.desk('阿芬'), { key: world.key(), form: 'consent', memberId: null });
    for (const sheet of [consent, '123456789', '12345678', '', world.card('陈伯')])
      await expect(key('黄姐', lineOf(1, { sheet }))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('family of whoever wrote the paper', async () => {
    const visit = { ...lineOf(1).visit, memberIds: [world.member('阿芬家婆').id] };
    await expect(key('黄姐', lineOf(1, { visit }))).rejects.toMatchObject({ code: 'family_record' });
  });

  it('is printed by those who use paper, for people in their reach', async () => {
    const print = (name: string, memberId: string | null = null) =>
      printSheet(world.desk(name), { key: world.key(), form: 'enrolElder', memberId });
    for (const name of ['阿芬', '黄姐', '小周', '梁主任']) expect(isSheetNumber(await print(name))).toBe(true);
    for (const name of ['苏科', '审计老吴', '李姨'])
      await expect(print(name)).rejects.toMatchObject({ code: 'not_found' });
    await expect(print('隔壁阿珠', world.member('陈伯').id)).rejects.toMatchObject({ code: 'not_found' });
    expect(isSheetNumber(number.slice(0, 8) + ((Number(number[8]) + 1) % 10))).toBe(false);
  });
});
