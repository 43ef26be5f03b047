/** 手机上没收下的: what phones wrote and the house could not take in, for the helper and her town; open until somebody deals with it. */
import type { Act } from '#db/act';
import type { Instant } from '#domain/day';
import { mayEver } from '#domain/permission';
import { must } from '#domain/refusal';
import { note } from '#records/audit';
import { countRefusals, findRefusal, openRefusals, settleRefusal } from '#records/field-refusal';
import { namesOf } from '#records/name';
import type { Desk } from '#usecases/desk';
import { type HandedIn, opened } from '#usecases/field/file';
import { grantOver } from '#usecases/under';

const MOST = 200;

export interface OpenRefusals {
  rows: HandedIn['refused'];
  /** Who wrote and who handed in, by id. */
  names: Map<string, string>;
}

export const readRefused = (desk: Desk): Promise<OpenRefusals> =>
  desk.read(async (act) => {
    const rows = await opened(act, await openRefusals(act, MOST));
    return {
      rows,
      names: await namesOf(
        act,
        rows.flatMap(({ row }) => [row.writerId, row.enteredBy]),
      ),
    };
  });

/** Null for whoever neither writes records down nor decides on them. */
export const refusedWaiting = async (act: Act): Promise<{ count: number; oldest: Instant | null } | null> =>
  mayEver(act.actor, 'exchange.log') || mayEver(act.actor, 'exchange.approve') ? countRefusals(act) : null;

/** 不用记了: written down elsewhere, or a mistake. The body stays. @throws Refusal not_found · already_done */
export async function dropRefused(
  desk: Desk,
  which: { writerId: string; id: string; bodyHash: string },
): Promise<void> {
  await desk.write([], async (act) => {
    const row = await findRefusal(act, which, 'exchange.log');
    await settleRefusal(act, row);
    const regionCode = must(row.regionCode);
    const grant = grantOver(act, 'exchange.log', regionCode);
    await note(act, {
      verb: 'drop',
      noun: 'phoneRecord',
      subjectId: row.writerId,
      regionCode,
      grant,
      reason: row.code,
    });
  });
}
