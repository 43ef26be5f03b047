/** 更正 and 旧时间转入 are told to those whose minutes they moved, in the unit that posted them. */
import type { Act } from '#db/act';
import { type BookEvent, wayTo } from '#domain/telling';
import { reachableOf, townOfficersOf } from '#records/around';
import { writeNotice, writeOutbox } from '#records/notice';

/**
 * @param about what happened to what: the id of a correction or of a list
 * @param phones whether messages to phones leave this house
 */
export async function tellOfBook(
  act: Act,
  { id, event }: { id: string; event: BookEvent },
  memberIds: readonly string[],
  phones: boolean,
): Promise<void> {
  for (const [toId, there] of await reachableOf(act, memberIds)) {
    const way = wayTo({ kind: 'member', ...there }, phones);
    if (way === null) continue;
    const about = { moveId: `${id}:${event}`, exchangeId: id, event, aboutId: toId };
    const noticeId = await writeNotice(act, { ...about, side: 'elder', toKind: 'member', toId });
    if (way === 'page') continue;
    await writeOutbox(act, { noticeId, channel: way, regionCode: there.regionCode, toId });
  }
}

/** 公益时间 is the town's to give out: whoever answers for it hears that what it has was put right. Not whoever did it. */
export async function tellTown(
  act: Act,
  { id, event }: { id: string; event: BookEvent },
  townIds: readonly string[],
): Promise<void> {
  for (const toId of await townOfficersOf(act, townIds)) {
    if (toId === act.actor.id) continue;
    const about = { moveId: `${id}:${event}`, exchangeId: id, event, aboutId: null };
    await writeNotice(act, { ...about, side: 'helper', toKind: 'user', toId });
  }
}
