/** 排班表: the visits of a week before they happen. */

/** What a line comes from: a pair that goes by its rhythm, or something that was asked for. */
export const ROSTER_KINDS = ['pairing', 'order'] as const;
export type RosterKind = (typeof ROSTER_KINDS)[number];
