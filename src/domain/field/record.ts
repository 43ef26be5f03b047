/**
 * What a helper's phone wrote down at the door, as the house understands it: whatever form it was written on, a record is
 * one of these. A reader takes nothing for granted: the phone may be old, its store half lost, its clock in 1970.
 */
import type { Day, HalfDay, Instant, MinuteOfDay } from '#domain/day';
import type { Heard } from '#domain/field/clock';
import type { FieldFound } from '#domain/field/found';
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

/** What stands in every record of a phone. */
export interface Kept {
  /** Made by the phone: one record, however often it is sent. */
  id: string;
  /** For whom; of a round those who were seen or heard. */
  memberIds: string[];
  /** Days before the day of saving: 0 = the same day, -1 = 明天. */
  ago: number;
  /** What the phone's calendar called that day; '' when it said nothing that is a day. */
  phoneDay: Day | '';
  /** The day as she wrote it out; '' where she pressed 今天 or the like, which a clock says. */
  on: Day | '';
  /** By the phone's clock; null when it is no moment at all. */
  savedAt: Instant | null;
  /** What the phone knew of its clock by then; null on forms of older pages. */
  heard: Heard | null;
}

/** What stands in every record of a service. */
export interface Saved extends Kept {
  serviceCode: string;
}

/** 记一次服务: a visit that was made, or one put right. */
export interface VisitRecord extends Saved {
  kind: 'visit';
  volunteers: { memberId: string; minutes?: number; relative: boolean }[];
  times: Times;
  /** The order that this visit was; 'new' = none of them; null = the helper was not asked. */
  order: string | null;
  /** The phone's own id of the going out that this visit was: it may have no other yet. */
  went: string | null;
  reason: (typeof UNASKED_REASONS)[number];
  /** A line a door, for a round; empty for a visit. */
  doors: Door[];
  /** The record that this puts right, and how far that had come when the phone last heard of it; null for a visit. */
  corrects: { exchangeId: string; version: number } | null;
  /** She told the elder or the family there and then: 已当面告知. */
  told: boolean;
  /** Between relatives, who else can say so; null where nobody was asked. */
  witness: FieldWitness | null;
  /** How she was met and what was wrong; null where nothing was said of it. */
  found: FieldFound | null;
  /** The recipient's PIN, sealed on the phone. */
  pin: { memberId: string; sealed: string } | null;
}

/** A member, or somebody by name and telephone. */
export type FieldWitness = { memberId: string } | { name: string; phone: string };

/** How somebody agreed to be asked for. */
export const CONSENTS = ['inPerson', 'phone', 'family'] as const;

/** 请人帮手: what an elder agreed to at her door. Her balance and who pays were not known there. */
export interface AskRecord extends Saved {
  kind: 'ask';
  /** Its day lies ahead. */
  coming: true;
  minutes: number;
  /** The time of the clock where one was written, and the half-day in any case. */
  start: MinuteOfDay | null;
  halfDay: HalfDay;
  wish: string | null;
  urgent: boolean;
  consentHow: (typeof CONSENTS)[number];
}

/** 没见到人: she went, for an order or of her own accord, and nobody was at home. */
export interface AbsentRecord extends Saved {
  kind: 'absent';
  /** What she went for. */
  of: { order: string } | { went: Going };
  note: string | null;
}

/** A setting out that is still on the phone only: by the id it has there, and who went, since this may come before it. */
export interface Going extends Pick<GoRecord, 'volunteerIds' | 'another'> {
  id: string;
}

/** 现在去: registered before it begins, because insurance pays only for what stood there beforehand. */
export interface GoRecord extends Saved {
  kind: 'go';
  volunteerIds: string[];
  /** She was shown the orders around it, and it is none of them. */
  another: boolean;
}

/** 探访: somebody was looked in on, by whoever wrote it. It earns nobody a minute. */
export interface DutyRecord extends Kept {
  kind: 'duty';
  found: FieldFound;
}

export type FieldRecord = VisitRecord | AskRecord | AbsentRecord | GoRecord | DutyRecord;
