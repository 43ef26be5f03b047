/** What the phone keeps and what it says to the house. No names in the outbox: a record that waits holds ids only. */
import type { Day, HalfDay, Instant, MinuteOfDay } from '#domain/day';
import type { DueKind } from '#domain/due';
import type { Heard } from '#domain/field/clock';
import type { CONSENTS } from '#domain/field/record';
import type { AwayKind } from '#domain/member';
import type { UNASKED_REASONS } from '#domain/reason';
import type { Finding, VisitMode } from '#domain/visit';

/** Somebody for whom this helper may write a visit down. */
export interface Person {
  id: string;
  /** In the language of the page: as a tile names her, and what everybody calls her. */
  name: string;
  nickname: string | null;
  pinyin: string;
  initials: string;
  /** '' where it is not known. */
  hamlet: string;
  villageName: string;
  dueRank: number | null;
  recentRank: number | null;
  lastService: string | null;
  lastVolunteers: readonly string[];
  /** People under the same roof. */
  householdIds: readonly string[];
  phone: string | null;
  /** The numbers printed on her cards; a list that was taken along before there were any has none. */
  cards?: readonly string[];
  /** Where she is instead; null while she is at home. */
  away: AwayKind | null;
  /** Whose number `phone` is where it is not her own. Lists that were taken along before visits were owed have none of these. */
  phoneOf?: string;
  /** Somebody of hers to call, where `phone` is her own. */
  contact?: { name: string; phone: string } | null;
  owed?: Owed | null;
  /** Volunteers who are paired with her. */
  pairedIds?: readonly string[];
}

/** 应探访: from which day, and the last one by which it is not late. */
export interface Owed {
  kind: DueKind;
  from: Day;
  by: Day;
}

export interface Volunteer {
  id: string;
  name: string;
  pinyin: string;
  initials: string;
  village: string;
  /** A helper in post here earns nothing here, and is not offered. */
  inPost: boolean;
}

export interface Service {
  code: string;
  name: string;
  maxMinutes: number;
  enabled: boolean;
}

/** A visit that was asked for and not yet written down. */
export interface Order {
  id: string;
  memberIds: readonly string[];
  volunteerIds: readonly string[];
  plannedOn: Day;
  serviceCode: string;
  words: string;
}

/** What `/field/roster` answers. */
export interface Roster {
  at: Instant;
  expiresAt: Instant;
  /** Signed in here; her own file as a member, where she has one and the house said so. */
  user: { id: string; name: string; personId?: string | null };
  csrf: string;
  pinKey: JsonWebKey | null;
  people: readonly Person[];
  /** There are more of them, and they are not here: they stand behind the last of these. */
  cut?: boolean;
  volunteers: readonly Volunteer[];
  kin: readonly (readonly [volunteerId: string, memberId: string, bond: 'family' | 'relative'])[];
  /** The helper's own family: somebody else must write it down. */
  family: readonly string[];
  services: readonly Service[];
  orders: readonly Order[];
  /** Whom to call about what was found. */
  town?: { name: string; phone: string } | null;
  /** Of records, what the house reads today; a list that was taken along before it said so has none. */
  forms?: readonly string[];
}

/** Somebody who is no longer in this helper's village: told by name until it was read. */
export interface Gone {
  id: string;
  name: string;
  read: boolean;
}

export interface Brought {
  roster: Roster;
  /** By the phone's clock. */
  heardAt: number;
  /** In which language its words are. */
  lang: string;
  gone: Gone[];
}

/** What the house said of a record, in words: they lie among the people and not in the outbox. */
export type Said = Required<Pick<Receipt, 'words' | 'notes' | 'choices'>>;

/** She signed out where there was no network: the house hears of it before anything else. */
export interface Leaving {
  userId: string;
  csrf: string;
}

/** The helper's page is no place for the types of a browser: what a public key looks like, as far as we pass it on. */
interface JsonWebKey {
  kty?: string;
  n?: string;
  e?: string;
  alg?: string;
}

