/** 核账 from its beginning to its end: read apart from the house, with a sign of life every few seconds. */
import type { ReadSoFar } from '#domain/audit-run';
import { Refusal } from '#domain/refusal';
import { keptAlive } from '#jobs/alive';
import type { ReadBooks } from '#jobs/reader';
import type { AuditRun } from '#ledger/audit-run';
import { type Desk, deskFor, type House } from '#usecases/desk';
import { auditGoesOn, beginAudit, breakOffAudit, keepAudit } from '#usecases/ledger/audit';

const deskOf = (house: House): Desk =>
  deskFor(house, { actor: { kind: 'job', id: 'job:audit' }, requestId: 'job-audit' });

/**
 * Go through with one that was begun.
 * @returns how many entries were read
 * @throws Error when the books were not read to the end; then it stands as broken off
 */
export async function carryOutAudit(house: House, { id, progress }: AuditRun, read: ReadBooks): Promise<number> {
  let soFar: readonly ReadSoFar[] = progress;
  const tell = () => auditGoesOn(deskOf(house), id, soFar);
  const hear = (told: ReadSoFar[]) => {
    soFar = told;
  };
  try {
    const reading = await keptAlive(tell, () => read(hear));
    return await keepAudit(deskOf(house), id, reading);
  } catch (error) {
    // A house that is closed cannot write it down: then its silence says so.
    await breakOffAudit(deskOf(house), id).catch(() => {});
    throw error;
  }
}

/** The night's own. @throws Refusal `audit_running` while another one goes on: the next hour tries again */
export async function auditByNight(desk: Desk, read: ReadBooks): Promise<number> {
  const { run, isNew } = await beginAudit(desk);
  if (!isNew) throw new Refusal('audit_running');
  return carryOutAudit(desk.house, run, read);
}
