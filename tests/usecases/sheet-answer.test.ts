import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photosOf } from '#records/attachment';
import { evidenceOf } from '#records/evidence';
import { developPhoto } from '#records/photo';
import { cardPhoto } from '#tests/support/photo';
import { giveGrants, NEIGHBOUR, served, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { correctExchange } from '#usecases/exchange/log';
import { viewExchange } from '#usecases/exchange/view';
import { answerLine, type PaperAnswer } from '#usecases/sheet/answer-line';
import { addSheetPhoto } from '#usecases/sheet/key-line';
import { printSheet } from '#usecases/sheet/print';
import { readAnswers } from '#usecases/sheet/read-answers';

let world: World;
let first: string;
let second: string;
let number: string;
const print = (member: string | null = '陈伯', by = '阿芬') =>
  printSheet(world.desk(by), {
    key: world.key(),
    form: 'confirmation',
    memberId: member && world.member(member).id,
  });
beforeEach(async () => {
  world = await openWorld();
  await giveGrants(world);
  first = (await served(world)).id;
  second = (await served(world, { serviceCode: 'A01', times: { halfDay: 'afternoon', minutes: 60 } })).id;
  number = await print();
});
afterEach(() => world.close());

const answerOf = (line: number, changes: Partial<PaperAnswer> = {}): PaperAnswer => ({
  sheet: number,
  line,
  handledBy: world.user('阿芬').id,
  no: null,
  ...NEIGHBOUR,
  ...changes,
});
const answer = (by: string, given: PaperAnswer) => answerLine(world.desk(by), given);
const view = (id: string) => viewExchange(world.desk('阿芬'), id);
const NO = { reason: 'wrong_minutes', note: '只有半个钟' };

describe('what is asked on paper', () => {
  it('are her records that wait for her word, each on its line, as they stood when it was printed', async () => {
    const lines = await readAnswers(world.desk('黄姐'), number);
    expect(lines.map(({ line, exchangeId, printed }) => [line, exchangeId, printed])).toEqual([
      [1, first, expect.objectContaining({ serviceCode: 'A02', servedMinutes: 90, halfDay: 'morning' })],
      [2, second, expect.objectContaining({ serviceCode: 'A01', servedMinutes: 60, halfDay: 'afternoon' })],
    ]);
    await thumbed(world, first);
    expect((await readAnswers(world.desk('黄姐'), await print())).map((one) => one.exchangeId)).toEqual([second]);
  });

  it('are ten at most, and none is no sheet; nobody is asked in general', async () => {
    for (let more = 0; more < 10; more++)
      await served(world, { times: { start: 480 + more * 40, end: 510 + more * 40 } });
    expect(await readAnswers(world.desk('黄姐'), await print())).toHaveLength(10);
    await expect(print('七婆')).rejects.toMatchObject({ code: 'nothing_to_ask' });
    await expect(print(null)).rejects.toMatchObject({ code: 'person_first' });
    await expect(print('陈伯', '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('her word on a line', () => {
  it('yes confirms it by her thumb and a witness; both who wrote and who typed it are hands in it', async () => {
    expect(await answer('黄姐', answerOf(1))).toEqual({ id: first, again: false });
    const { exchange, evidence, grade } = await view(first);
    expect(exchange).toMatchObject({ state: 'confirmed', confirmedBy: world.member('陈伯').id });
    expect(grade).toBe('attested');
    expect(
      evidence.slice(1).map(({ kind, byId, enteredBy, cardLine, sheet }) => [kind, byId, enteredBy, cardLine, sheet]),
    ).toEqual([
      ['handled', world.user('阿芬').id, world.user('黄姐').id, 1, number],
      ['wall_card', world.member('陈伯').id, world.user('黄姐').id, 1, number],
      ['witness', 'witness', world.user('黄姐').id, null, null],
    ]);
    await expect(checkExchange(world.desk('黄姐'), { id: first, note: null })).rejects.toMatchObject({
      code: 'four_eyes',
    });
    const [line] = await readAnswers(world.desk('黄姐'), number);
    expect(line?.answered).toMatchObject({ answer: 'yes', by: '黄姐', handled: '阿芬' });
  });

  it('of a paper that somebody else wrote, its writer does not check', async () => {
    await answer('阿芬', answerOf(1, { handledBy: world.user('小周').id }));
    await expect(checkExchange(world.desk('小周'), { id: first, note: null })).rejects.toMatchObject({
      code: 'four_eyes',
    });
    await checkExchange(world.desk('黄姐'), { id: first, note: null });
  });

  it('no sends it back with why, on her own word and a witness; it proves no service once it is corrected', async () => {
    await answer('黄姐', answerOf(2, { no: NO }));
    const back = await view(second);
    expect(back.exchange).toMatchObject({
      state: 'returned',
      stateBefore: 'logged',
      reason: 'wrong_minutes',
      reasonNote: '只有半个钟',
    });
    expect(back.evidence.at(-1)).toMatchObject({
      kind: 'denied',
      byId: world.member('陈伯').id,
      enteredBy: world.user('黄姐').id,
      sheet: number,
      cardLine: 2,
      witnessName: '黎婶',
    });
    await correctExchange(world.desk('阿芬'), {
      id: second,
      servedOn: world.today(),
      times: { halfDay: 'afternoon', minutes: 30 },
      volunteers: [],
    });
    const corrected = await view(second);
    expect([corrected.exchange.state, corrected.lacks]).toEqual(['logged', 'recipient_side']);
    // The sheet still asks about what was printed.
    await expect(answer('黄姐', answerOf(2))).rejects.toMatchObject({ code: 'line_taken' });
    expect((await readAnswers(world.desk('黄姐'), number)).map(({ asPrinted }) => asPrinted)).toEqual([true, false]);
  });

  it('is kept once, whoever sends it; another answer under the same line is refused', async () => {
    await answer('黄姐', answerOf(1, { no: NO }));
    for (const by of ['黄姐', '阿芬'])
      expect(await answer(by, answerOf(1, { no: NO }))).toEqual({ id: first, again: true });
    await expect(answer('黄姐', answerOf(1))).rejects.toMatchObject({ code: 'line_taken', params: { line: 1 } });
    const both = await Promise.all([answer('黄姐', answerOf(2)), answer('阿芬', answerOf(2))]);
    expect(both.map(({ again }) => again).sort()).toEqual([false, true]);
    expect((await view(second)).evidence.filter(({ kind }) => kind === 'wall_card')).toHaveLength(1);
  });

  it('is about what was printed: decided or corrected meanwhile it is not taken', async () => {
    await thumbed(world, first);
    await expect(answer('黄姐', answerOf(1))).rejects.toMatchObject({
      code: 'state_moved',
      params: { state: 'confirmed' },
    });
    // Sent back by her daughter's hand, say, and written down anew.
    const other = await print();
    await answer('黄姐', answerOf(1, { sheet: other, no: NO }));
    const times = { halfDay: 'afternoon', minutes: 30 } as const;
    await correctExchange(world.desk('阿芬'), { id: second, servedOn: world.today(), times, volunteers: [] });
    await expect(answer('黄姐', answerOf(2))).rejects.toMatchObject({ code: 'line_changed' });
    expect((await readAnswers(world.desk('黄姐'), number)).map(({ answered }) => answered)).toEqual([null, null]);
  });

  it('is written whole or not at all: a refused witness leaves no line', async () => {
    const near = { witnessName: '李姨', witnessPhone: world.phone('李姨') };
    for (const no of [null, NO])
      await expect(answer('黄姐', answerOf(1, { no, ...near }))).rejects.toMatchObject({
        code: 'witness_not_independent',
      });
    await expect(answer('黄姐', answerOf(1, { no: NO, witnessPhone: '' }))).rejects.toMatchObject({
      code: 'witness_needed',
    });
    const { exchange, evidence } = await view(first);
    expect([exchange.state, evidence.length]).toEqual(['logged', 1]);
    expect((await readAnswers(world.desk('黄姐'), number))[0]?.answered).toBeNull();
  });

  it('one photograph serves the lines', async () => {
    await answer('黄姐', answerOf(1));
    await answer('黄姐', answerOf(2, { no: NO }));
    await addSheetPhoto(world.desk('黄姐'), { number, photo: await developPhoto(await cardPhoto()) });
    for (const [id, line] of [
      [first, 1],
      [second, 2],
    ] as const) {
      const photos = await world.read(async (act) => photosOf(act, id, await evidenceOf(act, id)));
      expect(photos).toMatchObject([{ sheet: number, line }]);
    }
  });
});

describe('who may, and what is no line', () => {
  it('those who key in paper, in reach; it was written by one of them, and by nobody of the two families', async () => {
    for (const name of ['梁主任', '苏科', '审计老吴', '隔壁阿珠', '李姨'])
      await expect(answer(name, answerOf(1))).rejects.toMatchObject({ code: 'not_found' });
    await expect(answer('黄姐', answerOf(1, { handledBy: world.user('隔壁阿珠').id }))).rejects.toMatchObject({
      code: 'missing',
      params: { field: 'handledBy' },
    });
    const { id } = await served(world, { memberIds: [world.member('阿芬家婆').id] }, '黄姐');
    const sheet = await print('阿芬家婆', '黄姐');
    for (const no of [null, NO])
      await expect(answer('黄姐', answerOf(1, { sheet, no }))).rejects.toMatchObject({ code: 'family_record' });
    expect((await answer('黄姐', answerOf(1, { sheet, handledBy: world.user('黄姐').id }))).id).toBe(id);
  });

  it('a line that was not printed, another form, a number that was never printed', async () => {
    const visits = await printSheet(world.desk('阿芬'), { key: world.key(), form: 'visits', memberId: null });
    for (const wrong of [{ line: 0 }, { line: 3 }, { sheet: visits }, { sheet: '123456789' }, { sheet: '' }])
      await expect(answer('黄姐', answerOf(1, wrong))).rejects.toMatchObject({ code: 'not_found' });
  });
});
