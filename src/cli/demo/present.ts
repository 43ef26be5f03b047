/** Today's desk: one of everything that somebody has to decide, so that every queue, state and flag has something in it. */
import { PRESENT } from '#cli/demo/cast';
import { planField } from '#cli/demo/field';
import { planPaper } from '#cli/demo/paper';
import { ask, HELPER, phone, planVisit, type Stage } from '#cli/demo/visits';
import { addDays, type Day, dayOf, type Instant, minuteOfDay } from '#domain/day';
import { must } from '#domain/refusal';
import { rememberLogin } from '#records/device';
import { confirmExchange, takeBackConfirmation } from '#usecases/exchange/confirm';
import { cancelExchange, expireExchange, rejectExchange, undoExchange } from '#usecases/exchange/end';
import { logServed } from '#usecases/exchange/log-served';
import { acceptExchange } from '#usecases/exchange/match';
import { recordNobodyHome } from '#usecases/exchange/nobody-home';
import { returnExchange } from '#usecases/exchange/return';
import { acceptReversal, proposeReversal } from '#usecases/exchange/reverse';
import { signIn } from '#usecases/exchange/sign';
import { listExchanges } from '#usecases/exchange/view';
import { setPin } from '#usecases/pin/set';

const HOUR_MS = 3_600_000;

export function planPresent(stage: Stage, now: Instant): void {
  const today = dayOf(now);
  planAsked(stage, today);
  planInService(stage, now);
  planRound(stage, today);
  planServed(stage, today);
  planEnded(stage, today);
  planReversed(stage, today);
  planClumsy(stage, today);
  planBorrowed(stage, today);
  planField(stage, today);
  planPaper(stage, today);
}

/** Waiting for the town, for a volunteer, for tomorrow. All of it was asked by yesterday evening, whatever the hour is now. */
function planAsked(stage: Stage, today: Day): void {
  const { timeline } = stage;
  const eye = { elders: ['七婆'], service: 'E01', day: addDays(today, 3), hour: 8, minutes: 240 };
  const checkUp = { ...eye, elders: ['陈伯'], day: addDays(today, 2) };
  const cleaning = { elders: ['张伯', '张婆'], service: 'B01', day: addDays(today, 1), hour: 14, minutes: 60 };
  const company = { elders: ['七婆'], service: 'A02', day: addDays(today, 1), hour: 10, minutes: 30 };
  timeline.at(addDays(today, -8), 10, () => ask(stage, eye, HELPER, '去新城卫生院看眼睛'));
  timeline.at(addDays(today, -1), 16, () => ask(stage, checkUp, '阿珍', '到县医院复诊，坐早班车'));
  timeline.at(addDays(today, -1), 17, () => ask(stage, cleaning));
  timeline.at(addDays(today, -1), 17.2, () => ask(stage, company));
  timeline.at(addDays(today, -1), 18, async () => {
    const id = await ask(stage, { ...company, elders: ['陈伯'], day: addDays(today, 1), hour: 9, minutes: 40 });
    await acceptExchange(phone(stage, '李姨'), { id });
  });
}

/** Somebody is at an elder's door this minute. */
function planInService(stage: Stage, now: Instant): void {
  const { world, timeline } = stage;
  const visit = {
    elders: ['张伯'],
    service: 'A02',
    day: dayOf(now),
    hour: Math.floor(minuteOfDay(now) / 60),
    minutes: 30,
  };
  timeline.atInstant(now - 3 * HOUR_MS, async () => {
    const id = await ask(stage, visit);
    await acceptExchange(phone(stage, '老梁'), { id });
    timeline.atInstant(now - HOUR_MS / 3, () =>
      signIn(phone(stage, '老梁'), { id, shown: world.scanned('张伯'), deviceAt: null }),
    );
  });
}

/** What the helper's round has beyond that: due today, not written down yet since the day before yesterday, and not at home. */
function planRound(stage: Stage, today: Day): void {
  const { timeline } = stage;
  const visit = { service: 'A04', hour: 9, minutes: 30 };
  const agreed = (asked: number, elder: string, volunteer: string, day: Day) =>
    timeline.at(addDays(today, -asked), 15, async () => {
      const id = await ask(stage, { ...visit, elders: [elder], day });
      await acceptExchange(phone(stage, volunteer), { id });
    });
  agreed(4, '七婆', '老梁', addDays(today, -2));
  agreed(6, '张婆', '李姨', today);
  agreed(1, '陈伯', '李姨', today);
}

