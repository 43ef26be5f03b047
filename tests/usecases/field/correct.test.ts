/** What came back is put right on the phone without signal: once, on the record as she knew it, and never over another's work. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fieldRefusals } from '#db/schema/field';
import { newKey, type Raw, sent, withPin, written } from '#tests/support/phone';
import { openWorld, type World } from '#tests/support/world';
import { cancelExchange } from '#usecases/exchange/end';
import { correctExchange } from '#usecases/exchange/log';
import { returnExchange } from '#usecases/exchange/return';
import { viewExchange } from '#usecases/exchange/view';
import { readRefused, refusedWaiting } from '#usecases/field/refused';
import { type Mend, statesOf } from '#usecases/field/states';
import { takeRecord } from '#usecases/field/take';
import { setPin } from '#usecases/pin/set';

let world: World;
let exchangeId: string;
let original: Raw;
beforeEach(async () => {
  world = await openWorld();
  original = sent(written(world));
  const receipt = await take(original);
  exchangeId = 'exchangeId' in receipt ? receipt.exchangeId : '';
  await sendBack();
});
afterEach(() => world.close());

const take = (raw: unknown, by = '阿芬') => takeRecord(world.desk(by), raw, { way: 'phone' });
const sendBack = () => returnExchange(world.desk('小周'), { id: exchangeId, reason: 'wrong_minutes', note: null });
const view = () => viewExchange(world.desk('阿芬'), exchangeId);

/** What the phone heard of it last. */
async function heard(): Promise<Mend> {
  const [state] = await statesOf(world.desk('阿芬'), [String(original.id)]);
  if (!state || !('mend' in state) || !state.mend) throw new Error('There is nothing to put right.');
  return state.mend;
}
/** Put right on the phone, as form correct.1 has it. */
function corrected({ version, memberIds, serviceCode, servedOn, volunteers }: Mend, changes: Raw = {}): Raw {
  const savedAt = world.house.clock();
  return {
    ...{ id: newKey(), form: 'correct.1', exchangeId, version, memberIds, serviceCode, volunteers },
    ...{ day: { phone: servedOn, ago: 0, on: servedOn }, times: { halfDay: 'morning', minutes: 90 }, savedAt },
    ...changes,
  };
}

it('is the same record, put right, under the helper’s word; and once, however often it is sent', async () => {
  const raw = sent(corrected(await heard()));
  expect(await take(raw)).toMatchObject({ outcome: 'taken', exchangeId });
  expect((await view()).exchange).toMatchObject({ state: 'logged', servedMinutes: 90, servedOn: '2026-11-23' });
  const { version } = (await view()).exchange;
  expect(await take({ ...raw, sentAt: Number(raw.sentAt) + 1_000 })).toMatchObject({ outcome: 'again', exchangeId });
  expect((await view()).exchange.version).toBe(version);
  expect(await take({ ...raw, times: { halfDay: 'morning', minutes: 600 } })).toMatchObject({ code: 'key_reused' });
  const ids = [String(original.id), String(raw.id)];
  const states = await statesOf(world.desk('阿芬'), ids);
  expect(states).toMatchObject(ids.map((id) => ({ id, exchangeId, standing: 'waiting', mend: null })));
});

it('what was corrected or taken further meanwhile stands; hers is kept and refused in words', async () => {
  const known = await heard();
  const log = { servedOn: known.servedOn, times: { halfDay: 'morning' as const, minutes: 45 }, volunteers: [] };
  await correctExchange(world.desk('黄姐'), { id: exchangeId, ...log });
  const raw = sent(corrected(known));
  const refused = { outcome: 'refused', code: 'corrected_meanwhile' };
  expect(await take(raw)).toMatchObject(refused);
  expect((await view()).exchange).toMatchObject({ state: 'logged', servedMinutes: 45 });
  // Back again: not even then is the older one written over what was corrected since.
  await sendBack();
  expect(await take(raw)).toMatchObject(refused);
  const rows = await world.read((act) => act.tx.select().from(fieldRefusals));
  expect(rows).toMatchObject([{ id: raw.id, form: 'correct.1', code: 'corrected_meanwhile' }]);
  expect(await heard()).toMatchObject({ times: { minutes: 45 } });
  expect(await take(sent(corrected(await heard())))).toMatchObject({ outcome: 'taken', exchangeId });
});

