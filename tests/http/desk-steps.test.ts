/** Every step of an officer through its pages: done, refused with what was typed, out of reach, and pressed twice. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { State } from '#domain/exchange';
import { STEP_NAMES, type StepName } from '#http/step';
import { STEPS } from '#http/steps';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import type { Client, FetchedPage } from '#tests/support/client';
import { forge } from '#tests/support/office';
import { askFor, checked, logged, served, thumbed } from '#tests/support/scene';
import { approveExchange } from '#usecases/exchange/approve';
import { creditExchange } from '#usecases/exchange/credit';
import { acceptExchange } from '#usecases/exchange/match';
import { viewExchange } from '#usecases/exchange/view';
import { setPin } from '#usecases/pin/set';

let house: DeskHouse;
beforeEach(async () => {
  house = await openDeskHouse();
}, 60_000);
afterEach(() => house.close());

const stateOf = async (id: string): Promise<State> => (await viewExchange(house.world.job('test'), id)).exchange.state;

/** The record, by itself. */
const fileOf = (client: Client, id: string): Promise<FetchedPage> => client.get(`/exchanges/${id}/file`);
const press = (client: Client, page: FetchedPage, step: StepName) =>
  client.submit(page, {}, `form[action$="/${step}"]`);
const labels = (page: FetchedPage): string[] =>
  page.root.querySelectorAll('.file-steps .button').map((one) => one.textContent.trim());

describe('a request', () => {
  test('of some risk is approved by one press, and its minutes are held', async () => {
    const { id } = await askFor(house.world, { serviceCode: 'E01', plannedMinutes: 240 });
    const town = await house.as('梁主任');
    const page = await fileOf(town, id);
    expect(page.text('.exchange-file')).toContain('通过以后从这里约');
    expect(labels(page)).toEqual(['通过，把时间约好', '退回', '取消这次服务', '不通过']);
    const done = await press(town, page, 'approval');
    expect(done.text('.notice')).toContain('审核通过，时间约好了');
    expect(done.text()).toContain('已约好的时间');
    expect(await stateOf(id)).toBe('approved');
  });

  test('goes back with a reason that the helper reads, and comes again', async () => {
    const { id } = await askFor(house.world, { serviceCode: 'E01', plannedMinutes: 240 });
    const town = await house.as('梁主任');
    const form = await town.get(`/exchanges/${id}/return`);
    const bare = await town.submit(form);
    expect([bare.status, bare.problems]).toEqual([422, ['请填原因。']]);
    const other = await town.submit(form, { reason: 'other', note: ' ' });
    expect([other.status, other.problems]).toEqual([422, ['请写明原因，让对方知道怎么办。']]);
    const told = await town.submit(form, { reason: 'wrong_time', note: '<b>哪家医院</b>' });
    expect(told.text('.notice')).toContain('退回了');
    const helper = await house.as('阿芬');
    const file = await fileOf(helper, id);
    expect(file.text('.notice')).toContain('退回原因：日子或钟点不对，<b>哪家医院</b>');
    const again = await helper.get(`/exchanges/${id}/staff-correction`);
    expect(again.text()).toContain('哪家医院');
    const wrong = await helper.submit(again, { plannedOn: '昨天', wish: '新兴县人民医院' });
    expect([wrong.status, wrong.problems.length]).toEqual([422, 1]);
    expect(wrong.html).toContain('新兴县人民医院');
    const sent = await helper.submit(wrong, { plannedOn: '明天' });
    expect(sent.text('.notice')).toContain('改好交上去了');
    expect(await stateOf(id)).toBe('requested');
  });

  test('is turned down for good only with a reason, and in red', async () => {
    const { id } = await askFor(house.world, { serviceCode: 'E01', plannedMinutes: 240 });
    const town = await house.as('梁主任');
    const form = await town.get(`/exchanges/${id}/rejection`);
    expect(form.root.querySelector('button.is-grave')?.textContent.trim()).toBe('不通过，到此为止');
    expect((await town.submit(form, { reason: 'money' })).status).toBe(422);
    await town.submit(form, { reason: 'unsafe' });
    expect(await stateOf(id)).toBe('rejected');
  });

  test('is given to a volunteer from the suggestions: no family, relatives last, the unready with the reason', async () => {
    const { world } = house;
    await world.isKin('老梁', '陈伯', 'cousin');
    const { id } = await askFor(world);
    const helper = await house.as('阿芬');
    const form = await helper.get(`/exchanges/${id}/assignment`);
    const offered = form.root
      .querySelectorAll('.choice label')
      .map((label) => label.textContent.replace(/\s+/g, ' ').trim());
    expect(offered[0]).toMatch(/^李姨/);
    expect(offered.at(-1)).toMatch(/^老梁.*是亲戚，抽查会多一些/);
    expect((await helper.submit(form)).problems).toEqual(['请填志愿者。']);
    const nobody = await helper.submit(form, { volunteerId: 'mem_nobody' });
    expect([nobody.status, nobody.problems]).toEqual([422, ['找不到这位志愿者。请在名单里选一位。']]);
    const done = await helper.submit(form, { volunteerId: world.member('李姨').id });
    expect(done.text('.notice')).toContain('安排好了');
    const twice = await helper.submit(form, { volunteerId: world.member('李姨').id });
    expect(twice.status).toBe(200);
    expect(await stateOf(id)).toBe('matched');
  });

  test('is open again when the volunteer cannot come, cancelled when it is not needed, and ends when nobody is home', async () => {
    const { world } = house;
    const helper = await house.as('阿芬');
    const { id } = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id });
    await helper.submit(await helper.get(`/exchanges/${id}/staff-withdrawal`), {
      volunteerId: world.member('李姨').id,
      reason: 'ill',
    });
    expect(await stateOf(id)).toBe('approved');
    await acceptExchange(world.desk('李姨'), { id });
    await helper.submit(await helper.get(`/exchanges/${id}/staff-nobody-home`), { note: '门锁着' });
    expect(await stateOf(id)).toBe('cancelled');
    const other = await askFor(world, { memberIds: [world.member('七婆').id] });
    const cancel = await helper.get(`/exchanges/${other.id}/staff-cancellation`);
    expect((await helper.submit(cancel)).status).toBe(422);
    await helper.submit(cancel, { reason: 'not_needed' });
    expect(await stateOf(other.id)).toBe('cancelled');
  });
});

