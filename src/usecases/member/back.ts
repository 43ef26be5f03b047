/** 回来了: she is home again from this day on. */
import { type Day, isDay } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { closeOpenAways } from '#records/away';
import { findMember, writeMemberMove } from '#records/member';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal not_found · day_not_understood · day_in_future */
export async function backMember(desk: Desk, input: { id: string; onDay: Day }): Promise<void> {
  const { id, onDay } = input;
  if (!isDay(onDay)) throw new Refusal('day_not_understood', { field: 'onDay' });
  await desk.write([], async (act) => {
    if (onDay > act.today) throw new Refusal('day_in_future', { field: 'onDay' });
    const member = await findMember(act, id, 'member.correct');
    const grant = grantOver(act, 'member.correct', member.regionCode);
    await closeOpenAways(act, id, onDay);
    await writeMemberMove(act, member, 'back', member.state, { grant });
  });
}
