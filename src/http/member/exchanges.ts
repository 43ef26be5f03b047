/** 服务单 of one member: all that this officer reaches, 25 a page, the newest or the oldest first. */
import { toldExchange } from '#http/member/care-told';
import { fileFor, idOf } from '#http/member/visit';
import { type Page, page, type Route, type Visit } from '#http/route';
import { textOf, withQuery } from '#http/staff-page';
import { memberExchanges } from '#usecases/member/exchanges';

const ORDERS = ['newest', 'oldest'] as const;
type Order = (typeof ORDERS)[number];

async function list(visit: Visit): Promise<Page> {
  const { t, query, desk } = visit;
  const { head } = await fileFor(visit);
  const order = ORDERS.find((one) => one === textOf(query, 'order')) ?? 'newest';
  const asked = /^\d{1,6}$/.test(textOf(query, 'page')) ? Number(textOf(query, 'page')) : 1;
  const { lines, count, page: at, of } = await memberExchanges(desk, { id: idOf(visit), order, page: asked });
  const address = (one: Order, number: number) =>
    withQuery(`/members/${head.id}/exchanges`, {
      order: one === 'newest' ? null : one,
      page: number === 1 ? null : String(number),
    });
  return page('member/exchanges', {
    head,
    count,
    orders: ORDERS.map((one) => ({ href: address(one, 1), words: t(`member.order.${one}`), here: one === order })),
    lines: lines.map((line) => toldExchange(visit, line)),
    before: at > 1 ? address(order, at - 1) : '',
    after: at < of ? address(order, at + 1) : '',
  });
}

export const routes: Route[] = [{ method: 'GET', url: '/members/:id/exchanges', needs: 'desk.read', handle: list }];
