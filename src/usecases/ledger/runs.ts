/** 核账 as officers and the auditor see it: when the books were read, for whom, how far it is or what was found. */
import type { Act } from '#db/act';
import { isGone, type ReadSoFar } from '#domain/audit-run';
import { type AuditRun, auditsOf, countAuditRuns, findAuditRun, listAuditRuns, runningNow } from '#ledger/audit-run';
import type { Audit } from '#ledger/audited';
import type { Journal } from '#ledger/journal';
import { namesOf } from '#records/name';
import { type PlaceName, placeNames } from '#records/place';
import type { Desk } from '#usecases/desk';
import { journalsInReach } from '#usecases/ledger/view';

export interface RunSeen {
  run: Pick<AuditRun, 'id' | 'startedAt' | 'seenAt' | 'finishedAt' | 'startedBy'>;
  /** `broken`: its process was ended, whether anybody wrote that down or not. */
  state: AuditRun['state'];
  /** Name of an officer; null for the night. */
  who: string | null;
  /** In reach, in the order of the counties. */
  books: { journal: Journal; county: PlaceName | null; soFar: ReadSoFar | null; found: Audit | null }[];
}

const stateOf = (run: AuditRun, now: number): AuditRun['state'] =>
  run.state === 'running' && isGone(run, now) ? 'broken' : run.state;

async function seen(act: Act, runs: readonly AuditRun[]): Promise<RunSeen[]> {
  const found = await auditsOf(
    act,
    runs.map(({ id }) => id),
  );
  const names = await namesOf(
    act,
    runs.map(({ startedBy }) => startedBy),
  );
  const journals = await journalsInReach(act);
  const places = await placeNames(
    act,
    journals.map(({ countyCode }) => countyCode),
  );
  return runs.map((run) => ({
    run,
    state: stateOf(run, act.now),
    who: names.get(run.startedBy) ?? null,
    books: journals.map((journal) => ({
      journal,
      county: places.get(journal.countyCode) ?? null,
      soFar: run.progress.find((one) => one.journal === journal.id) ?? null,
      found: (found.get(run.id) ?? []).find((one) => one.journal === journal.id) ?? null,
    })),
  }));
}

/** The newest first. */
export const listAudits = (
  desk: Desk,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ runs: RunSeen[]; count: number }> =>
  desk.read(async (act) => ({
    runs: await seen(act, await listAuditRuns(act, limit, offset)),
    count: await countAuditRuns(act),
  }));

/** @throws Refusal `not_found` */
export const viewAudit = (desk: Desk, id: string): Promise<RunSeen> =>
  desk.read(async (act) => {
    const [run] = await seen(act, [await findAuditRun(act, id)]);
    return run as RunSeen;
  });

/** Id of the one that goes on; null where none does. */
export const auditGoingOn = (desk: Desk): Promise<string | null> =>
  desk.read(async (act) => {
    const run = await runningNow(act);
    return run && stateOf(run, act.now) === 'running' ? run.id : null;
  });
