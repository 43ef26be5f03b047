/** What a pairing owes follows its state: from the day it begins or goes on, and no more when it rests or is over. */
import type { Act } from '#db/act';
import type { Pairing } from '#records/pairing';
import { dropDues } from '#records/visit-due';
import { owe } from '#usecases/visit/owe';

export const stopOwing = (
  act: Act,
  { id, elderId }: Pairing,
  reason: 'pairing_ended' | 'pairing_paused',
): Promise<void> => dropDues(act, { memberId: elderId, reason, pairingId: id });

export const beginOwing = (act: Act, { elderId }: Pairing): Promise<void> => owe(act, [elderId]);
