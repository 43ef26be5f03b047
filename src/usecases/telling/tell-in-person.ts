/** 已当面告知: whoever walks the village says that she has told it, and on which day. */
import type { Day } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { readToldOn } from '#domain/telling';
import { note } from '#records/audit';
import { inPersonById, settleInPerson } from '#records/in-person';
import { markRead } from '#records/notice';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/**
 * Of each record also what came before it. Pressed twice, what was told is found told and keeps its first day.
 * @param ids rows of the outbox, several people's as well
 * @returns how many people were told
 * @throws Refusal nothing_ticked · not_found · day_in_future · day_too_long_ago
 */
export const tellInPerson = (desk: Desk, { ids, toldOn }: { ids: readonly string[]; toldOn: Day }): Promise<number> =>
  desk.write([], async (act) => {
    const wanted = new Set(ids);
    if (wanted.size === 0) throw new Refusal('nothing_ticked', { field: 'told' });
    const day = readToldOn(act.today, toldOn);
    const rows = await inPersonById(act, [...wanted]);
    if (rows.length < wanted.size) throw new Refusal('not_found');
    const people = new Set<string>();
    for (const one of rows) {
      const told = await settleInPerson(act, one, day);
      await markRead(
        act,
        told.map(({ noticeId }) => noticeId),
      );
      for (const { noticeId, regionCode, toId } of told) {
        people.add(toId);
        const grant = grantOver(act, 'notice.tell', regionCode);
        await note(act, { verb: 'tell', noun: 'notice', subjectId: noticeId, regionCode, grant });
      }
    }
    return people.size;
  });
