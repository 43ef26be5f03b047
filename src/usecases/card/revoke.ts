/** 挂失: the card opens nothing any more. Helper, clerk or town, with a reason. */
import { Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { findCard, revokeCard as revoke } from '#records/card';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/** @throws Refusal reason_needed · not_found · already_done */
export async function revokeCard(desk: Desk, input: { id: string; reason: string }): Promise<void> {
  const reason = input.reason.trim();
  if (reason === '') throw new Refusal('reason_needed', { field: 'reason' });
  await desk.write([], async (act) => {
    const { id, regionCode } = await findCard(act, input.id, 'card.revoke');
    await revoke(act, id, reason);
    const grant = grantOver(act, 'card.revoke', regionCode);
    await note(act, { verb: 'revoke', noun: 'card', subjectId: id, regionCode, grant });
  });
}
