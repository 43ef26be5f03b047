/** 探访 from a phone: by itself, and with a service of a pair; what is owed, what is wrong, and what became of it. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIYUAN, XINCHENG } from '#cli/demo/cast';
import { exchanges } from '#db/schema/care';
import { fieldRecords, fieldRefusals } from '#db/schema/field';
import { transfers } from '#db/schema/ledger';
import { alerts, dues, visits } from '#db/schema/visit';
import { addDays } from '#domain/day';
import { ownAccount } from '#domain/ledger';
import { replayAll } from '#ledger/replay';
import { flagsFor } from '#records/flag';
import { lookedIn, type Raw, sent, written } from '#tests/support/phone';
import { giveGrants, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { creditExchange } from '#usecases/exchange/credit';
import { handedIn, takeFile } from '#usecases/field/file';
import { statesOf } from '#usecases/field/states';
import { type Receipt, takeRecord } from '#usecases/field/take';
import { reportDeath } from '#usecases/member/report-death';
import { agreeToPairing } from '#usecases/pairing/agree';
import { commitFor } from '#usecases/pairing/commit';
import { confirmPairing } from '#usecases/pairing/confirm';
import { proposePairing } from '#usecases/pairing/propose';
import { deriveRegister } from '#usecases/register/derive';
import { oweMonth } from '#usecases/visit/owe';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await deriveRegister(world.job('register'));
  await oweMonth(world.job('dues'), world.today());
});
afterEach(async () => {
  expect(await world.read(replayAll)).toEqual([]);
  await world.close();
});

const take = (raw: Raw, by = '阿芬'): Promise<Receipt> => takeRecord(world.desk(by), sent(raw), { way: 'phone' });
const look = (changes: Raw = {}, by?: string) => take(lookedIn(world, changes), by);
const id = (name: string) => world.member(name).id;
const allVisits = () => world.read((act) => act.tx.select().from(visits));
const allAlerts = () => world.read((act) => act.tx.select().from(alerts));
const allExchanges = () => world.read((act) => act.tx.select().from(exchanges));
const owed = (memberId: string) => world.read((act) => act.tx.select().from(dues).where(eq(dues.memberId, memberId)));
const taken = (receipt: Receipt): string => {
  expect(receipt).toMatchObject({ outcome: 'taken' });
  return 'exchangeId' in receipt ? receipt.exchangeId : '';
};

describe('a visit by itself', () => {
  it('is a visit like the desk’s: it meets what is owed, earns nobody a minute, and comes once', async () => {
    const raw = lookedIn(world);
    const receipt = await take(raw);
    expect(receipt).toMatchObject({ outcome: 'taken', visitId: expect.stringMatching(/^vis_/) });
    expect(await take(raw)).toEqual({ ...receipt, outcome: 'again' });
    expect(await take({ ...raw, mode: 'phone' })).toMatchObject({ outcome: 'refused', code: 'key_reused' });
    expect(await allVisits()).toMatchObject([
      {
        ...{ memberId: id('陈伯'), visitedOn: world.today(), halfDay: 'morning', mode: 'seen', findings: [] },
        ...{ visitorId: world.user('阿芬').id, duty: true, pairingId: null, exchangeId: null, alertId: null },
        ...{ device: expect.stringMatching(/./), deviceAt: raw.savedAt, afterDeath: false },
      },
    ]);
    expect(await allExchanges()).toEqual([]);
    const now = (await owed(id('陈伯'))).filter(({ fromDay }) => fromDay <= world.today());
    expect(now.map(({ metOn }) => metOn)).toEqual(now.map(() => world.today()));
  });

  it('says nothing of the time of day where its day was written out, or its clock cannot be right', async () => {
    await look({ day: { phone: '2026-11-20', ago: 3, on: '2026-11-20' } });
    await look({ savedAt: 40 * 3_600_000, memberIds: [id('七婆')] });
    expect(await allVisits()).toMatchObject([{ visitedOn: '2026-11-20', halfDay: null }, { halfDay: null }]);
  });

  it('opens an alert with an owner and a deadline by what was wrong, and raises what is owed', async () => {
    await look({ mode: 'phone', findings: ['fell'], note: '坐在地上' });
    const [alert] = await allAlerts();
    expect(alert).toMatchObject({ kind: 'found', urgency: 'now', state: 'open', ownerId: world.user('阿芬').id });
    expect(await allVisits()).toMatchObject([{ alertId: alert?.id }]);
    expect((await owed(id('陈伯'))).find(({ kind }) => kind === 'crisis')).toMatchObject({ alertId: alert?.id });
    await look({ mode: 'notSeen', memberIds: [id('七婆')] });
    await look({ mode: 'notSeen', memberIds: [id('七婆')] });
    expect((await allAlerts()).map(({ kind }) => kind).sort()).toEqual(['found', 'unseen']);
  });

  it.each([
    ['out_of_reach', () => ({}), '隔壁阿珠'],
    ['family_record', () => ({ memberIds: [id('阿芬家婆')] }), '阿芬'],
    ['no_post', () => ({}), '陈姐'],
    ['visit_unseen', () => ({ mode: 'notSeen', findings: ['fell'] }), '阿芬'],
    ['not_understood', () => ({ findings: ['moonstruck'] }), '阿芬'],
    ['form_unknown', () => ({ form: 'visit.9' }), '阿芬'],
  ])('%s is kept as it came, and nothing of it is there', async (code, changes, by) => {
    expect(await look(changes(), by)).toMatchObject({ outcome: 'refused', code });
    expect(await allVisits()).toEqual([]);
    const [kept] = await world.read((act) => act.tx.select().from(fieldRefusals));
    expect(kept).toMatchObject({ code, settledAt: null });
  });

  it('dated after a death is kept, counts nothing and alarms nobody; one of before counts', async () => {
    await reportDeath(world.desk('阿芬'), { id: id('陈伯'), diedOn: '2026-11-20', note: '' });
    expect(await look({ findings: ['fell'] })).toMatchObject({ outcome: 'taken' });
    await look({ day: { phone: '2026-11-19', ago: 4, on: '2026-11-19' } });
    expect((await allVisits()).map(({ afterDeath }) => afterDeath).sort()).toEqual([false, true]);
    expect(await allAlerts()).toEqual([]);
  });

  it('says what became of it, by the phone’s own id: it counts, who sees to it, what is next', async () => {
    const [well, fell] = [lookedIn(world, { memberIds: [id('七婆')] }), lookedIn(world, { findings: ['fell'] })];
    await take(well);
    await take(fell);
    const states = await statesOf(world.desk('阿芬'), [String(well.id), String(fell.id), 'unknown']);
    expect(states).toMatchObject([
      { id: well.id, exchangeId: null, visit: { alert: null, visit: { memberId: id('七婆') } } },
      { id: fell.id, exchangeId: null, visit: { alert: { state: 'open' }, owner: '阿芬', next: { kind: 'crisis' } } },
    ]);
    expect(await statesOf(world.desk('小周'), [String(fell.id)])).toEqual([]);
  });

  it('comes in a file under whoever wrote it, and is told as what it is', async () => {
    const records = [lookedIn(world, { findings: ['gas'] })];
    const file = { kind: 'yinling.field', user: { id: world.user('阿芬').id }, at: 0, records };
    const desk = world.desk('黄姐');
    expect(await takeFile(desk, JSON.stringify(file), () => {})).toMatchObject({ receipts: [{ outcome: 'taken' }] });
    expect(await allVisits()).toMatchObject([{ visitorId: world.user('阿芬').id, device: null }]);
    const [row] = await world.read((act) => act.tx.select().from(fieldRecords));
    const shown = await handedIn(world.desk('黄姐'), String(row?.requestId));
    expect(shown).toMatchObject({ taken: [], visited: [{ elder: { id: id('陈伯') } }] });
  });
});

/** 李姨 and 陈伯, from today on. */
async function paired(): Promise<string> {
  const made = await proposePairing(world.desk('阿芬'), {
    ...{ key: world.key(), elderId: id('陈伯'), volunteerId: id('李姨') },
    ...{ visitsPerMonth: 4, minutesPerVisit: 60, serviceCodes: ['A02'], relative: false, followsId: null },
  });
  await agreeToPairing(world.desk('李姨'), { ...made, side: 'volunteer', how: 'self' });
  await agreeToPairing(world.desk('阿芬'), { ...made, side: 'elder', how: 'inPerson' });
  const asked = { elderId: id('陈伯'), volunteerId: id('李姨'), visitsPerMonth: 4, minutesPerVisit: 60 };
  const { pool } = await world.read((act) =>
    commitFor(act, { ...asked, regionCode: LIYUAN, except: [made.id] } as never),
  );
  await confirmPairing(world.desk('梁主任'), { id: made.id, shown: pool });
  return made.id;
}
const FELL = { mode: 'seen', findings: ['medicine'], note: '药吃完了' };