export const FORM = 'log.3';
/** What pages of before wrote a visit down on. */
export const FORMS_BEFORE = ['log.1', 'log.2'] as const;
/** What came back, put right. */
export const CORRECTION = 'correct.1';
/** Help that is asked for. */
export const ASK = 'ask.1';
/** Nobody was at home. */
export const ABSENT = 'absent.1';
/** Registered before she goes. */
export const GO = 'go.1';
/** Somebody was looked in on. */
export const DUTY = 'visit.1';
export const FOUND = ['seen', 'absent', 'phone'] as const;
export type Found = (typeof FOUND)[number];
export type Reason = (typeof UNASKED_REASONS)[number];

/** What stands in every record, as it is sent. It is under its fingerprint and never changes. */
interface KeptRecord {
  /** Made on the phone, 22 letters at random: the house takes each once. */
  id: string;
  memberIds: string[];
  /** What the phone's calendar said, and how many days before the day of saving (below 0: after it); `on` is the day that she wrote out herself. */
  day: { phone: Day; ago: number; on?: Day };
  /** By the phone's clock, whatever that says. */
  savedAt: Instant;
  /** What was known of that clock: when it last heard from the house, and how far it was off. */
  heard?: Heard;
}

interface SavedRecord extends KeptRecord {
  serviceCode: string;
}

/** How she was met and what was wrong. */
export interface Look {
  mode: VisitMode;
  findings: Finding[];
  note?: string;
}

/** A service, form `log.3` (or one of before, kept by an earlier page), or what puts one right, form `correct.1`. */
export interface VisitRecord extends SavedRecord {
  form: typeof FORM | (typeof FORMS_BEFORE)[number] | typeof CORRECTION;
  /** Of a correction: the record that it puts right, as far as that had come. */
  exchangeId?: string;
  version?: number;
  volunteers: { memberId: string; minutes?: number; relative?: boolean }[];
  times: { minutes: number; halfDay: HalfDay } | { start: MinuteOfDay; end: MinuteOfDay };
  /** The order that it was; 'new' = none of those that were shown; null = there was none to ask about. */
  order?: string | null;
  /** The setting out that it was, by its id on this phone. */
  went?: string;
  reason?: Reason;
  doors?: { memberId: string; found: Found; note?: string }[];
  toldInPerson?: boolean;
  /** Between relatives, who else can say so: somebody on the list, or in her own words, which leave with the receipt. */
  witness?: { memberId: string } | { name: string; phone: string };
  /** Of one elder; left out where nothing was said, and all was well. */
  found?: Look;
  pin?: { memberId: string; sealed: string };
}

/** 探访, form `visit.1`. */
export interface DutyRecord extends KeptRecord, Look {
  form: typeof DUTY;
}

/** 请人帮手, form `ask.1`. */
export interface AskRecord extends SavedRecord {
  form: typeof ASK;
  minutes: number;
  at: { halfDay: HalfDay } | { start: MinuteOfDay };
  wish?: string;
  urgent?: true;
  consentHow: Consent;
}
export type Consent = (typeof CONSENTS)[number];

/** 没见到人, form `absent.1`: of an order, or of a setting out that the house may not have yet. */
export interface AbsentRecord extends SavedRecord {
  form: typeof ABSENT;
  order?: string;
  went?: string;
  volunteerIds?: string[];
  another?: true;
  note?: string;
}

/** 现在去, form `go.1`: when, is the moment of saving. */
export interface GoRecord extends SavedRecord {
  form: typeof GO;
  volunteerIds: string[];
  /** None of the orders that were shown. */
  another?: true;
}

export type FieldRecord = VisitRecord | AskRecord | AbsentRecord | GoRecord | DutyRecord;

