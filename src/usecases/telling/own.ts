/** 消息: what somebody was told of, newest first, and what of it is new to her. Everybody reads her own and nobody else's. */
import { exchangeInReach } from '#domain/reach';
import { countOwn, countUnread, markRead, ownNotices } from '#records/notice';
import { pairingsInReach } from '#records/pairing';
import type { Desk } from '#usecases/desk';
import { type Telling, tellingsFor } from '#usecases/telling/read';

export interface OwnNotices {
  /** `opens` = she still reaches the record that it is about; what the book did stands in her passbook. */
  lines: (Telling & { opens: boolean })[];
  count: number;
}

export const listNotices = (desk: Desk, { limit, offset }: { limit: number; offset: number }): Promise<OwnNotices> =>
  desk.read(async (act) => {
    const tellings = await tellingsFor(act, await ownNotices(act, limit, offset));
    const pairs = await pairingsInReach(
      act,
      tellings.flatMap(({ pair }) => pair?.pairing.id ?? []),
    );
    const opens = ({ line, pair }: Telling) =>
      (pair !== undefined && pairs.has(pair.pairing.id)) ||
      (line !== null &&
        exchangeInReach(act.actor, 'exchange.read', {
          ...line.exchange,
          volunteerIds: line.exchange.volunteers.map(({ memberId }) => memberId),
        }));
    return { lines: tellings.map((telling) => ({ ...telling, opens: opens(telling) })), count: await countOwn(act) };
  });

export const unreadNotices = (desk: Desk): Promise<number> => desk.read(countUnread);

/** 知道了. What is not hers stays as it is; pressed twice it is read once. */
export const readNotices = (desk: Desk, ids: readonly string[]): Promise<void> =>
  desk.write([], (act) => markRead(act, ids, act.actor.id));
