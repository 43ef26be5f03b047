/**
 * What a helper's phone wrote down at the door, as the house understands it: whatever form it was written on, a record is
 * this. A reader takes nothing for granted: the phone may be old, its store half lost, its clock in 1970.
 */
import type { Day, Instant } from '#domain/day';
import type { Heard } from '#domain/field/clock';
import type { UNASKED_REASONS } from '#domain/reason';
import type { Times } from '#domain/served';

/** Who was there at a door of a round: seen, nobody, or only heard on the telephone. */
export const FOUND = ['seen', 'absent', 'phone'] as const;
export type Found = (typeof FOUND)[number];

export interface Door {
  memberId: string;
  found: Found;
  note: string | null;
}

/** A meal run, the morning's calls: more doors than a sheet has lines are two sheets. */
export const MOST_DOORS = 12;

export interface FieldRecord {
  /** Made by the phone: one record, however often it is sent. */
  id: string;
  /** For whom; of a round those who were seen or heard. */
  memberIds: string[];
  serviceCode: string;
  volunteers: { memberId: string; minutes?: number; relative: boolean }[];
  times: Times;
  /** Days before the day of saving: 0 = the same day. */
  ago: number;
  /** What the phone's calendar called that day; '' when it said nothing that is a day. */
  phoneDay: Day | '';
  /** The day as she wrote it out; '' where she pressed 今天 or the like, which a clock says. */
  on: Day | '';
  /** The order that this visit was; 'new' = none of them; null = the helper was not asked. */
  order: string | null;
  reason: (typeof UNASKED_REASONS)[number];
  /** A line a door, for a round; empty for a visit. */
  doors: Door[];
  /** The record that this puts right, and how far that had come when the phone last heard of it; null for a visit. */
  corrects: { exchangeId: string; version: number } | null;
  /** She told the elder or the family there and then: 已当面告知. */
  told: boolean;
  /** The recipient's PIN, sealed on the phone. */
  pin: { memberId: string; sealed: string } | null;
  /** By the phone's clock; null when it is no moment at all. */
  savedAt: Instant | null;
  /** What the phone knew of its clock by then; null on forms of older pages. */
  heard: Heard | null;
}
