/** 手机上没收下的: what phones wrote and the house could not take in, for the helper and her town; open until somebody deals with it. */
import type { Act } from '#db/act';
import type { Instant } from '#domain/day';
import { mayEver } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { countRefusals, findRefusal, openRefusals, overtakenRefusals, settleRefusal } from '#records/field-refusal';
import { namesOf } from '#records/name';
import { userById } from '#records/user';
import type { Desk } from '#usecases/desk';
import { opened, parsed, type Refused } from '#usecases/field/file';
import { takeRecord } from '#usecases/field/take';
import { grantOver } from '#usecases/under';

const MOST = 200;
/** How long what closed by itself is still shown. */
const CLOSED_DAYS = 30;
const DAY_MS = 86_400_000;

export interface OpenRefusals {
  rows: Refused[];
  /** Corrections that closed by themselves: their record waits for none any more. */
  closed: Refused[];
  /** Who wrote and who handed in, by id. */
  names: Map<string, string>;
}

export const readRefused = (desk: Desk): Promise<OpenRefusals> =>
  desk.read(async (act) => {
    const rows = await opened(act, await openRefusals(act, MOST));
    const closed = await opened(act, await overtakenRefusals(act, act.now - CLOSED_DAYS * DAY_MS, MOST));
    return {
      rows,
      closed,
      names: await namesOf(
        act,
        [...rows, ...closed].flatMap(({ row, overtaken }) => [
          row.writerId,
          row.enteredBy,
          overtaken?.by?.actorId ?? null,
        ]),
      ),
    };
  });

/** Null for whoever neither writes records down nor decides on them. */
export const refusedWaiting = async (act: Act): Promise<{ count: number; oldest: Instant | null } | null> =>
  mayEver(act.actor, 'exchange.log') || mayEver(act.actor, 'exchange.approve') ? countRefusals(act) : null;

export interface Which {
  writerId: string;
  id: string;
  bodyHash: string;
}

/**
 * 是不是这一单, answered for what a phone wrote: it is taken in under the phone's id and whoever wrote it, so that a later sync
 * finds it there. Whoever answers hands it in, and neither checks nor approves it.
 * @param order one of the choices; 'new' = none of them
 * @throws Refusal not_found · already_done · what taking it in refuses
 */
export async function answerRefused(desk: Desk, which: Which, order: string): Promise<void> {
  const found = await desk.read(async (act) => {
    const row = await findRefusal(act, which, 'exchange.log');
    if (row.settledAt !== null) throw new Refusal('already_done');
    const writer = must(await userById(act, row.writerId));
    return { row, writer, raw: parsed(act.vault.open(row.bodySealed)) };
  });
  const { row, raw } = found;
  const writer = { id: found.writer.id, personId: found.writer.personId };
  const receipt = await takeRecord(desk, raw, { way: row.way, writer, order, arrivedAt: row.firstAt });
  if (receipt.outcome === 'refused') throw new Refusal(receipt.code, receipt.params);
  if (receipt.outcome === 'later') throw new Refusal('too_slow');
}

/** Why what a phone wrote is not taken in. The words are `station.drop.<code>`. */
export const DROP_REASONS = ['elsewhere', 'not_made', 'not_right'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** 不用记了, with the reason. The body stays. @throws Refusal not_found · already_done */
export async function dropRefused(desk: Desk, which: Which, reason: DropReason): Promise<void> {
  await desk.write([], async (act) => {
    const row = await findRefusal(act, which, 'exchange.log');
    await settleRefusal(act, row);
    const regionCode = must(row.regionCode);
    const grant = grantOver(act, 'exchange.log', regionCode);
    await note(act, { verb: 'drop', noun: 'phoneRecord', subjectId: row.writerId, regionCode, grant, reason });
  });
}
