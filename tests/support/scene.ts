/** Shortcuts through the use cases, for tests that begin in the middle of an exchange's life. Every act is somebody's. */
import { randomUUID } from 'node:crypto';
import type { World } from '#cli/demo/world';
import { approveExchange } from '#usecases/exchange/approve';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange } from '#usecases/exchange/confirm';
import { logExchange } from '#usecases/exchange/log';
import { logServed, type ServedLog } from '#usecases/exchange/log-served';
import { acceptExchange } from '#usecases/exchange/match';
import { type Request, requestExchange } from '#usecases/exchange/request';
import { issueGrants } from '#usecases/grant-list/issue';
import { proposeGrantList } from '#usecases/grant-list/propose';
import { signGrantList } from '#usecases/grant-list/sign';

export const key = (): string => randomUUID();
export const NEIGHBOUR = { witnessName: '黎婶', witnessPhone: '13800002222' };

/** The county's list is proposed, signed by a second officer, and this month's minutes are issued. */
export async function giveGrants(world: World): Promise<void> {
  const list = await proposeGrantList(world.desk('苏科'), {
    key: key(),
    countyCode: '445321',
    kind: 'yearly',
    month: '2026-11',
  });
  await signGrantList(world.desk('何科'), { id: list.id });
  await issueGrants(world.job('grants'), '2026-11');
}

/** The helper asks for 陈伯: company tomorrow morning, two hours. */
export const askFor = (world: World, changes: Partial<Request> = {}) =>
  requestExchange(world.desk('阿芬'), {
    key: key(),
    memberIds: [world.member('陈伯').id],
    serviceCode: 'A02',
    plannedOn: world.tomorrow(),
    plannedStart: 9 * 60,
    plannedHalfDay: 'morning',
    plannedMinutes: 120,
    wish: null,
    wantsOwn: false,
    urgent: false,
    consentHow: 'inPerson',
    ...changes,
  });

/** A visit of 李姨 at 陈伯's, written down by the helper without an order. */
export const served = (world: World, changes: Partial<ServedLog> = {}, by = '阿芬') =>
  logServed(world.desk(by), {
    key: key(),
    memberIds: [world.member('陈伯').id],
    serviceCode: 'A02',
    servedOn: world.today(),
    times: { halfDay: 'morning', minutes: 90 },
    volunteers: [{ memberId: world.member('李姨').id }],
    reason: 'found_on_visit',
    ...changes,
  });

/** Matched to 李姨 and logged by the helper, waiting for his word. */
export async function logged(world: World, minutes = 90): Promise<string> {
  const { id, state } = await askFor(world);
  if (state === 'requested') await approveExchange(world.desk('梁主任'), { id });
  await acceptExchange(world.desk('李姨'), { id });
  world.at(`${world.tomorrow()}T11:00`);
  await logExchange(world.desk('阿芬'), {
    id,
    servedOn: world.today(),
    times: { start: 9 * 60, end: 9 * 60 + minutes },
    volunteers: [],
  });
  return id;
}

/** His thumb on the wall card and a neighbour's name. */
export const thumbed = (world: World, id: string) =>
  confirmExchange(world.desk('阿芬'), { id, means: 'wallCard', line: 3, ...NEIGHBOUR });

/** Checked by the social worker: what is left is the town's approval. */
export async function checked(world: World, minutes = 90): Promise<string> {
  const id = await logged(world, minutes);
  await thumbed(world, id);
  await checkExchange(world.desk('小周'), { id, note: null });
  return id;
}