/** Waiting for his word, for the social worker, for the town; clean and flagged. */
function planServed(stage: Stage, today: Day): void {
  const day = (ago: number) => addDays(today, -ago);
  const visit = { elders: ['七婆'], volunteer: '老梁', service: 'A02', hour: 15, minutes: 45 };
  planVisit(stage, { ...visit, day: day(1) }, 'afterwards', 'logged');
  planVisit(stage, { ...visit, day: day(2), service: 'H04' }, 'afterwards', 'confirmed');
  planVisit(stage, { ...visit, day: day(3), elders: ['陈伯'], volunteer: '李姨', hour: 9 }, 'phone', 'checked');
  planVisit(stage, { ...visit, day: day(4), hour: 16, volunteer: '李姨' }, 'afterwards', 'checked', 7);
  // Relatives: ticked by the helper. His mother's record is not for 梁主任 to approve.
  planVisit(stage, { ...visit, day: day(5), elders: ['梁妈'], relative: true, hour: 10 }, 'afterwards', 'checked', 2);
  // Another whom no neighbour has vouched for yet.
  planVisit(stage, { ...visit, day: day(2), elders: ['梁妈'], relative: true, hour: 15 }, 'afterwards', 'logged');
  // Two places at once, and longer than the service allows.
  planVisit(
    stage,
    { ...visit, day: day(6), elders: ['张伯', '张婆'], volunteer: '李姨', service: 'B05', hour: 9, minutes: 200 },
    'afterwards',
    'checked',
    8,
  );
  planVisit(
    stage,
    { ...visit, day: day(6), volunteer: '李姨', service: 'A02', hour: 10, minutes: 180 },
    'afterwards',
    'checked',
    9,
  );
  // Three people at 七婆's on one day, and one of them untrained for what she did.
  planVisit(stage, { ...visit, day: day(6), hour: 14, minutes: 120 }, 'afterwards', 'checked', 4);
  planVisit(stage, { ...visit, day: day(6), volunteer: '何姨', hour: 17, minutes: 40 }, 'afterwards', 'checked', 5);
  planVisit(
    stage,
    { ...visit, day: day(2), volunteer: '何姨', service: 'A01', hour: 10 },
    'afterwards',
    'confirmed',
    6,
  );
  // Found in a drawer after the month had closed: the county's.
  planVisit(stage, { ...visit, day: day(45), written: day(3) }, 'afterwards', 'checked', 10);
  // Nobody may pay for her but the county: 待补公益时间.
  const uncovered = { ...visit, elders: ['梁妈'], day: day(9), volunteer: '李姨', minutes: 40, approver: '陈姐' };
  planVisit(stage, uncovered, 'afterwards', 'credited', 3);
  stage.timeline.at(day(1), 11, async () => {
    const id = await logNow(stage, day(1));
    await returnExchange(stage.world.desk('小周'), { id, reason: 'wrong_minutes', note: '卡上写的是 40 分钟，请核对' });
  });
}

/** The helper set 张伯's PIN the day before, and he says yes on her phone: both are told to whoever checks. */
function planBorrowed({ world, timeline }: Stage, today: Day): void {
  const [day, device] = [addDays(today, -5), `device-${world.user(HELPER).id}`];
  timeline.at(addDays(day, -1), 16, () =>
    setPin(world.desk(HELPER), { memberId: world.member('张伯').id, pin: '604813', ...PRESENT }),
  );
  timeline.at(day, 18, async () => {
    const { id } = await logServed(world.desk(HELPER), {
      key: world.key(),
      memberIds: [world.member('张伯').id],
      serviceCode: 'A03',
      servedOn: day,
      times: { start: 8 * 60, end: 8 * 60 + 30 },
      volunteers: [{ memberId: world.member('老梁').id }],
      reason: 'found_on_visit',
    });
    await world.write([], (act) => rememberLogin(act.tx, device, world.user(HELPER).id, act.now));
    await confirmExchange(world.desk('张伯', device), { id, means: 'self' });
  });
}

/** A visit of that morning, written down at once. */
async function logNow({ world }: Stage, day: Day): Promise<string> {
  const { id } = await logServed(world.desk(HELPER), {
    key: world.key(),
    memberIds: [world.member('陈伯').id],
    serviceCode: 'B02',
    servedOn: day,
    times: { start: 9 * 60, end: 10 * 60 + 40 },
    volunteers: [{ memberId: world.member('李姨').id }],
    reason: 'forgot',
  });
  return id;
}

