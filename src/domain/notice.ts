/** 公示: when minutes that wait on a village's notice can be used at the latest. */
import { addDays, type Day } from '#domain/day';
import { monthCloses } from '#domain/flags';

/**
 * The day from which they can be used when nobody objects: the month's notice is posted once its books are closed and
 * hangs for `publicDays` (`notice.publicDays`).
 * @param creditedOn a record for the month before may have stood on an earlier notice; later than this it is never
 * @param closeDay `log.closeDay`
 */
export const usableAfterNotice = (creditedOn: Day, closeDay: number, publicDays: number): Day =>
  addDays(monthCloses(creditedOn, closeDay), publicDays);
