/** 服务单 of one member, on either side of them, as far as this officer reaches: page by page, the newest or the oldest first. */
import { firstOf, recentOf } from '#records/exchange';
import { findMember } from '#records/member';
import { countExchanges } from '#records/member-exchange';
import { involving } from '#records/member-list';
import type { Desk } from '#usecases/desk';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

const PAGE = 25;

export interface MemberExchanges {
  lines: ExchangeLine[];
  count: number;
  /** From 1; a page behind the last one is the last one. */
  page: number;
  of: number;
}

/** @throws Refusal not_found */
export const memberExchanges = (
  desk: Desk,
  asked: { id: string; order: 'newest' | 'oldest'; page: number },
): Promise<MemberExchanges> =>
  desk.read(async (act) => {
    const { id } = await findMember(act, asked.id, 'member.read');
    const where = involving(act, id);
    const count = await countExchanges(act, 'exchange.read', where);
    const of = Math.max(1, Math.ceil(count / PAGE));
    const page = Math.min(Math.max(1, asked.page), of);
    const list = asked.order === 'newest' ? recentOf : firstOf;
    const found = await list(act, 'exchange.read', where, PAGE, (page - 1) * PAGE);
    return { lines: await linesFor(act, found), count, page, of };
  });
