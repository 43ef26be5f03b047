/**
 * What a visit is while it is grown: the record, and what was written down about it. What a move changes and how its rows
 * look are the functions that the use cases ask.
 */
import type { Person } from '#cli/grow/enrol';
import type { Stage, Village } from '#cli/grow/stage';
import type { audit } from '#db/schema/office';
import type { Actor, Grant } from '#domain/actor';
import type { Day, Instant, MinuteOfDay } from '#domain/day';
import type { MoveName } from '#domain/exchange';
import { townOf } from '#domain/region';
import { noteRow } from '#records/audit';
import type { Because } from '#records/because';
import type { DecisionRow } from '#records/decision';
import { type EvidenceRow, evidenceRow, type NewEvidence, type PinBehind } from '#records/evidence';
import { type Exchange, type MoveRow, movedBy, moveNote, moveRow, type NewExchange, openedBy } from '#records/exchange';
import type { ServiceRow } from '#records/service';

/** How the record comes about: paper at the helper's, the volunteer's own phone, or written down without an order. */
export type How = 'paper' | 'phone' | 'afterwards';

export interface Plan {
  how: How;
  village: Village;
  elders: Person[];
  volunteer: Person;
  service: ServiceRow;
  askedAt: Instant;
  servedOn: Day;
  start: MinuteOfDay;
  planned: number;
  served: number;
  checkedAt: Instant;
}

export interface Life {
  plan: Plan;
  exchange: Exchange;
  moves: MoveRow[];
  notes: (typeof audit.$inferSelect)[];
  facts: EvidenceRow[];
  decision: DecisionRow | null;
  held: { id: string; left: number; accountId: string }[];
}

/** Who makes a step, under which grant; a member under none. */
export type By = { actor: Actor; grant: Grant | null };

/** What nobody has said yet. */
const NOTHING = {
  stateBefore: null,
  requestedBy: null,
  requestedAt: null,
  consentHow: null,
  plannedOn: null,
  plannedHalfDay: null,
  plannedStart: null,
  plannedMinutes: null,
  wish: null,
  approvedAt: null,
  signedInAt: null,
  servedOn: null,
  startMinute: null,
  endMinute: null,
  halfDay: null,
  servedMinutes: null,
  loggedBy: null,
  loggedAt: null,
  loggedDevice: null,
  confirmedBy: null,
  confirmedAt: null,
  checkedBy: null,
  checkedAt: null,
  creditedBy: null,
  creditedAt: null,
  creditedMinutes: null,
  grade: null,
  reason: null,
  reasonNote: null,
  coverShort: null,
  reversalBy: null,
  reversalAt: null,
  reversalReason: null,
};

/** A record with its first move. */
export function open(
  stage: Stage,
  plan: Plan,
  by: By,
  at: Instant,
  move: 'request' | 'logServed',
  values: Partial<NewExchange>,
  because: Because = {},
): Life {
  const { village, service, elders } = plan;
  const row = openedBy(stage.hand(by.actor, at), move, {
    ...NOTHING,
    journal: village.town.county.journal,
    regionCode: village.code,
    recipientTown: townOf(village.code),
    serviceCode: service.code,
    purpose: 'asked',
    wantsOwn: false,
    urgent: false,
    ...values,
  });
  const exchange = { ...row, beneficiaryIds: elders.map((elder) => elder.actor.id), volunteers: [] } as Exchange;
  const life: Life = { plan, exchange, moves: [], notes: [], facts: [], decision: null, held: [] };
  tell(stage, life, by, at, move, null, because);
  return life;
}

function tell(
  stage: Stage,
  life: Life,
  by: By,
  at: Instant,
  move: MoveName,
  from: Exchange['state'] | null,
  because: Because,
) {
  const hand = stage.hand(by.actor, at);
  const why = { grant: by.grant, ...because };
  life.moves.push(moveRow(hand, life.exchange, move, from, why));
  life.notes.push(noteRow(hand, moveNote(life.exchange, move, why)));
}

/** Make a move. @throws Refusal `state_moved` where the record is not in a state for it */
export function step(
  stage: Stage,
  life: Life,
  by: By,
  at: Instant,
  move: MoveName,
  changes: Parameters<typeof movedBy>[3],
  because: Because = {},
) {
  const from = life.exchange.state;
  life.exchange = { ...life.exchange, ...movedBy(at, life.exchange, move, changes) };
  tell(stage, life, by, at, move, from, because);
}

/** One fact more about the visit. */
export function know(stage: Stage, life: Life, by: By, at: Instant, fact: NewEvidence, pin: PinBehind | null = null) {
  life.facts.push(evidenceRow(stage.hand(by.actor, at), life.exchange.id, fact, pin ?? undefined));
}
