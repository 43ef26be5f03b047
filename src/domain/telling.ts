/**
 * 告知: who is told of what happened to an exchange. Acting for somebody is told to her or her family afterwards (ux rule
 * 11); whoever did it is not told, and nobody is told twice of one thing.
 */
import type { Actor } from '#domain/actor';
import { addDays, type Day } from '#domain/day';
import type { MoveName, State } from '#domain/exchange';
import type { PairingMoveName, PairingState } from '#domain/pairing';
import type { Role } from '#domain/permission';
import { type MemberPlace, memberInReach } from '#domain/reach';
import { Refusal } from '#domain/refusal';

export const TOLD_EVENTS = [
  'asked',
  'approved',
  'matched',
  'withdrawn',
  'logged',
  'returned',
  'credited',
  'cancelled',
  'expired',
  'rejected',
  'reversed',
  'replaced',
] as const;
export type ToldEvent = (typeof TOLD_EVENTS)[number];

/** What the book itself did to somebody's minutes: an entry of hers corrected, minutes of an older scheme come in or taken back. */
export const BOOK_EVENTS = ['corrected', 'opened', 'openingReversed'] as const;
export type BookEvent = (typeof BOOK_EVENTS)[number];

/** What happened to a pair: to the two of them, to her kin, and to the helper where it came about without her. */
export const PAIR_EVENTS = ['paired', 'pairPaused', 'pairResumed', 'pairSubstitute', 'pairEnded'] as const;
export type PairEvent = (typeof PAIR_EVENTS)[number];

export const isPairEvent = (event: string): event is PairEvent => (PAIR_EVENTS as readonly string[]).includes(event);

const PAIR_EVENT_OF: Partial<Record<PairingMoveName, PairEvent>> = {
  confirm: 'paired',
  pause: 'pairPaused',
  resume: 'pairResumed',
  substitute: 'pairSubstitute',
  end: 'pairEnded',
  handOver: 'pairEnded',
  lapse: 'pairEnded',
};

/** Of what never began nobody is told that it is over. */
export const pairEvent = (move: PairingMoveName, from: PairingState | null): PairEvent | null =>
  from === 'proposed' ? null : (PAIR_EVENT_OF[move] ?? null);

/** 应急: it was declared, nobody is sent any more, it is over. Told to whoever walks its villages. */
export const STORM_EVENTS = ['stormDeclared', 'stormBegun', 'stormEnded'] as const;
export type StormEvent = (typeof STORM_EVENTS)[number];

export const isStormEvent = (event: string): event is StormEvent => (STORM_EVENTS as readonly string[]).includes(event);

/** Something happened to somebody, is reported, or is over. */
export const INCIDENT_EVENTS = ['incidentTold', 'incidentReported', 'incidentClosed'] as const;
export type IncidentEvent = (typeof INCIDENT_EVENTS)[number];

export const isIncidentEvent = (event: string): event is IncidentEvent =>
  (INCIDENT_EVENTS as readonly string[]).includes(event);

/** A book does not stand: a reading found a fault, the database was set back, or what was sealed is not what stands there. */
export const ALARMS = ['bookFault', 'bookSetBack', 'bookBent'] as const;
export type Alarm = (typeof ALARMS)[number];

/** Who hears of it: those who answer for the county's book, and those who look at it from outside. */
export const ALARMED = ['county', 'auditor'] as const satisfies readonly Role[];

export const isAlarm = (event: string): event is Alarm => (ALARMS as readonly string[]).includes(event);

/** From which side somebody looks at it: the elder, her contact or kin, whoever serves, the helper of her village; the office. */
export const SIDES = ['elder', 'close', 'volunteer', 'helper', 'office'] as const;
export type ToldSide = (typeof SIDES)[number];

const EVENT_OF: Partial<Record<MoveName, ToldEvent>> = {
  request: 'asked',
  holdByRule: 'approved',
  approve: 'approved',
  accept: 'matched',
  assign: 'matched',
  withdraw: 'withdrawn',
  signOut: 'logged',
  log: 'logged',
  logServed: 'logged',
  returnRequest: 'returned',
  returnRecord: 'returned',
  deny: 'returned',
  credit: 'credited',
  undo: 'cancelled',
  cancel: 'cancelled',
  callOff: 'cancelled',
  nobodyHome: 'cancelled',
  drop: 'cancelled',
  expire: 'expired',
  rejectRequest: 'rejected',
  reject: 'rejected',
  reverse: 'reversed',
  replace: 'replaced',
};

/** What a move is told as, or null where nobody needs to hear of it. A corrected record that is to be confirmed anew is told anew. */
export function toldEvent(move: MoveName, to: State): ToldEvent | null {
  if (move === 'correct') return to === 'logged' ? 'logged' : null;
  return EVENT_OF[move] ?? null;
}

