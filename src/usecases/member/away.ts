/** 外出 · 住院 · 入住机构: while she is away nobody is late in visiting her. A period that was still open ends the day before. */
import { isDay } from '#domain/day';
import type { Away } from '#domain/member';
import { Refusal } from '#domain/refusal';
import { closeOpenAways, insertAway } from '#records/away';
import { findMember, writeMemberMove } from '#records/member';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal not_found · day_not_understood · end_before_start · key_reused */
export async function awayMember(desk: Desk, input: Away & { key: string; id: string }): Promise<{ id: string }> {
  const { key, ...body } = input;
  const { id, kind, fromDay, toDay } = input;
  if (!isDay(fromDay)) throw new Refusal('day_not_understood', { field: 'fromDay' });
  if (toDay !== null && !isDay(toDay)) throw new Refusal('day_not_understood', { field: 'toDay' });
  if (toDay !== null && toDay < fromDay) throw new Refusal('end_before_start', { field: 'toDay' });
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const member = await findMember(act, id, 'member.correct');
      const grant = grantOver(act, 'member.correct', member.regionCode);
      await closeOpenAways(act, id, fromDay);
      await insertAway(act, id, { kind, fromDay, toDay });
      await writeMemberMove(act, member, 'away', member.state, { grant, reason: kind });
      return { id };
    }),
  );
}