/** What the house answers to a record. `later`: it was too busy, nothing was decided. */
export interface Receipt {
  id: string | null;
  outcome: 'taken' | 'again' | 'refused' | 'later';
  exchangeId?: string | null;
  /** Of a visit that is no exchange. */
  visitId?: string;
  state?: Standing | string;
  words: string;
  /** What else there is to know: of her PIN, of what the town will look at. */
  notes?: string[];
  /** What the house has, where it is to be put right. */
  mend?: Mend | null;
  code?: string;
  field?: string | null;
  choices?: { id: string; words: string }[];
}
/** A record as the house has it: ids and figures. */
export interface Mend extends Pick<VisitRecord, 'memberIds' | 'serviceCode' | 'times' | 'volunteers'> {
  version: number;
  servedOn: Day;
}
/** Everything else is on its way. Of a visit: written down, or somebody still has to see to what was found. */
export type Standing = 'waiting' | 'change' | 'credited' | 'ended' | 'noted' | 'alert';

/** A photograph on this phone. Its bytes stand in a drawer of their own and leave with its receipt; what became of it stays. */
export interface KeptPhoto {
  /** Made like the id of a record: the house takes each once. */
  id: string;
  userId: string;
  takenAt: Instant;
  size: number;
  /** A small one to recognise it by, as an address; null where the browser cannot draw it, and once the house has it. */
  thumb: string | null;
  /** The records that can be read on it; none while its draft is not kept. */
  recordIds: string[];
  /** Those for which the house has it. */
  sentIds: string[];
  /** Why the house did not take it, in its words. */
  refused: string | null;
}

/** What the house answers to a photograph. */
export interface PhotoReceipt {
  id: string;
  outcome: 'taken' | 'again' | 'refused' | 'later';
  words: string;
}

/** A record in the outbox, with what became of it. */
export interface Entry {
  id: string;
  userId: string;
  record: FieldRecord;
  /** queued: only here · refused: the house did not take it, to be put right · taken: the house has it */
  state: 'queued' | 'refused' | 'taken';
  /** Codes and ids; its words are put in from among the people where it is read. */
  receipt?: Receipt;
  /** When the house last said what has become of it, by the phone's clock. */
  askedAt?: Instant;
  /** There was a photograph, and the phone had no room for it. */
  photoLost?: boolean;
}

/** What is filled in and not saved yet, as it stands on the page. */
export interface Draft {
  id: string;
  userId: string;
  touchedAt: Instant;
  round: boolean;
  memberIds: string[];
  found: Record<string, Found>;
  /** What was noted at each door; drafts of earlier pages have none. */
  doorNotes?: Record<string, string>;
  serviceCode: string;
  /** A button, or '' when none is pressed; what is typed beside it goes before. */
  minutes: string;
  otherMinutes: string;
  /** Days ago, as a button. */
  ago: string;
  otherDay: string;
  halfDay: HalfDay;
  start: string;
  end: string;
  volunteerIds: string[];
  relativeIds: string[];
  ownMinutes: Record<string, string>;
  order: string | null;
  reason: Reason;
  told: boolean;
  sure: boolean;
  /** It puts right what stands among the records: refused, under the same id, in whose place it is kept. */
  mends: boolean;
  /** It came back, and this is its correction, under an id of its own; drafts of an older page have none. */
  corrects?: { entryId: string; exchangeId: string; version: number };
  /** What it will be; a visit where it says nothing. */
  does?: 'ask' | 'absent' | 'go' | 'duty';
  /** How she was met and what was wrong; drafts of earlier pages have none. */
  look?: Required<Look>;
  /** What is only asked when help is asked for. */
  ask?: { wish: string; urgent: boolean; consentHow: Consent | '' };
  /** Of a visit, or of nobody at home: the setting out on this phone that it was. */
  went?: string;
  /** Between relatives, who else can say so; what is typed goes before who is picked. Drafts of earlier pages have none. */
  witness?: { memberId: string; name: string; phone: string };
  /** Of nobody at home. */
  note?: string;
  photoId?: string | null;
  photoLost?: boolean;
}