describe('a record', () => {
  test('is confirmed by wall card: line, witness and telephone are looked at one by one', async () => {
    const id = await logged(house.world);
    const helper = await house.as('阿芬');
    const form = await helper.get(`/exchanges/${id}/wall-card`);
    const bare = await helper.submit(form);
    expect(bare.problems.length).toBe(3);
    const far = await helper.submit(form, { cardLine: '１１', witnessName: '黎婶', witnessPhone: '138 0000 2222' });
    expect([far.status, far.problems]).toEqual([422, ['没看懂第几行。请换个写法再填一次。']]);
    expect(far.root.querySelector('#f-witnessName')?.getAttribute('value')).toBe('黎婶');
    const near = await helper.submit(form, {
      cardLine: '4',
      witnessName: '李姨',
      witnessPhone: house.world.phone('李姨'),
    });
    expect(near.problems).toEqual(['见证人不能是这次服务的双方或他们的家里人。请换一位。']);
    const done = await helper.submit(near, { witnessName: '黎婶', witnessPhone: '13800002222' });
    expect(done.text('.notice')).toContain('确认好了');
    expect(done.text()).toContain('挂墙卡第 4 行');
    const back = await press(helper, done, 'staff-confirmation-withdrawal');
    expect(back.text('.notice')).toContain('收回了');
    expect(await stateOf(id)).toBe('logged');
  });

  test('is confirmed by the PIN typed on this device, which is attested; a wrong one counts', async () => {
    const { world } = house;
    const id = await logged(world);
    await setPin(world.desk('阿芬'), {
      memberId: world.member('陈伯').id,
      pin: '258036',
      presentName: '黎婶',
      presentPhone: '13800002222',
    });
    const helper = await house.as('阿芬');
    const form = await helper.get(`/exchanges/${id}/pin-confirmation`);
    expect((await helper.submit(form, { pin: '12' })).status).toBe(422);
    const wrong = await helper.submit(form, { pin: '111222' });
    expect([wrong.status, wrong.root.querySelector('#f-pin')?.getAttribute('value') ?? '']).toEqual([422, '']);
    const done = await helper.submit(form, { pin: '２５８０３６' });
    expect(done.text('.file-tags')).toContain('等审核入账');
    expect(await stateOf(id)).toBe('confirmed');
  });

  test('is confirmed by the social worker who called, and that makes it verified', async () => {
    const id = await logged(house.world);
    const social = await house.as('小周');
    const form = await social.get(`/exchanges/${id}/call-back`);
    const done = await social.submit(form, { note: '说来了一个半钟头' });
    expect(done.text('.file-tags')).toContain('已核实');
    expect(done.text('.trail')).toContain('说来了一个半钟头');
    const checkedNow = await press(social, done, 'check');
    expect(checkedNow.text('.notice')).toContain('初审通过');
    const home = await social.get(`/exchanges/${id}/home-check`);
    expect(home.text('.notice')).toContain('这条记录现在是“等审核入账”');
  });

  test('is credited by one press that names the act, once, and shows both balances before and after', async () => {
    const id = await checked(house.world);
    const town = await house.as('梁主任');
    const page = await fileOf(town, id);
    expect(labels(page)[0]).toBe('通过，给李姨记 1 小时半');
    const predicted = page.root
      .querySelectorAll('.accounts tbody tr')
      .map((row) => row.textContent.replace(/\s+/g, ' ').trim());
    const done = await press(town, page, 'credit');
    expect(done.text('.notice')).toContain('已经入账');
    const stands = done.root
      .querySelectorAll('.accounts tbody tr')
      .map((row) => row.textContent.replace(/\s+/g, ' ').trim());
    expect(stands).toEqual(predicted);
    const twice = await press(town, page, 'credit');
    expect([twice.status, twice.text('.notice')]).toEqual([200, expect.stringContaining('已经入账')]);
    const other = await press(await house.as('陈姐'), await fileOf(await house.as('陈姐'), id), 'credit').catch(
      (error) => error,
    );
    expect(String(other)).toContain('There is no form');
  });

  test('that somebody else decided meanwhile says so and shows how it stands', async () => {
    const { world } = house;
    const id = await checked(world);
    const town = await house.as('陈姐');
    const page = await fileOf(town, id);
    await creditExchange(world.desk('梁主任'), { id });
    const late = await press(town, page, 'credit');
    expect(late.status).toBe(409);
    expect(late.problems[0]).toContain('刚才被别人办过了');
    expect(late.text('.file-tags')).toContain('已入账');
    const form = await town.get(`/exchanges/${id}/return`);
    expect(form.text('.notice')).toContain('现在是“已入账”');
  });

  test('of four eyes is not decided by two: the reason is said before and after pressing', async () => {
    const { world } = house;
    const { id } = await served(world, {}, '小周');
    await thumbed(world, id);
    const social = await house.as('小周');
    const page = await fileOf(social, id);
    expect(page.text('.file-steps')).toContain('前面有一步是您办的，这一步要换一个人来办。');
    const anyway = await social.request('POST', `/exchanges/${id}/check`, { form: await tokens(social) });
    expect([anyway.statusCode, anyway.body]).toEqual([422, expect.stringContaining('前面有一步是您办的')]);
  });

  test('about the officer’s own mother is somebody else’s to decide', async () => {
    const { world } = house;
    const { id } = await served(world, { memberIds: [world.member('梁妈').id] });
    await thumbed(world, id);
    const page = await fileOf(await house.as('梁主任'), id);
    expect(page.text('.file-steps')).toContain('这条记录跟您家里人有关');
  });

  test('is reversed by two: one proposes, another reads what stays owed and accepts', async () => {
    const { world } = house;
    const id = await checked(world);
    await creditExchange(world.desk('梁主任'), { id });
    const first = await house.as('苏科');
    const form = await first.get(`/exchanges/${id}/reversal`);
    expect((await first.submit(form)).status).toBe(422);
    await first.submit(form, { reason: 'duplicate', note: '和纸上的是同一次' });
    const own = await first.get(`/exchanges/${id}/reversal-acceptance`);
    expect(own.text('.notice.is-waiting')).toContain('换一个人');
    expect(await forge(first, `/exchanges/${id}/reversal-acceptance`)).toBe(422);
    const second = await house.as('何科');
    const accept = await second.get(`/exchanges/${id}/reversal-acceptance`);
    expect(accept.text()).toContain('撤销以后没有人欠时间');
    const done = await second.submit(accept);
    expect(done.text('.notice')).toContain('记录已经撤销');
    expect(await stateOf(id)).toBe('reversed');
  });

  test('that came back is put right by the helper and confirmed anew', async () => {
    const id = await logged(house.world);
    const social = await house.as('小周');
    await social.submit(await social.get(`/exchanges/${id}/return`), { reason: 'wrong_minutes' });
    const helper = await house.as('阿芬');
    const form = await helper.get(`/exchanges/${id}/staff-correction`);
    const wrong = await helper.submit(form, { start: '11点', end: '9点' });
    expect([wrong.status, wrong.root.querySelector('#f-start')?.getAttribute('value')]).toEqual([422, '11点']);
    const done = await helper.submit(wrong, { start: '', end: '', minutes: '60' });
    expect(done.text('.notice')).toContain('改好交上去了');
    expect(await stateOf(id)).toBe('logged');
  });
});

