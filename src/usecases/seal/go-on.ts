/**
 * 重新起头: the database was set back behind what was sealed, and a person answers for going on with it. The head beside the
 * key stays in its folder under another name, the log goes on under another name too, and who decided it and why is public.
 */
import { reachFor } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { findJournal } from '#ledger/journal';
import { writeBeginning } from '#ledger/new-beginning';
import type { Seal } from '#ledger/seal';
import { refuseSetBack } from '#ledger/set-back';
import { note } from '#records/audit';
import { userByLogin } from '#records/user';
import { loadActor } from '#usecases/access/actor';
import { type Desk, deskFor } from '#usecases/desk';
import { forgetStanding } from '#usecases/seal/standing';

const MOST_WORDS = 500;

export interface GoOn {
  journal: string;
  because: string;
  /** Login of the officer who answers for it. */
  by: string;
}

/**
 * Only for a command (`src/cli/seal.ts`).
 * @throws Refusal `no_seal` · `not_found` for an unknown journal or login · `not_yours` when this officer may not decide it ·
 *   `reason_needed` · `book_not_set_back` when there is nothing to decide
 */
export async function goOnAnew(desk: Desk, { journal, because, by }: GoOn): Promise<void> {
  if (desk.actor.kind !== 'job') throw new Refusal('not_yours');
  const seal = must(desk.house.seal, 'no_seal');
  const words = because.trim().slice(0, MOST_WORDS);
  if (words === '') throw new Refusal('reason_needed');
  const actor = must(await desk.read(async (act) => loadActor(act, must(await userByLogin(act, by)).id, act.today)));
  const own = deskFor(desk.house, { actor, requestId: desk.requestId });
  await own.write([], async (act) => {
    const { countyCode: regionCode } = await findJournal(act, journal);
    const reach = must(reachFor(actor, 'journal.goOn', { regionCodes: [regionCode] }), 'not_yours');
    const grant = reach.by === 'region' ? reach.grant : null;
    const laidAside = await keptSetBack(() => refuseSetBack(act, seal, journal), seal, journal);
    await writeBeginning(act, { journal, laidAside, because: words });
    await note(act, { verb: 'goOn', noun: 'journal', subjectId: journal, regionCode, grant });
  });
  // Written first: broken off in between, nothing has begun anew without anybody who answers for it.
  seal.beginAnew(journal);
  forgetStanding(seal, journal);
}

/** The head beside the key, when the database is indeed behind it. */
async function keptSetBack(look: () => Promise<void>, seal: Seal, journal: string): Promise<string> {
  try {
    await look();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'book_set_back') return must(seal.kept(journal));
    throw error;
  }
  throw new Refusal('book_not_set_back');
}