/** A helper has lists of what waits for her: she is told of what came about without her, and of what goes back. */
const HELPER_HEARS: readonly (ToldEvent | PairEvent)[] = [
  ...(['pairPaused', 'pairEnded'] as const),
  'withdrawn',
  'logged',
  'returned',
  'credited',
  'cancelled',
  'expired',
  'rejected',
  'reversed',
  'replaced',
];

export type AddresseeKind = 'member' | 'contact' | 'user';

export interface Around {
  /** The ids of the humans who did it: logins and members alike. */
  doers: ReadonlySet<string>;
  elders: readonly { id: string; kinIds: readonly string[]; contactIds: readonly string[] }[];
  volunteerIds: readonly string[];
  helpers: readonly { userId: string; personId: string | null }[];
}

export interface Told {
  kind: AddresseeKind;
  id: string;
  side: ToldSide;
  /** The elder whom it is about, for those who are told on her behalf. */
  aboutId: string | null;
}

/** Everybody who is told, each once, on the side that is nearest to them. */
export function whoIsTold(event: ToldEvent | PairEvent, around: Around): Told[] {
  const { elders, volunteerIds, helpers, doers } = around;
  const heard = new Set(doers);
  const told: Told[] = [];
  const tell = (kind: AddresseeKind, id: string, side: ToldSide, aboutId: string | null, ...same: string[]) => {
    if ([id, ...same].some((one) => heard.has(one))) return;
    for (const one of [id, ...same]) heard.add(one);
    told.push({ kind, id, side, aboutId });
  };
  for (const { id } of elders) tell('member', id, 'elder', id);
  for (const id of volunteerIds) tell('member', id, 'volunteer', null);
  for (const { id, kinIds } of elders) for (const kinId of kinIds) tell('member', kinId, 'close', id);
  for (const { id, contactIds } of elders) for (const contactId of contactIds) tell('contact', contactId, 'close', id);
  if (!HELPER_HEARS.includes(event)) return told;
  for (const { userId, personId } of helpers) {
    tell('user', userId, 'helper', null, ...(personId === null ? [] : [personId]));
  }
  return told;
}

/** How somebody is reached: a message to the phone, the page that she is signed in to, a helper's own words. */
export type ToldWay = 'phone' | 'page' | 'inPerson';

/**
 * @param phones whether messages to phones leave this house at all: a number is no way where nothing is sent to it
 * @returns null where there is no way
 */
export function wayTo(
  whom: { kind: AddresseeKind; hasPhone: boolean; hasPage: boolean },
  phones: boolean,
): ToldWay | null {
  if (whom.kind === 'user') return 'page';
  if (whom.hasPhone && phones) return 'phone';
  if (whom.kind === 'contact') return null;
  return whom.hasPage ? 'page' : 'inPerson';
}

/** Minutes between one try and the next. After the last the message is dead, and a person decides. */
export const WAITS = [1, 5, 30, 120, 720] as const;
export const MOST_TRIES = WAITS.length + 1;

/** When to try again after so many tries, in ms; null when it was the last. */
export function waitAfter(tries: number): number | null {
  const minutes = WAITS[tries - 1];
  return minutes === undefined ? null : minutes * 60_000;
}

/** A message in Chinese is one SMS up to here; in Latin letters up to 160. */
export const SHORT = { 'zh-CN': 70, en: 160 } as const;

/** 当面告知: days that whoever told still remembers, today first. */
export const toldDays = (today: Day): Day[] => [0, 1, 2].map((ago) => addDays(today, -ago));

/** @throws Refusal day_in_future · day_too_long_ago, where nobody can say for sure any more */
export function readToldOn(today: Day, day: Day): Day {
  if (day > today) throw new Refusal('day_in_future', { field: 'toldOn' });
  if (!toldDays(today).includes(day)) throw new Refusal('day_too_long_ago', { field: 'toldOn' });
  return day;
}

/**
 * Whether whoever tells somebody in person also says what she has now: her own time, to herself, and only by an officer who
 * may read her passbook where she lives. Kin are told of the visit; what an elder has is hers to show.
 */
export const saysBalance = (actor: Actor, sides: readonly ToldSide[], person: MemberPlace): boolean =>
  sides.some((side) => side === 'elder' || side === 'volunteer') && memberInReach(actor, 'statement.read', person);

/** Why a message that did not arrive is not sent again. */
export const DROP_REASONS = ['told_otherwise', 'number_wrong', 'not_wanted', 'too_late', 'other'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/**
 * For how long what was read or told is kept: a year and the month after it, so that what somebody was told of one year can
 * still be looked up when the next year's list is made. What happened stands in the record for ever; these are only the
 * lines that said so.
 */
export const KEPT_DAYS = 400;
