/** This contact is not called any more. Helper, clerk or social worker. */
import { note } from '#records/audit';
import { endContact as close, findContact } from '#records/contact';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal not_found · already_done */
export async function endContact(desk: Desk, input: { id: string }): Promise<void> {
  await desk.write([], async (act) => {
    const { id, regionCode } = await findContact(act, input.id, 'member.correct');
    await close(act, id);
    const grant = grantOver(act, 'member.correct', regionCode);
    await note(act, { verb: 'end', noun: 'contact', subjectId: id, regionCode, grant });
  });
}
