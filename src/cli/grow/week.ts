/**
 * A stretch of days in one county: its visits, its month's grants, and the part of the book they make, written in one unit.
 * The book only runs forwards, so what touches it is done in the order of its instants.
 */

import type { Life } from '#cli/grow/life';
import { type Purse, turnMonth } from '#cli/grow/purse';
import type { Stage } from '#cli/grow/stage';
import { insertMany } from '#db/bulk';
import { decisions, evidence, exchangeBeneficiaries, exchanges, exchangeVolunteers, moves } from '#db/schema/care';
import { audit } from '#db/schema/office';
import { addMonths, type Day, firstOfMonth, type Instant, instantOf } from '#domain/day';
import { writeBatch, written } from '#ledger/batch';

/** What happens at an instant and touches the book. */
export interface Moment {
  at: Instant;
  happens: () => void;
}

/** The first of a month, if it lies in these days. */
export function monthsIn(stage: Stage, purse: Purse, from: Day, before: Day): Moment[] {
  const found: Moment[] = [];
  const begin = firstOfMonth(from) === from ? from : addMonths(firstOfMonth(from), 1);
  for (let first = begin; first < before; first = addMonths(first, 1)) {
    const month = first;
    found.push({ at: instantOf(month, 12 * 60), happens: () => turnMonth(stage, purse, month) });
  }
  return found;
}

/** One after the other; what a moment plans for later has its turn too. */
export function run(moments: Moment[]): void {
  moments.sort((a, b) => a.at - b.at);
  for (const moment of moments) moment.happens();
}

/** Write what these lives have come to, and the entries they made. */
export async function writeWeek(stage: Stage, purse: Purse, lives: readonly Life[]): Promise<void> {
  const beneficiaries = lives.flatMap(({ exchange }) =>
    exchange.beneficiaryIds.map((memberId) => ({ exchangeId: exchange.id, memberId, servedOn: exchange.servedOn })),
  );
  await stage.desk.write([purse.batch.journal], async (act) => {
    const { tx } = act;
    await insertMany(
      tx,
      exchanges,
      lives.map((life) => life.exchange),
    );
    await insertMany(tx, exchangeBeneficiaries, beneficiaries);
    await insertMany(
      tx,
      exchangeVolunteers,
      lives.flatMap((life) => life.exchange.volunteers),
    );
    await insertMany(
      tx,
      moves,
      lives.flatMap((life) => life.moves),
    );
    await insertMany(
      tx,
      evidence,
      lives.flatMap((life) => life.facts),
    );
    await insertMany(
      tx,
      decisions,
      lives.flatMap((life) => life.decision ?? []),
    );
    await insertMany(
      tx,
      audit,
      lives.flatMap((life) => life.notes),
    );
    await writeBatch(act, purse.batch);
  });
  written(purse.batch);
}
