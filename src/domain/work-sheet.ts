/** 工作月报: what a helper did in a month, for her wage claim. Every figure is the length of a list (village-practice 19). */
import type { Day } from '#domain/day';

export const WORK_LISTS = ['due', 'made', 'missed', 'excused', 'found', 'closed', 'trainings', 'orders'] as const;
export type WorkList = (typeof WORK_LISTS)[number];

/** A row of any of the lists, in ids and days: names are read when it is shown. */
export interface WorkRow {
  id: string;
  memberId: string | null;
  on: Day;
  /** What of it: a due's kind, an alert's kind, a topic, a service. */
  what: string;
  /** Of a training or an order. */
  minutes?: number;
}

export type WorkLists = Record<WorkList, WorkRow[]>;

export type WorkFigures = Record<WorkList, number> & { trainingMinutes: number };

/** @returns each list's length, and the minutes of what was attended */
export const figuresOf = (lists: WorkLists): WorkFigures => ({
  ...(Object.fromEntries(WORK_LISTS.map((list) => [list, lists[list].length])) as Record<WorkList, number>),
  trainingMinutes: lists.trainings.reduce((sum, { minutes = 0 }) => sum + minutes, 0),
});

/** A due as the sheet asks about it. */
export interface WorkDue {
  memberId: string;
  kind: string;
  fromDay: Day;
  dueOn: Day;
  metOn: Day | null;
  droppedOn: Day | null;
  /** She was away on its last day. */
  away: boolean;
}

/** Met within it, or late but met; missed; or nobody could be asked to. */
export type WorkDueStands = 'made' | 'missed' | 'excused' | null;

/**
 * How a due that ended in a month stands on the sheet. Owed no more before its day counts nowhere; who was away is excused.
 * @param lastDay the month's last, or today where it still runs: what is not over is not missed
 */
export function workStanding({ dueOn, metOn, droppedOn, away }: WorkDue, lastDay: Day): WorkDueStands {
  if (metOn !== null) return 'made';
  if (droppedOn !== null) return null;
  if (away) return 'excused';
  return dueOn <= lastDay ? 'missed' : null;
}
