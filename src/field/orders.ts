/** 是不是这一单: orders that a visit may have been. Two records of one visit would be paid twice. */
import { addDays, type Day, daysBetween } from '#domain/day';
import type { Order, Roster } from '#field/types';

const meets = (one: readonly string[], other: readonly string[]): boolean => one.some((id) => other.includes(id));

/**
 * Of these people, a day before or after, taken by one of these volunteers or by nobody yet.
 * @param volunteerIds empty while nobody knows who went: then whoever took it
 */
export const ordersAround = (
  orders: readonly Order[],
  memberIds: readonly string[],
  volunteerIds: readonly string[],
  day: Day,
): Order[] =>
  orders.filter(
    (order) =>
      meets(order.memberIds, memberIds) &&
      Math.abs(daysBetween(order.plannedOn, day)) <= 1 &&
      (volunteerIds.length === 0 || order.volunteerIds.length === 0 || meets(order.volunteerIds, volunteerIds)),
  );

/** Further back than this an order is no longer of this round. */
const DUE_DAYS = 7;

/** Overdue first, then today's; not those of somebody who is not at home. */
export function ordersDue({ orders, people }: Pick<Roster, 'orders' | 'people'>, today: Day): Order[] {
  const away = new Set(people.filter((one) => one.away !== null).map(({ id }) => id));
  return orders
    .filter(({ plannedOn }) => plannedOn <= today && plannedOn >= addDays(today, -DUE_DAYS))
    .filter(({ memberIds }) => memberIds.some((id) => !away.has(id)))
    .sort((a, b) => (a.plannedOn < b.plannedOn ? -1 : a.plannedOn > b.plannedOn ? 1 : 0));
}
