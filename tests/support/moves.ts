/** Moves that anybody in a small world might make next, for tests that must hold whatever has happened before. */
import { inArray } from 'drizzle-orm';
import { DAWEN, LIYUAN } from '#cli/demo/cast';
import { exchanges, exchangeVolunteers } from '#db/schema/care';
import { members } from '#db/schema/people';
import { addDays } from '#domain/day';
import type { State } from '#domain/exchange';
import type { MemberState } from '#domain/member';
import { Refusal } from '#domain/refusal';
import { askFor, served, thumbed } from '#tests/support/scene';
import type { World } from '#tests/support/world';
import { approveExchange } from '#usecases/exchange/approve';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { denyExchange } from '#usecases/exchange/deny';
import { cancelExchange, rejectExchange } from '#usecases/exchange/end';
import { logExchange } from '#usecases/exchange/log';
import { assignExchange, withdrawFromExchange } from '#usecases/exchange/match';
import { returnExchange } from '#usecases/exchange/return';
import { acceptReversal, proposeReversal, reversalShortfalls } from '#usecases/exchange/reverse';
import { expireDue } from '#usecases/exchange/sweep';
import { approveMember } from '#usecases/member/approve';
import { checkMember } from '#usecases/member/check';
import { dropMember } from '#usecases/member/drop';
import { moveHome } from '#usecases/member/move';
import { resumeMember } from '#usecases/member/resume';
import { returnMember } from '#usecases/member/return';
import { submitMember } from '#usecases/member/submit';
import { suspendMember } from '#usecases/member/suspend';

/** The next town of the county, and a village of another county. */
const XIALONG = '445321101001';
const CHENGNAN = '445302002001';
const ELDERS = ['陈伯', '七婆', '张伯', '张婆', '阿芬家婆', '梁妈', '李姨'] as const;
const VOLUNTEERS = ['李姨', '老梁'] as const;

/** Numbers that say whom, which and how much: one for each choice that a move has to make. */
export interface Dice {
  which: number;
  who: number;
  much: number;
}

const one = <T>(of: readonly T[], at: number): T => of[at % of.length] as T;
const because = { reason: 'other', note: null };

/** An exchange in one of these states; nothing happens where there is none. */
const onExchange =
  (states: State[], act: (world: World, id: string, dice: Dice) => Promise<unknown>) =>
  async (world: World, dice: Dice): Promise<boolean> => {
    const found = await world.read(({ tx }) =>
      tx.select({ id: exchanges.id }).from(exchanges).where(inArray(exchanges.state, states)).orderBy(exchanges.id),
    );
    if (found.length === 0) return false;
    await act(world, one(found, dice.which).id, dice);
    return true;
  };

/** Somebody on file in one of these states, the newest being the likelier: the cast stays mostly as it is. */
const onMember =
  (states: MemberState[], act: (world: World, id: string, dice: Dice) => Promise<unknown>) =>
  async (world: World, dice: Dice): Promise<boolean> => {
    const found = await world.read(({ tx }) =>
      tx.select({ id: members.id }).from(members).where(inArray(members.state, states)).orderBy(members.id),
    );
    if (found.length === 0) return false;
    await act(world, one(found.slice(-8), dice.which).id, dice);
    return true;
  };

const always =
  (act: (world: World, dice: Dice) => Promise<unknown>) =>
  async (world: World, dice: Dice): Promise<boolean> => {
    await act(world, dice);
    return true;
  };

const town = (world: World, { who }: Dice) => world.desk(one(['梁主任', '陈姐'], who));

const moved = (world: World, by: string, id: string, regionCode: string) =>
  moveHome(world.desk(by), { key: world.key(), id, regionCode, hamletId: null, householdId: null, reason: null });

async function serving(world: World, id: string): Promise<string> {
  const rows = await world.read(({ tx }) =>
    tx
      .select()
      .from(exchangeVolunteers)
      .where(inArray(exchangeVolunteers.exchangeId, [id])),
  );
  return rows.at(-1)?.memberId ?? '';
}

