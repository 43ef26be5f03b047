/** 已约: minutes set aside for an approved request, and given back when it ends without service. */
import type { Act } from '#db/act';
import { openHolds, releaseLines } from '#ledger/hold';
import { type Line, type Posted, post } from '#ledger/post';
import type { Cover } from '#usecases/exchange/cover';

/** Post the hold of a plan that covers everything. The key carries the version, because a request can be approved anew. */
export async function holdCover(
  act: Act,
  exchange: { id: string; version: number },
  plan: Pick<Cover, 'lines'>,
  approverId: string | undefined,
): Promise<Posted> {
  const lines: Line[] = plan.lines.map(({ account, minutes }) => ({
    kind: 'hold',
    from: account,
    minutes,
    hold: act.ids('hld'),
  }));
  return post(act, {
    event: 'hold',
    subjectId: exchange.id,
    lines,
    key: `hold:${exchange.id}:${exchange.version}`,
    approverId,
  });
}

/** Give back whatever is still held for an exchange; nothing is posted when nothing is. */
export async function releaseHeld(act: Act, exchange: { id: string; version: number }, reason: string): Promise<void> {
  const held = await openHolds(act, exchange.id);
  if (held.length === 0) return;
  await post(act, {
    event: 'release',
    subjectId: exchange.id,
    lines: releaseLines(held),
    key: `release:${exchange.id}:${exchange.version}`,
    reason,
  });
}
