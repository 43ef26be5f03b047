/** What a phone wrote down without signal is taken in once, whatever happens on the way; and nothing is lost. */

import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIYUAN } from '#cli/demo/cast';
import { exchanges } from '#db/schema/care';
import { fieldRefusals } from '#db/schema/field';
import { grants } from '#db/schema/office';
import { members } from '#db/schema/people';
import { outbox } from '#db/schema/telling';
import { instantOf } from '#domain/day';
import type { Forms } from '#domain/field/form';
import { FORMS } from '#domain/field/form';
import { readLog1 } from '#domain/field/log-1';
import { newKey, type Raw, sent, withPin, written } from '#tests/support/phone';
import { askFor, giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { approveExchange } from '#usecases/exchange/approve';
import { acceptExchange } from '#usecases/exchange/match';
import { viewExchange } from '#usecases/exchange/view';
import { statesOf } from '#usecases/field/states';
import { type Receipt, takeRecord } from '#usecases/field/take';
import { setPin } from '#usecases/pin/set';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const take = (raw: unknown, by = '阿芬', forms?: Forms) =>
  takeRecord(world.desk(by), raw, forms ? { way: 'phone', forms } : { way: 'phone' });
const taken = async (raw: unknown, by?: string) => {
  const receipt = await take(raw, by);
  expect(receipt).toMatchObject({ outcome: 'taken' });
  return receipt as Extract<Receipt, { exchangeId: string }>;
};
const view = (id: string) => viewExchange(world.desk('阿芬'), id);
const count = () => world.read(async (act) => (await act.tx.select({ id: exchanges.id }).from(exchanges)).length);
const kept = () => world.read((act) => act.tx.select().from(fieldRefusals));

describe('one record', () => {
  it('is an exchange like any other that the helper logs, with both clocks', async () => {
    const raw = written(world);
    world.at('2026-11-23T17:00');
    const { exchangeId } = await taken(sent(raw, 8 * 3_600_000));
    const { exchange, evidence, flags } = await view(exchangeId);
    expect(exchange).toMatchObject({ state: 'logged', servedOn: '2026-11-23', servedMinutes: 60, halfDay: 'morning' });
    expect(exchange).toMatchObject({ loggedBy: world.user('阿芬').id, loggedAt: instantOf('2026-11-23', 17 * 60) });
    expect(evidence).toMatchObject([{ kind: 'helper_word', deviceAt: raw.savedAt, at: instantOf('2026-11-23', 1020) }]);
    expect(flags).toEqual([]);
  });

  it('is one however often it is sent, and says what it said the first time', async () => {
    const raw = written(world);
    const { exchangeId } = await taken(sent(raw));
    world.at('2026-11-24T09:00');
    expect(await take(sent(raw, 86_400_000))).toMatchObject({ outcome: 'again', exchangeId });
    const shuffled = Object.fromEntries(Object.entries(sent(raw)).reverse());
    expect(await take(shuffled)).toMatchObject({ outcome: 'again', exchangeId });
    expect(await count()).toBe(1);
  });

  it('with another body is refused and kept, and the first one counts', async () => {
    const raw = written(world);
    const { exchangeId } = await taken(sent(raw));
    const other = { ...raw, times: { halfDay: 'morning', minutes: 90 } };
    expect(await take(sent(other))).toMatchObject({ outcome: 'refused', code: 'key_reused' });
    expect(await count()).toBe(1);
    expect(await statesOf(world.desk('阿芬'), [String(raw.id)])).toMatchObject([{ exchangeId, reused: true }]);
    expect((await kept())[0]).toMatchObject({ code: 'key_reused', settledAt: null });
  });

  it('that was refused is told to whoever wrote it, and to nobody who knows its id', async () => {
    const raw = written(world, { serviceCode: 'Z99' });
    expect(await take(sent(raw))).toMatchObject({ outcome: 'refused' });
    expect(await statesOf(world.desk('阿芬'), [String(raw.id)])).toMatchObject([{ code: 'service_unknown' }]);
    expect(await statesOf(world.desk('黄姐'), [String(raw.id)])).toEqual([]);
  });

  it('that is longer than any of ours is refused and not kept: it is still on the phone', async () => {
    const long = { ...written(world, { serviceCode: 'Z99' }), more: 'x'.repeat(17 * 1024) };
    expect(await take(sent(long))).toMatchObject({ outcome: 'refused' });
    expect(await kept()).toEqual([]);
  });

  it('of two writers under one id are two', async () => {
    const raw = written(world);
    await taken(sent(raw));
    const hers = written(world, { id: raw.id, memberIds: [world.member('七婆').id] });
    await taken(sent(hers), '小周');
    expect(await count()).toBe(2);
  });

  it('keeps a visit of fourteen hours as it was', async () => {
    const { exchangeId } = await taken(sent(written(world, { times: { halfDay: 'morning', minutes: 840 } })));
    expect(await view(exchangeId)).toMatchObject({
      exchange: { servedMinutes: 840 },
      flags: expect.arrayContaining(['over_long']),
    });
  });
});

describe('several people', () => {
  it('two volunteers each have their own minutes, a couple has them once', async () => {
    const volunteers = [
      { memberId: world.member('李姨').id },
      { memberId: world.member('老梁').id, minutes: 30, relative: true },
    ];
    const memberIds = [world.member('张伯').id, world.member('张婆').id];
    const { exchangeId } = await taken(sent(written(world, { volunteers, memberIds })));
    const { exchange, flags } = await view(exchangeId);
    expect(exchange.beneficiaryIds.toSorted()).toEqual(memberIds.toSorted());
    const minutes = new Map(exchange.volunteers.map((one) => [one.memberId, one.servedMinutes]));
    expect([minutes.get(volunteers[0]?.memberId ?? ''), minutes.get(volunteers[1]?.memberId ?? '')]).toEqual([60, 30]);
    expect(flags).toContain('relative');
  });

  it('of a round those who were there are served, and minutes count once', async () => {
    const doors = [
      { memberId: world.member('七婆').id, found: 'seen', note: '精神好' },
      { memberId: world.member('陈伯').id, found: 'absent' },
      { memberId: world.member('张伯').id, found: 'phone' },
    ];
    const { exchangeId } = await taken(
      sent(written(world, { memberIds: [], doors, times: { halfDay: 'morning', minutes: 90 } })),
    );
    const { exchange } = await view(exchangeId);
    expect(exchange).toMatchObject({ doors: 3, servedMinutes: 90 });
    expect(exchange.beneficiaryIds.toSorted()).toEqual([doors[0]?.memberId, doors[2]?.memberId].toSorted());
    expect(exchange.volunteers.map((one) => one.servedMinutes)).toEqual([90]);
  });

  it('a round on which nobody was met has no minutes, and is kept', async () => {
    const doors = [{ memberId: world.member('七婆').id, found: 'absent' }];
    expect(await take(sent(written(world, { doors })))).toMatchObject({ outcome: 'refused', code: 'nobody_found' });
    expect(await kept()).toHaveLength(1);
  });
});

describe('是不是这一单', () => {
  let order: string;
  beforeEach(async () => {
    await giveGrants(world);
    const asked = await askFor(world);
    order = asked.id;
    if (asked.state === 'requested') await approveExchange(world.desk('梁主任'), { id: order });
    await acceptExchange(world.desk('李姨'), { id: order });
  });

  it('is asked with the orders that it may be; the answer goes under the same id', async () => {
    const raw = written(world);
    const asked = await take(sent(raw));
    expect(asked).toMatchObject({ outcome: 'refused', code: 'which_order' });
    expect(asked).toMatchObject({ choices: [{ exchange: { id: order } }] });
    expect(await taken(sent({ ...raw, order }))).toMatchObject({ exchangeId: order });
    expect(await take(sent({ ...raw, order }))).toMatchObject({ outcome: 'again', exchangeId: order });
    // Dealt with: it is kept, and nobody is asked to change it any more.
    expect((await kept()).map((row) => [row.code, row.settledAt !== null])).toEqual([['which_order', true]]);
    expect(await count()).toBe(1);
  });

  it('is a record of its own where she says so', async () => {
    const { exchangeId } = await taken(sent(written(world, { order: 'new' })));
    expect(exchangeId).not.toBe(order);
  });

  it('somebody else’s order is none of hers', async () => {
    const other = written(world, { memberIds: [world.member('七婆').id], order });
    expect(await take(sent(other))).toMatchObject({ outcome: 'refused', code: 'not_found' });
    expect((await view(order)).exchange.state).toBe('matched');
  });
});

describe('what is not hers to write', () => {
  it('her own family: it is said who writes it down', async () => {
    const own = written(world, { memberIds: [world.member('阿芬家婆').id] });
    expect(await take(sent(own))).toMatchObject({ code: 'family_record', instead: ['黄姐', '小周'] });
    const round = [
      { memberId: world.member('七婆').id, found: 'seen' },
      { memberId: world.member('阿芬家婆').id, found: 'absent' },
    ];
    expect(await take(sent(written(world, { doors: round })))).toMatchObject({ code: 'family_record' });
    expect(await count()).toBe(0);
  });

  it('somebody who has moved away, or was never hers', async () => {
    await world.write([], (act) =>
      act.tx
        .update(members)
        .set({ regionCode: LIYUAN })
        .where(eq(members.id, world.member('陈伯').id)),
    );
    expect(await take(sent(written(world)))).toMatchObject({ outcome: 'refused', code: 'out_of_reach' });
    const nobody = written(world, { memberIds: ['mem_nobody'] });
    expect(await take(sent(nobody))).toMatchObject({ outcome: 'refused', code: 'out_of_reach' });
  });

  it('a helper who lost her post: refused in words, kept, and what was taken before stays hers to see', async () => {
    const before = written(world);
    const { exchangeId } = await taken(sent(before));
    await world.write([], (act) =>
      act.tx
        .update(grants)
        .set({ endedAt: act.now })
        .where(eq(grants.userId, world.user('阿芬').id)),
    );
    await world.refresh();
    expect(await take(sent(written(world)))).toMatchObject({ outcome: 'refused', code: 'no_post' });
    expect(await take(sent(before))).toMatchObject({ outcome: 'again', exchangeId });
    expect(await statesOf(world.desk('阿芬'), [String(before.id)])).toMatchObject([{ standing: 'waiting' }]);
    expect((await kept())[0]).toMatchObject({ code: 'no_post', regionCode: world.member('陈伯').regionCode });
  });

  it('keeps what was refused so that nobody can read it without the key', async () => {
    const doors = [{ memberId: world.member('七婆').id, found: 'absent', note: '跌倒过' }];
    const raw = sent(written(world, { doors }));
    await take(raw);
    const [row] = await kept();
    expect(row?.bodySealed).not.toContain('跌倒过');
    expect(JSON.parse(world.house.vault.open(row?.bodySealed ?? ''))).toEqual(raw);
  });

  it('refused again it is one line, with the reason of now', async () => {
    const raw = written(world, { serviceCode: 'Z99' });
    await take(sent(raw));
    world.at('2026-11-24T09:00');
    await take(sent(raw, 86_400_000));
    expect(await kept()).toMatchObject([{ code: 'service_unknown', at: world.house.clock() }]);
  });
});

describe('clocks', () => {
  const HOUR = 3_600_000;

  it('a phone in 1970 is believed about how long ago, and never about the day', async () => {
    const raw = written(world, { savedAt: 5 * HOUR, day: { phone: '1970-01-01', ago: 1 } });
    world.at('2026-11-23T15:00');
    const { exchangeId } = await taken(sent(raw, 3 * HOUR));
    const { exchange, flags } = await view(exchangeId);
    expect(exchange.servedOn).toBe('2026-11-22');
    expect(flags).toEqual(['phone_clock']);
  });

  it.each([
    ['backwards', 1, 1, -HOUR],
    ['set right in between', 1, 0, 0],
    ['no moment at all', 'yesterday', 0, 0],
  ])('%s: the day of arrival, said on the record', async (_, savedAt, ago, later) => {
    const raw = { ...written(world, { savedAt, day: { phone: 'x', ago } }), sentAt: later || world.house.clock() };
    const { exchangeId } = await taken(raw);
    const { exchange, flags } = await view(exchangeId);
    expect([exchange.servedOn, flags]).toEqual([ago === 1 ? '2026-11-22' : '2026-11-23', ['phone_clock']]);
  });

  it('weeks behind at the door and right when it sends: said on the record, under the day that was meant', async () => {
    const behind = 20 * 24 * HOUR;
    const savedAt = instantOf('2026-11-22', 10 * 60) - behind;
    const heard = { at: savedAt - HOUR, off: behind };
    const sentAt = world.house.clock();
    const { exchangeId } = await taken({ ...written(world, { savedAt, day: { phone: 'x', ago: 1 }, heard }), sentAt });
    expect(await view(exchangeId)).toMatchObject({ exchange: { servedOn: '2026-11-21' }, flags: ['phone_clock'] });
  });

  it('four minutes fast at midnight it is still the day before, and a day that was written out stays that day', async () => {
    const MINUTE = 60_000;
    const savedAt = instantOf('2026-11-22', 24 * 60 + 2);
    world.at('2026-11-23T09:00');
    const late = { sentAt: world.house.clock() + 4 * MINUTE };
    const spoken = await taken({ ...written(world, { savedAt, day: { phone: '2026-11-23', ago: 0 } }), ...late });
    expect(await view(spoken.exchangeId)).toMatchObject({ exchange: { servedOn: '2026-11-22' }, flags: [] });
    const day = { phone: '2026-11-20', ago: 3, on: '2026-11-20' };
    const spelled = await taken({ ...written(world, { savedAt, day, order: 'new' }), ...late });
    expect(await view(spelled.exchangeId)).toMatchObject({ exchange: { servedOn: '2026-11-20' } });
  });

  it('another calendar than ours is said too', async () => {
    const { exchangeId } = await taken(sent(written(world, { day: { phone: '2026-11-21', ago: 0 } })));
    expect(await view(exchangeId)).toMatchObject({ exchange: { servedOn: '2026-11-23' }, flags: ['phone_clock'] });
  });
});

describe('a PIN that was typed without signal', () => {
  const chen = () => world.member('陈伯').id;
  beforeEach(() =>
    setPin(world.desk('小周'), { memberId: chen(), pin: '720415', presentName: '黎婶', presentPhone: '13800002222' }),
  );

  it('confirms the record, and on the logger’s own phone it is attested', async () => {
    const raw = withPin(world, written(world), chen(), '720415');
    expect(await taken(sent(raw))).toMatchObject({ pin: 'right' });
    const { exchangeId } = (await take(sent(raw))) as { exchangeId: string };
    expect(await view(exchangeId)).toMatchObject({ exchange: { state: 'confirmed' }, grade: 'attested' });
  });

  it('that is wrong leaves the record, unconfirmed, and is one counted try however often it is sent', async () => {
    const raw = withPin(world, written(world), chen(), '111222');
    for (const outcome of ['taken', 'again', 'again', 'again', 'again', 'again', 'again']) {
      expect(await take(sent(raw))).toMatchObject({ outcome, pin: 'pin_wrong' });
    }
    const right = withPin(world, written(world, { order: 'new' }), chen(), '720415');
    expect(await taken(sent(right))).toMatchObject({ pin: 'right' });
  });

  it('is for the minutes on the phone, and confirms no record that says others', async () => {
    const { exchangeId: order } = (await take(sent(written(world)))) as { exchangeId: string };
    const times = { halfDay: 'morning', minutes: 240 };
    const raw = withPin(world, written(world, { order, times }), chen(), '720415');
    expect(await taken(sent(raw))).toMatchObject({ exchangeId: order, pin: 'pin_other_minutes' });
    expect(await view(order)).toMatchObject({ exchange: { state: 'logged' } });
  });

  it('that was sealed for another record opens nothing', async () => {
    const first = withPin(world, written(world), chen(), '720415');
    const glued = { ...written(world), pin: first.pin };
    expect(await taken(sent(glued))).toMatchObject({ pin: 'unreadable' });
    const edited = { ...first, times: { halfDay: 'morning', minutes: 600 } };
    expect(await taken(sent(edited))).toMatchObject({ pin: 'unreadable' });
  });
});

describe('forms', () => {
  /** A form of before: minutes were typed as text, one volunteer, and the day stood in words. */
  const log0 = (raw: Raw) =>
    readLog1({
      ...raw,
      volunteers: [{ memberId: raw.volunteer }],
      times: { halfDay: raw.when, minutes: Number.parseInt(String(raw.minutes), 10) },
      day: { ago: raw.yesterday ? 1 : 0, phone: '' },
    });
  const forms = (replacedOn: string): Forms => ({ 'log.0': { replacedOn, does: 'visit', read: log0 }, ...FORMS });
  const old = () => ({
    ...{ id: newKey(), form: 'log.0', memberIds: [world.member('陈伯').id], serviceCode: 'A02' },
    ...{ volunteer: world.member('李姨').id, minutes: '75 分钟', when: 'afternoon', yesterday: true },
    savedAt: world.house.clock(),
  });

  it('one that was replaced is read for ninety days', async () => {
    const receipt = await take(sent(old()), '阿芬', forms('2026-08-25'));
    expect(receipt).toMatchObject({ outcome: 'taken' });
    const { exchange } = await view('exchangeId' in receipt ? receipt.exchangeId : '');
    expect(exchange).toMatchObject({ servedMinutes: 75, halfDay: 'afternoon', servedOn: '2026-11-22' });
  });

  it('then it is refused in words, and its body is kept', async () => {
    const raw = sent(old());
    expect(await take(raw, '阿芬', forms('2026-08-24'))).toMatchObject({ outcome: 'refused', code: 'form_too_old' });
    const [row] = await kept();
    expect(JSON.parse(world.house.vault.open(row?.bodySealed ?? ''))).toEqual(raw);
  });

  it('one that nobody knows is refused', async () => {
    expect(await take({ ...old(), form: 'log.9' })).toMatchObject({ code: 'form_unknown' });
    expect(await take({ ...old(), form: 'constructor' })).toMatchObject({ code: 'form_unknown' });
  });
});

describe('a round beside an order', () => {
  it('is taken in without a question, whatever an older page chose; the order is told of, and is written down by itself', async () => {
    await giveGrants(world);
    const { id: order } = await askFor(world, { plannedOn: world.today() });
    await acceptExchange(world.desk('李姨'), { id: order });
    const doors = [{ memberId: world.member('陈伯').id, found: 'seen' }];
    const standing = async (raw: Raw) => statesOf(world.desk('阿芬'), [String(raw.id)]);
    const [fresh, chosen] = [written(world, { doors }), written(world, { doors, order })];
    for (const raw of [fresh, chosen]) {
      expect((await taken(sent(raw))).exchangeId).not.toBe(order);
      expect(await standing(raw)).toMatchObject([{ ordered: [{ exchange: { id: order } }] }]);
    }
    expect((await view(order)).exchange.state).toBe('matched');
    const times = { halfDay: 'afternoon', minutes: 30 };
    await taken(sent(written(world, { order, times })));
    expect(await standing(fresh)).toMatchObject([{ ordered: [] }]);
  });
});

it('已当面告知 settles what was to be told in person, in the same unit', async () => {
  await taken(sent(written(world, { toldInPerson: true })));
  const rows = await world.read((act) => act.tx.select().from(outbox).where(eq(outbox.channel, 'inPerson')));
  expect(rows.map(({ toId, state, doneBy, toldOn }) => [toId, state, doneBy, toldOn])).toContainEqual([
    ...[world.member('陈伯').id, 'sent', world.user('阿芬').id, '2026-11-23'],
  ]);
});

it('one id sent at the same time by two hands is one record', async () => {
  const raw = sent(written(world));
  const receipts = await Promise.all([take(raw), take(raw), takeRecord(world.desk('阿芬'), raw, { way: 'phone' })]);
  expect(receipts.map(({ outcome }) => outcome).sort()).toEqual(['again', 'again', 'taken']);
  expect(await count()).toBe(1);
});