export const MOVES = {
  wait: always(async (world, { much }) => world.at(`${addDays(world.today(), 1 + (much % 3))}T09:00`)),
  request: always((world, { which, who, much }) =>
    askFor(world, {
      memberIds: [world.member(one(ELDERS, which)).id],
      plannedOn: addDays(world.today(), who % 3),
      serviceCode: one(['A02', 'A02', 'E01'], much),
      plannedMinutes: 30 + (much % 4) * 30,
      wantsOwn: who % 5 === 0,
    }),
  ),
  served: always((world, { which, who, much }) =>
    served(world, {
      memberIds: [world.member(one(ELDERS, which)).id],
      volunteers: [{ memberId: world.member(one(VOLUNTEERS, who)).id }],
      servedOn: addDays(world.today(), -(much % 40)),
      times: { halfDay: one(['morning', 'afternoon', 'evening'], who), minutes: 30 + (which % 3) * 30 },
    }),
  ),
  approve: onExchange(['requested'], (world, id, dice) => approveExchange(town(world, dice), { id })),
  sendBack: onExchange(['requested', 'logged', 'confirmed'], (world, id, dice) =>
    returnExchange(one([town(world, dice), world.desk('小周')], dice.much), { id, ...because }),
  ),
  reject: onExchange(['requested', 'confirmed'], (world, id, dice) =>
    rejectExchange(town(world, dice), { id, ...because }),
  ),
  cancel: onExchange(['requested', 'approved', 'matched', 'returned'], (world, id) =>
    cancelExchange(world.desk('阿芬'), { id, ...because }),
  ),
  match: onExchange(['approved'], (world, id, { who }) =>
    assignExchange(world.desk('阿芬'), { id, volunteerId: world.member(one(VOLUNTEERS, who)).id }),
  ),
  withdraw: onExchange(['matched'], async (world, id) =>
    withdrawFromExchange(world.desk('阿芬'), { id, volunteerId: await serving(world, id), reason: 'ill' }),
  ),
  log: onExchange(['matched'], (world, id, { much }) =>
    logExchange(world.desk('阿芬'), {
      id,
      servedOn: world.today(),
      times: { halfDay: 'morning', minutes: 30 + (much % 4) * 30 },
      volunteers: [],
    }),
  ),
  confirm: onExchange(['logged'], (world, id, { much }) =>
    much % 2 === 0 ? thumbed(world, id) : confirmExchange(world.desk('小周'), { id, means: 'callBack', note: null }),
  ),
  deny: onExchange(['logged'], (world, id) => denyExchange(world.desk('阿芬'), { id, ...because })),
  check: onExchange(['confirmed'], (world, id, { who }) =>
    checkExchange(world.desk(one(['小周', '黄姐'], who)), { id, note: null }),
  ),
  credit: onExchange(['confirmed'], (world, id, dice) =>
    creditExchange(one([town(world, dice), world.desk('苏科')], dice.much), { id }),
  ),
  proposeReversal: onExchange(['credited'], (world, id, dice) =>
    proposeReversal(town(world, dice), { id, ...because }),
  ),
  reverse: onExchange(['credited'], async (world, id) =>
    acceptReversal(world.desk('何科'), { id, accepted: await reversalShortfalls(world.desk('何科'), { id }) }),
  ),
  expire: always((world) => expireDue(world.job('sweep'))),
  enrol: always((world, { which, who, much }) =>
    // Now and then the same card as somebody before: a second enrolment, of which only the county knows both.
    world.enrol(`新人${world.key()}`, {
      sex: 'female',
      bornOn: '1950-01-01',
      receives: true,
      serves: who % 2 === 0,
      ...(much % 3 === 0 ? { card: one(['101', '103'], which) } : {}),
    }),
  ),
  checkMember: onMember(['submitted'], (world, id) => checkMember(world.desk('黄姐'), { id })),
  approveMember: onMember(['checked'], (world, id, dice) => approveMember(town(world, dice), { id })),
  returnMember: onMember(['submitted', 'checked'], (world, id, dice) =>
    returnMember(one([world.desk('黄姐'), town(world, dice)], dice.much), { id, reason: 'identity_differs' }),
  ),
  submitMember: onMember(['draft'], (world, id) => submitMember(world.desk('阿芬'), { id })),
  dropMember: onMember(['draft', 'submitted'], (world, id) => dropMember(world.desk('阿芬'), { id, reason: '重了' })),
  suspendMember: onMember(['approved'], (world, id, dice) => suspendMember(town(world, dice), { id, reason: '住院' })),
  resumeMember: onMember(['suspended'], (world, id, dice) => resumeMember(town(world, dice), { id, reason: '回来了' })),
  moveMember: onMember(['draft', 'submitted', 'checked', 'approved'], (world, id, { who, much }) =>
    moved(world, one(['梁主任', '黄姐'], who), id, one([LIYUAN, XIALONG, CHENGNAN, DAWEN], much)),
  ),
  // What was served where she lived is now also her new town's to see.
  moveElder: always((world, { which }) => moved(world, '梁主任', world.member(one(ELDERS, which)).id, XIALONG)),
} as const satisfies Record<string, (world: World, dice: Dice) => Promise<boolean>>;

export type MoveName = keyof typeof MOVES;

/** @returns whether it was made: a world in which it cannot be says no, and that is an answer too */
export async function make(world: World, name: MoveName, dice: Dice): Promise<boolean> {
  try {
    return await MOVES[name](world, dice);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
