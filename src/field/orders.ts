/** 是不是这一单: orders that a visit may have been. Two records of one visit would be paid twice. */
import { type Day, daysBetween } from '#domain/day';
import type { Order } from '#field/types';

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