describe('a service of a pair', () => {
  beforeEach(() => world.fillPool(XINCHENG, 2400));

  it.each([
    ['log.1', undefined, []],
    ['log.2', undefined, []],
    ['log.3', undefined, []],
    ['log.3', FELL, ['medicine']],
  ])('by form %s makes both records from one tap, paid by anybody but her', async (form, found, findings) => {
    await giveGrants(world);
    const pairingId = await paired();
    const exchangeId = taken(await take(written(world, { form, found })));
    expect(await allExchanges()).toMatchObject([{ id: exchangeId, purpose: 'pairing', pairingId }]);
    expect(await allVisits()).toMatchObject([
      { exchangeId, pairingId, visitorId: id('李姨'), duty: false, mode: 'seen', findings, halfDay: 'morning' },
    ]);
    expect(await allAlerts()).toHaveLength(findings.length);
    await thumbed(world, exchangeId);
    await checkExchange(world.desk('小周'), { id: exchangeId, note: null });
    await creditExchange(world.desk('梁主任'), { id: exchangeId });
    const lines = await world.read((act) => act.tx.select().from(transfers).where(eq(transfers.kind, 'post')));
    const paying = lines.filter(({ toAccount }) => toAccount === ownAccount('xinxing', id('李姨')).id);
    expect(paying.map(({ fromAccount }) => fromAccount?.split(':')[0])).toEqual(['granted']);
  });

  it('dated after her death is kept, flagged and credits nothing', async () => {
    await paired();
    world.at('2026-11-27T10:00');
    await reportDeath(world.desk('阿芬'), { id: id('陈伯'), diedOn: '2026-11-24', note: '' });
    const exchangeId = taken(await take(written(world, { form: 'log.3', found: FELL })));
    expect((await world.read((act) => flagsFor(act, [exchangeId]))).get(exchangeId)).toContain('after_death');
    expect(await allVisits()).toMatchObject([{ afterDeath: true, alertId: null }]);
    expect(await allAlerts()).toEqual([]);
  });

  it('of a round is met as it was said at her door', async () => {
    await paired();
    const doors = [
      { memberId: id('陈伯'), found: 'phone', note: '感冒' },
      { memberId: id('七婆'), found: 'seen' },
    ];
    await take(written(world, { form: 'log.3', serviceCode: 'A03', doors }));
    expect(await allVisits()).toMatchObject([{ memberId: id('陈伯'), mode: 'phone', note: '感冒' }]);
  });

  it('of nobody who is paired is no visit, but what was wrong is seen to, also where the service was on record', async () => {
    const first = taken(await take(written(world, { form: 'log.3' })));
    expect(await allVisits()).toEqual([]);
    await take(written(world, { form: 'log.3', found: FELL, order: first }), '小周');
    expect(await allExchanges()).toHaveLength(1);
    const [alert] = await allAlerts();
    expect(alert).toMatchObject({ findings: ['medicine'], state: 'open' });
    expect(await allVisits()).toMatchObject([{ alertId: alert?.id, exchangeId: null, pairingId: null, duty: false }]);
  });

  it('is told beside the record', async () => {
    await paired();
    const raw = written(world, { form: 'log.3', found: FELL, day: { phone: addDays(world.today(), 0), ago: 0 } });
    await take(raw);
    const [state] = await statesOf(world.desk('阿芬'), [String(raw.id)]);
    expect(state).toMatchObject({ standing: 'waiting', visit: { alert: { findings: ['medicine'] }, owner: '阿芬' } });
  });
});
