/** What the office did meanwhile: PINs and cards, the county's list, the pool, and what still waits for a second officer. */
import { DAWEN, FACTS, FOUNDERS, PASSWORD, PINS, PRESENT, XINCHENG, XINXING } from '#cli/demo/cast';
import type { Stage } from '#cli/demo/visits';
import type { World } from '#cli/demo/world';
import { addDays, addMonths, type Day, monthOf } from '#domain/day';
import { setBureauPhone } from '#usecases/bureau/set-phone';
import { issueCard } from '#usecases/card/issue';
import { addContact } from '#usecases/contact/add';
import { proposeGrant } from '#usecases/grant/propose';
import { proposeGrantList } from '#usecases/grant-list/propose';
import { signGrantList } from '#usecases/grant-list/sign';
import { addHamlet } from '#usecases/hamlet/add';
import { awayMember } from '#usecases/member/away';
import { checkMember } from '#usecases/member/check';
import { correctMember } from '#usecases/member/correct';
import { returnMember } from '#usecases/member/return';
import { suspendMember } from '#usecases/member/suspend';
import { viewMember } from '#usecases/member/view';
import { setPin } from '#usecases/pin/set';
import { proposePolicy } from '#usecases/policy/propose';
import { proposeQuota } from '#usecases/pool/propose';
import { changePassword } from '#usecases/user/change-password';

export function planOffice(stage: Stage, first: Day, today: Day): void {
  planOpening(stage, first);
  planPeople(stage, today);
  planWaiting(stage, today);
}

/** The first day: passwords, cards on the wall, PINs, the year's list, minutes for the pool. */
function planOpening({ world, timeline }: Stage, first: Day): void {
  timeline.at(first, 9.5, () => settle(world));
  timeline.at(first, 10, async () => {
    for (const name of Object.keys(FOUNDERS)) {
      const oldPassword = world.user(name).password;
      await changePassword(world.desk(name), { oldPassword, newPassword: PASSWORD });
    }
    for (const name of ['陈伯', '七婆', '张伯']) {
      await issueCard(world.desk('阿芬'), { key: world.key(), memberId: world.member(name).id, kind: 'wall' });
    }
    // Not the same officer on both sides: a PIN that somebody set who asked for the visit proves nothing of it.
    for (const [name, officer] of [
      ['陈伯', '阿芬'],
      ['李姨', '黄姐'],
      ['老梁', '黄姐'],
    ] as const) {
      await setPin(world.desk(officer), { memberId: world.member(name).id, pin: PINS[name] ?? '', ...PRESENT });
    }
  });
  timeline.at(first, 11, async () => {
    const list = { key: world.key(), countyCode: XINXING, kind: 'yearly' as const, month: monthOf(first) };
    const { id } = await proposeGrantList(world.desk('苏科'), list);
    await signGrantList(world.desk('何科'), { id });
    await world.fillPool(XINCHENG, 100 * 60);
    await setBureauPhone(world.desk('苏科'), { code: XINXING, phone: '0766-2881234' });
  });
}

/** In which hamlet each of them lives, as the helper walks; and whom to call about the two who have no telephone. */
const HAMLETS: Record<string, readonly string[]> = {
  祠堂边: ['陈伯', '七婆', '李姨'],
  三队: ['张伯', '张婆', '梁妈'],
  河口: ['老梁', '阿芬家婆'],
};
const NEIGHBOURS: Record<string, { name: string; relation: string; phone: string }> = {
  陈伯: { name: '黎婶', relation: '隔壁邻居', phone: '13800002222' },
  七婆: { name: '阿明', relation: '小卖部', phone: '0766-8123456' },
};

async function settle(world: World): Promise<void> {
  const fen = world.desk('阿芬');
  for (const [name, people] of Object.entries(HAMLETS)) {
    const { id: hamletId } = await addHamlet(fen, { regionCode: DAWEN, name });
    for (const person of people) {
      const { id } = world.member(person);
      const { member } = await viewMember(fen, id);
      await correctMember(fen, { key: world.key(), id, version: member.version, hamletId });
    }
  }
  for (const [person, neighbour] of Object.entries(NEIGHBOURS)) {
    await addContact(fen, { key: world.key(), memberId: world.member(person).id, ...neighbour, agreed: true });
  }
}

/** People who are not, or not quite, on file: every state of a member has somebody in it. */
function planPeople({ world, timeline }: Stage, today: Day): void {
  const elder = { receives: true, facts: FACTS };
  timeline.at(addDays(today, -9), 10, async () => {
    await world.enrol('黎伯', { sex: 'male', bornOn: '1949-05-05', ...elder });
    const { id } = await world.enrol('区婆', { sex: 'female', bornOn: '1940-11-30', ...elder });
    await checkMember(world.desk('黄姐'), { id });
    // The same identity card a second time: kept as submitted, only the county sees both.
    await world.enrol('陈伯二', { name: '陈国荣', sex: 'male', bornOn: '1942-03-15', card: '001', ...elder });
  });
  timeline.at(addDays(today, -8), 15, async () => {
    const { id } = await world.enrol('六婶', { sex: 'female', bornOn: '1946-02-19', ...elder });
    await returnMember(world.desk('黄姐'), { id, reason: 'unreachable', note: '隔壁说她换了号码' });
  });
  timeline.at(addDays(today, -10), 9, async () => {
    await world.approved('何姨', { sex: 'female', bornOn: '1966-04-12', serves: true, phone: '13800001010' });
  });
  timeline.at(addDays(today, -30), 10, async () => {
    const { id } = await world.approved('阿权', {
      sex: 'male',
      bornOn: '1990-02-02',
      serves: true,
      phone: '13800001009',
    });
    await suspendMember(world.desk('陈姐'), { id, reason: '两次约好没有到，等他回来谈' });
  });
  timeline.at(addDays(today, -4), 9, async () => {
    const from = addDays(today, -4);
    const away = { id: world.member('张婆').id, kind: 'hospital' as const, fromDay: from, toDay: null };
    await awayMember(world.desk('阿芬'), { key: world.key(), ...away });
  });
}

/** Proposed by one officer, waiting for another. */
function planWaiting({ world, timeline }: Stage, today: Day): void {
  timeline.at(addDays(today, -3), 15, async () => {
    const month = monthOf(addMonths(`${monthOf(today)}-01`, 1));
    await proposeGrantList(world.desk('苏科'), { key: world.key(), countyCode: XINXING, kind: 'change', month });
    await proposeQuota(world.desk('苏科'), {
      key: world.key(),
      regionCode: XINCHENG,
      minutes: 1800,
      reason: '冬季加访',
    });
    await proposePolicy(world.desk('苏科'), {
      key: world.key(),
      policyKey: 'earn.dailyCapMin',
      regionCode: XINXING,
      value: 180,
      validFrom: addDays(today, 40),
      locked: false,
      reason: '春节前后怕集中',
    });
    await proposeGrant(world.desk('梁主任'), {
      key: world.key(),
      userId: world.user('隔壁阿珠').id,
      role: 'helper',
      regionCode: DAWEN,
      validFrom: addDays(today, 14),
      validTo: addDays(today, 25),
      actingForId: world.user('阿芬').id,
    });
  });
}
