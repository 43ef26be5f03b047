/**
 * 结对帮扶: a volunteer and an elder who belong together, at a rhythm both agreed to. Proposed by the helper, consented by
 * both sides, confirmed by the town, which sees what it commits (domain.md, Care; village-practice findings 3, 4, 8).
 */
import { type Bar, type Between, barBetween, type Offered, type Sought } from '#domain/fit';
import { lifeOf, type MoveBetween } from '#domain/life';
import type { Action } from '#domain/permission';

export const PAIRING_STATES = [
  'proposed', // waits for the word of one side or both
  'agreed', // both said yes, waits for the town
  'active',
  'paused', // without fault; minutes that were saved stay
  'declined', // one side said no
  'rejected', // by the town, with a reason
  'withdrawn', // by whoever proposed it
  'ended',
] as const;
export type PairingState = (typeof PAIRING_STATES)[number];

/** Somebody counts on it: such a pairing takes one of a volunteer's places, and its minutes are committed. */
export const PAIRED: readonly PairingState[] = ['active', 'paused'];
/** On its way to that: it takes a place, and commits nothing yet. */
export const PAIRING_OPEN: readonly PairingState[] = ['proposed', 'agreed', ...PAIRED];

export interface PairingMove extends MoveBetween<PairingState> {
  readonly needs: Action | 'rule';
}

export const PAIRING_MOVES = {
  propose: { from: [null], to: 'proposed', needs: 'pairing.propose' },
  /** One side said yes; the other is still asked. */
  agree: { from: ['proposed'], to: 'same', needs: 'pairing.agree' },
  agreeBoth: { from: ['proposed'], to: 'agreed', needs: 'pairing.agree' },
  decline: { from: ['proposed', 'agreed'], to: 'declined', needs: 'pairing.agree' },
  withdraw: { from: ['proposed', 'agreed'], to: 'withdrawn', needs: 'pairing.withdraw' },
  confirm: { from: ['agreed'], to: 'active', needs: 'pairing.confirm' },
  reject: { from: ['agreed'], to: 'rejected', needs: 'pairing.confirm' },
  pause: { from: ['active'], to: 'paused', needs: 'pairing.pause' },
  resume: { from: ['paused'], to: 'active', needs: 'pairing.pause' },
  substitute: { from: ['active'], to: 'same', needs: 'pairing.substitute' },
  review: { from: ['active'], to: 'same', needs: 'pairing.review' },
  end: { from: ['active', 'paused'], to: 'ended', needs: 'pairing.end' },
  /** Another volunteer goes on where this one stopped: ended in the unit in which the next one is confirmed. */
  handOver: { from: ['active', 'paused'], to: 'ended', needs: 'rule' },
  /** One of the two died or left: nobody is to blame, and nobody need press anything. */
  lapse: { from: ['proposed', 'agreed', 'active', 'paused'], to: 'ended', needs: 'rule' },
} as const satisfies Record<string, PairingMove>;

export type PairingMoveName = keyof typeof PAIRING_MOVES;
export const pairingLife = lifeOf<PairingState, PairingMoveName>(PAIRING_MOVES);

/** Nobody comes in the volunteer's place. */
export const NO_SUBSTITUTE = { substituteId: null, substituteFrom: null, substituteTo: null };

/** Whose word it is. */
export const PAIRING_SIDES = ['elder', 'volunteer'] as const;
export type PairingSide = (typeof PAIRING_SIDES)[number];

/** How a side agreed: with her own phone, or in the presence of whoever writes it down, who says how. */
export const AGREED_HOW = ['self', 'inPerson', 'phone', 'family', 'paper'] as const;
export type AgreedHow = (typeof AGREED_HOW)[number];

/** What both agreed to. */
export interface Terms {
  visitsPerMonth: number;
  minutesPerVisit: number;
  /** Of the catalogue, what is usually done; the first is what a log begins with. */
  serviceCodes: readonly string[];
}

/** What a month of it takes, in minutes. */
export const minutesPerMonth = ({ visitsPerMonth, minutesPerVisit }: Terms): number => visitsPerMonth * minutesPerVisit;

/** Every week is four times a month: the fifth week of a long month is a gift. */
export const MOST_VISITS = 12;