describe('a refused correction on the list', () => {
  const refused = async (known: Mend) => {
    const strange = sent(corrected(known, { memberIds: [world.member('七婆').id] }));
    expect(await take(strange)).toMatchObject({ code: 'not_understood' });
  };
  const list = async () => {
    const { rows, closed } = await readRefused(world.desk('阿芬'));
    const waiting = await world.desk('梁主任').read((act) => refusedWaiting(act));
    expect(waiting?.count).toBe(rows.length);
    return { open: rows.length, closed: closed.map(({ overtaken }) => overtaken) };
  };
  const log = { times: { halfDay: 'morning' as const, minutes: 45 }, volunteers: [] };

  it('waits as long as its record does, and closes by itself when that was put right, by whom and when', async () => {
    const known = await heard();
    await refused(known);
    expect(await list()).toEqual({ open: 1, closed: [] });
    world.at('2026-11-23T16:00');
    await correctExchange(world.desk('黄姐'), { id: exchangeId, servedOn: known.servedOn, ...log });
    const by = { move: 'correct', actorId: world.user('黄姐').id, at: world.house.clock() };
    expect(await list()).toEqual({ open: 0, closed: [{ exchangeId, by }] });
    // It came back once more: what she wrote may be what is missing.
    await sendBack();
    expect(await list()).toEqual({ open: 1, closed: [] });
    await cancelExchange(world.desk('阿芬'), { id: exchangeId, reason: 'not_served' });
    expect((await list()).closed).toMatchObject([{ by: { move: 'drop', actorId: world.user('阿芬').id } }]);
  });

  it('is closed from the start where the record was put right before it came', async () => {
    const known = await heard();
    await correctExchange(world.desk('黄姐'), { id: exchangeId, servedOn: known.servedOn, ...log });
    expect(await take(sent(corrected(known)))).toMatchObject({ code: 'corrected_meanwhile' });
    expect(await list()).toMatchObject({ open: 0, closed: [{ by: { actorId: world.user('黄姐').id } }] });
  });

  it('of no record of ours stays, and of one out of reach nobody is named', async () => {
    const known = await heard();
    await take(sent(corrected(known, { exchangeId: 'exc_nobody' })));
    expect(await list()).toEqual({ open: 1, closed: [] });
    await take(sent(corrected(known)), '隔壁阿珠');
    await correctExchange(world.desk('黄姐'), { id: exchangeId, servedOn: known.servedOn, ...log });
    const { closed } = await readRefused(world.desk('隔壁阿珠'));
    expect(closed.map(({ overtaken }) => overtaken)).toEqual([{ exchangeId: null, by: null }]);
  });
});

it('of two phones the first counts, and the other is told', async () => {
  const known = await heard();
  expect(await take(sent(corrected(known)))).toMatchObject({ outcome: 'taken' });
  const other = sent(corrected(known, { times: { halfDay: 'morning', minutes: 30 } }));
  expect(await take(other)).toMatchObject({ code: 'corrected_meanwhile' });
  expect((await view()).exchange.servedMinutes).toBe(90);
});

it('changes neither for whom it was, nor a record of another village, nor one of her own family', async () => {
  const known = await heard();
  const other = sent(corrected(known, { memberIds: [world.member('七婆').id] }));
  expect(await take(other)).toMatchObject({ code: 'not_understood' });
  expect(await take(sent(corrected(known)), '隔壁阿珠')).toMatchObject({ code: 'out_of_reach' });
  expect(await take(sent(corrected(known, { exchangeId: 'exc_nobody' })))).toMatchObject({ code: 'out_of_reach' });
  const own = sent(corrected(known, { volunteers: [{ memberId: world.member('阿芬家婆').id }] }));
  expect(await take(own)).toMatchObject({ outcome: 'refused' });
  for (const version of ['2', 0, 1.5, null]) {
    expect(await take(sent(corrected(known, { version })))).toMatchObject({ code: 'not_understood' });
  }
  expect((await view()).exchange).toMatchObject({ state: 'returned', servedMinutes: 60 });
});

it('the elder’s PIN, typed with it, confirms what it says now', async () => {
  const elder = world.member('陈伯').id;
  await setPin(world.desk('小周'), {
    memberId: elder,
    pin: '720415',
    presentName: '黎婶',
    presentPhone: '13800002222',
  });
  const raw = withPin(world, corrected(await heard()), elder, '720415');
  expect(await take(sent(raw))).toMatchObject({ outcome: 'taken', pin: 'right' });
  expect((await view()).exchange).toMatchObject({ state: 'confirmed', servedMinutes: 90 });
});

it('keeps the mark of an impossible clock, however often it is put right by a good one', async () => {
  for (const sentAt of [5, world.house.clock(), world.house.clock()]) {
    expect(await take({ ...corrected(await heard()), sentAt })).toMatchObject({ outcome: 'taken' });
    expect((await view()).flags).toEqual(['phone_clock']);
    await sendBack();
  }
});