/** Token and key of any form on one's own desk. */
async function tokens(client: Client): Promise<Record<string, string>> {
  const page = await client.get('/desk');
  const value = (name: string) => page.root.querySelector(`input[name=${name}]`)?.getAttribute('value') ?? '';
  return { _csrf: value('_csrf'), key: value('key') };
}

describe('out of reach', () => {
  test('every step is not found: for the next village, for members, for whoever may never', async () => {
    const id = await checked(house.world);
    for (const name of ['隔壁阿珠', '隔壁阿强', '阿芬', '审计老吴', '罗处']) {
      const client = await house.as(name);
      const form = await tokens(client);
      const [grant] = (house.world.desk(name).actor as { grants: { role: string; regionCode: string }[] }).grants;
      const near = name === '阿芬';
      for (const step of STEP_NAMES) {
        const url = `/exchanges/${id}/${step}`;
        const answer = await client.request('POST', url, { form });
        if (!near) expect(answer.statusCode, `${name} ${grant?.role} ${step}`).toBe(404);
        expect(answer.statusCode, `${name} ${step}`).toBeLessThan(500);
      }
      const seen = (await client.request('GET', `/exchanges/${id}/file`)).statusCode;
      expect(seen, name).toBe(name.startsWith('隔壁') ? 404 : 200);
    }
  });

  test('what is not there, and a form that waited too long, are calm pages', async () => {
    const town = await house.as('梁主任');
    expect((await town.get('/exchanges/exc_nothing/file')).status).toBe(404);
    expect((await town.get('/exchanges/exc_nothing/return')).status).toBe(404);
    for (const step of STEP_NAMES) {
      const answer = await town.request('POST', `/exchanges/exc_nothing/${step}`, { form: { _csrf: 'old' } });
      expect([403, 404], step).toContain(answer.statusCode);
    }
  });

  test('every step with nothing typed is refused kindly, never broken', async () => {
    const { world } = house;
    const asked = await askFor(world, { serviceCode: 'E01', plannedMinutes: 240 });
    await approveExchange(world.desk('梁主任'), { id: asked.id });
    const records = [asked.id, await checked(world)];
    for (const name of ['阿芬', '小周', '梁主任', '苏科']) {
      const client = await house.as(name);
      for (const id of records) {
        for (const step of STEP_NAMES.filter((one) => !STEPS[one].press)) {
          const form = {
            ...(await tokens(client)),
            reason: 'nonsense',
            volunteerId: '\u{1F600}',
            accepted: 'x',
            cardLine: '-1',
          };
          const answer = await client.request('POST', `/exchanges/${id}/${step}`, { form });
          expect(answer.statusCode, `${name} ${step}`).toBeGreaterThanOrEqual(400);
          expect(answer.statusCode, `${name} ${step}`).toBeLessThan(500);
        }
      }
    }
  });
});

test('pages of steps read in English too', async () => {
  const id = await logged(house.world);
  const helper = await house.as('阿芬', 'en');
  for (const step of ['wall-card', 'pin-confirmation', 'staff-log', 'assignment', 'staff-cancellation'] as const) {
    expect((await helper.get(`/exchanges/${id}/${step}`)).root.querySelector('html')?.getAttribute('lang')).toBe('en');
  }
  const social = await house.as('小周', 'en');
  for (const step of ['call-back', 'home-check', 'return'] as const) await social.get(`/exchanges/${id}/${step}`);
  const county = await house.as('苏科', 'en');
  for (const step of ['rejection', 'reversal', 'reversal-acceptance', 'return'] as const) {
    await county.get(`/exchanges/${id}/${step}`);
  }
});