/** Rejected, cancelled, expired, undone, nobody home. */
function planEnded(stage: Stage, today: Day): void {
  const { timeline, world } = stage;
  const day = addDays(today, -20);
  const asked = { elders: ['七婆'], service: 'A02', day: addDays(day, 1), hour: 9, minutes: 30 };
  timeline.at(day, 9, async () => {
    const id = await ask(stage, { ...asked, service: 'B07' }, HELPER, '帮手换煤气');
    await rejectExchange(world.desk('梁主任'), { id, reason: 'unsafe', note: '请燃气站上门' });
  });
  timeline.at(day, 9.5, async () => {
    const id = await ask(stage, asked);
    await cancelExchange(world.desk(HELPER), { id, reason: 'found_other_help' });
  });
  timeline.at(addDays(today, -30), 9, async () => {
    const id = await ask(stage, { ...asked, day: addDays(today, -28) });
    timeline.at(addDays(today, -15), 0.2, () => expireExchange(world.job('expire'), { id }));
  });
  timeline.at(addDays(day, 2), 15, async () => {
    const id = await ask(stage, { ...asked, day: addDays(day, 3) });
    await acceptExchange(phone(stage, '老梁'), { id });
    timeline.at(addDays(day, 3), 9, () => recordNobodyHome(phone(stage, '老梁'), { id, note: '邻居说去女儿家了' }));
  });
}

/** One credit that was taken back, and one that waits for a second officer. */
function planReversed(stage: Stage, today: Day): void {
  const { timeline, world } = stage;
  const plan = (ago: number, note: string, accept: boolean) => {
    const day = addDays(today, -ago);
    timeline.at(addDays(day, 5), 14, async () => {
      const id = await creditedOn(stage, day);
      if (!id) return;
      await proposeReversal(world.desk('何科'), { id, reason: 'false_record', note });
      if (accept) await acceptReversal(world.desk('苏科'), { id, accepted: [] });
    });
  };
  timeline.at(addDays(today, -8), 16, () => replaceLast(stage, true));
  timeline.at(addDays(today, -1), 16, () => replaceLast(stage, false));
  plan(40, '电话回访：当天没有人来过', true);
  plan(12, '同一天在两处的记录，待核实', false);
}

/** A visit of 李姨 was written down as longer than it was: taken back, and what it should have been is credited with it. */
async function replaceLast({ world }: Stage, accept: boolean): Promise<void> {
  const lines = await listExchanges(world.desk('何科'), { limit: 400, order: 'newest' });
  const found = lines.find(
    ({ exchange, volunteers }) =>
      exchange.state === 'credited' &&
      exchange.reversalAt === null &&
      exchange.doors === null &&
      exchange.loggedBy !== world.user('何科').id &&
      (exchange.creditedMinutes ?? 0) > 30 &&
      volunteers.every(({ id }) => id === world.member('李姨').id),
  );
  if (!found) return;
  const { id, serviceCode, servedOn, halfDay } = found.exchange;
  const volunteers = found.volunteers.map(({ of }) => ({ memberId: of.memberId, relative: of.relative }));
  const times = { halfDay: halfDay ?? 'morning', minutes: 30 } as const;
  const instead = { serviceCode, servedOn: must(servedOn), times, volunteers };
  await proposeReversal(world.desk('何科'), { id, reason: 'wrong_minutes', note: '墙卡上写的是半小时', instead });
  if (accept) await acceptReversal(world.desk('苏科'), { id, accepted: [] });
}

/** The first exchange of 七婆 that was credited for a visit in the week after that day. */
async function creditedOn({ world }: Stage, day: Day): Promise<string | null> {
  const lines = await listExchanges(world.desk('何科'), { limit: 400 });
  // What 何科 wrote down himself, instead of another one, is not his to have taken back.
  const found = lines.find(
    ({ exchange }) =>
      exchange.state === 'credited' &&
      (exchange.servedOn ?? '') >= day &&
      exchange.reversalAt === null &&
      exchange.loggedBy !== world.user('何科').id,
  );
  return found?.exchange.id ?? null;
}

/** 陈伯 is clumsy: he asks and takes it back, mistypes his PIN, says yes and then no. */
function planClumsy(stage: Stage, today: Day): void {
  const { timeline, world } = stage;
  const day = addDays(today, -2);
  const wish = { elders: ['陈伯'], service: 'A04', day: addDays(today, 1), hour: 15, minutes: 30 };
  timeline.at(day, 10, async () => {
    const id = await ask(stage, wish, '陈伯');
    timeline.at(day, 10.1, () => undoExchange(world.desk('陈伯'), { id }));
  });
  planVisit(stage, { ...wish, volunteer: '老梁', day }, 'afterwards', 'logged');
  timeline.at(day, 19, async () => {
    const [line] = (await listExchanges(world.desk('陈伯'), { limit: 20, order: 'newest' })).filter(
      ({ exchange }) => exchange.state === 'logged',
    );
    if (!line) return;
    const { id } = line.exchange;
    const memberId = world.member('陈伯').id;
    for (const pin of ['000111', '123987']) {
      await confirmExchange(phone(stage, '老梁'), { id, means: 'pin', memberId, pin }).catch(() => undefined);
    }
    await confirmExchange(world.desk('陈伯'), { id, means: 'self' });
    await takeBackConfirmation(world.desk('陈伯'), { id });
  });
}
