/** 告知: whoever walks the villages of a storm hears when it is declared, when nobody is sent any more, and when it is over. */
import type { Act } from '#db/act';
import type { StormEvent } from '#domain/telling';
import { walkersIn } from '#records/around';
import { writeNotice } from '#records/notice';
import type { StormRow } from '#records/storm';

export async function tellOfStorm(act: Act, { id, regionCode }: StormRow, event: StormEvent): Promise<void> {
  const users = await walkersIn(act, regionCode);
  for (const toId of users.filter((one) => one !== act.actor.id)) {
    const about = { moveId: `${id}:${event}`, exchangeId: id, event, aboutId: null };
    await writeNotice(act, { ...about, side: 'helper', toKind: 'user', toId });
  }
}