export const PAUSE_REASONS = ['volunteer_ill', 'elder_ill', 'away', 'family_visits', 'incident', 'other'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** By rule: one of the two moved out of the town, or may not serve or be served for a while. Nobody chooses these. */
export const RULE_PAUSES = ['moved', 'suspended'] as const;
export type RulePause = (typeof RULE_PAUSES)[number];

export const END_REASONS = [
  'elder_wishes',
  'volunteer_wishes',
  'moved',
  'elder_home',
  'handed_over',
  'not_kept',
  'died',
  'other',
] as const;
export type EndReason = (typeof END_REASONS)[number];

export const PAIRING_REJECT_REASONS = ['cover', 'unsuitable', 'too_far', 'other'] as const;

/** How an officer works through them, in the order of a working day. */
export const PAIRING_LISTS = ['asked', 'agreed', 'active', 'paused', 'review', 'ended'] as const;
export type PairingList = (typeof PAIRING_LISTS)[number];

/** Of one of the two, what is asked before they are paired. */
interface PairingParty {
  state: string;
  away: boolean;
}

export interface PairQuestion extends Pick<Between, 'bond' | 'relativesMay'> {
  elder: PairingParty & Pick<Sought, 'id' | 'suits'>;
  /** `load`: elders whom they have, this one not among them; `most`: `pairing.maxEldersPerVolunteer`. */
  volunteer: PairingParty & Pick<Offered, 'id' | 'sex' | 'suits' | 'load' | 'most' | 'inPost'> & { serves: boolean };
  /** They are a pair already, or on the way to be. */
  already: boolean;
}

/** The first reason that stands in the way, the gravest first. */
export type NotPair =
  | 'pair_self'
  | 'pair_family'
  | 'pair_dead'
  | 'pair_not_on_file'
  | 'pair_suspended'
  | 'pair_not_volunteer'
  | 'pair_in_post'
  | 'pair_relatives'
  | 'pair_wish_sex'
  | 'pair_wish_tongue'
  | 'pair_twice'
  | 'pair_full'
  | 'pair_away';

/** How a bar is said when they are proposed, and about whom. */
const BARRED: Record<Bar, { why: NotPair; who: PairingSide | null }> = {
  self: { why: 'pair_self', who: null },
  family: { why: 'pair_family', who: null },
  inPost: { why: 'pair_in_post', who: 'volunteer' },
  relatives: { why: 'pair_relatives', who: null },
  sexMust: { why: 'pair_wish_sex', who: null },
  dialectMust: { why: 'pair_wish_tongue', who: null },
  full: { why: 'pair_full', who: 'volunteer' },
};

/** Why these two may not be paired, and who of them it is about; null when they may. */
export function whyNotPair(question: PairQuestion): { why: NotPair; who: PairingSide | null } | null {
  const { elder, volunteer } = question;
  const no = (why: NotPair, who: PairingSide | null = null) => ({ why, who });
  const bar = barBetween(elder, volunteer, question);
  if (bar === 'self' || bar === 'family') return BARRED[bar];
  for (const [who, why] of [
    ['elder', stateRefusal(elder)],
    ['volunteer', stateRefusal(volunteer)],
  ] as const) {
    if (why) return no(why, who);
  }
  if (!volunteer.serves) return no('pair_not_volunteer', 'volunteer');
  // Who has her already is not told that they have too many.
  if (question.already && (bar === 'full' || bar === null)) return no('pair_twice');
  if (bar) return BARRED[bar];
  if (elder.away) return no('pair_away', 'elder');
  return volunteer.away ? no('pair_away', 'volunteer') : null;
}

function stateRefusal({ state }: Pick<PairingParty, 'state'>): NotPair | null {
  if (state === 'approved') return null;
  if (state === 'deceased') return 'pair_dead';
  return state === 'suspended' ? 'pair_suspended' : 'pair_not_on_file';
}

/** Minutes a month that are set aside for a pairing, by who pays: what was given to her first, the town's pool for the rest. */
export interface Commitment {
  granted: number;
  pool: number;
  /** What nobody can promise. */
  short: number;
}

/**
 * Never her own: nobody asked for these visits (domain.md, table of events).
 * @param grantFree of what she is given each month, what no other pairing of hers counts on
 * @param poolFree what the pool could give in a month, less what other pairings count on
 */
export function commitmentOf(minutes: number, grantFree: number, poolFree: number): Commitment {
  const granted = Math.min(minutes, Math.max(0, grantFree));
  const pool = Math.min(minutes - granted, Math.max(0, poolFree));
  return { granted, pool, short: minutes - granted - pool };
}
