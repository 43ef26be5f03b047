/** One visit's life, step by step, each by the one who makes it. Nothing is decided here but that it goes well. */
import { type By, know, type Life, open, type Plan, step } from '#cli/grow/life';
import { coverOf, hold, release } from '#cli/grow/pay';
import type { Purse } from '#cli/grow/purse';
import type { Stage } from '#cli/grow/stage';
import { halfDayOf, type Instant, instantOf, minuteOfDay } from '#domain/day';
import type { Exchange } from '#records/exchange';

const MINUTE_MS = 60_000;

const helperOf = ({ village }: Plan): By => village.helper;
const volunteerOf = ({ volunteer }: Plan): By => ({ actor: volunteer.actor, grant: null });

/** Asked for and held; null when nobody could pay, so that nobody asks. */
export function ask(stage: Stage, purse: Purse, plan: Plan): Life | null {
  const { askedAt, planned, service, servedOn, start } = plan;
  const cover = coverOf(purse, plan, planned, servedOn);
  if (cover.short > 0) return null;
  const by = helperOf(plan);
  const life = open(stage, plan, by, askedAt, 'request', {
    requestedBy: by.actor.id,
    requestedAt: askedAt,
    consentHow: 'inPerson',
    plannedOn: servedOn,
    plannedStart: start,
    plannedHalfDay: halfDayOf(start),
    plannedMinutes: planned,
  });
  if (service.risk !== 'low') return life;
  step(stage, life, by, askedAt, 'holdByRule', { approvedAt: askedAt }, { reason: 'low_risk_covered' });
  hold(stage, purse, life, by, askedAt, cover.lines, undefined);
  return life;
}

/** The town approves what waits for it. */
export function approve(stage: Stage, purse: Purse, life: Life, at: Instant): boolean {
  if (life.exchange.state !== 'requested') return true;
  const { plan } = life;
  const cover = coverOf(purse, plan, plan.planned, plan.servedOn);
  if (cover.short > 0) return false;
  const { officer } = plan.village.town;
  step(stage, life, officer, at, 'approve', { approvedAt: at });
  hold(stage, purse, life, officer, at, cover.lines, officer.actor.id);
  return true;
}

/** Somebody says yes, or is named by the helper. */
export function match(stage: Stage, life: Life, at: Instant): void {
  const { plan } = life;
  const phone = plan.how === 'phone';
  step(stage, life, phone ? volunteerOf(plan) : helperOf(plan), at, phone ? 'accept' : 'assign', {});
  life.exchange.volunteers = [volunteerRow(life, phone ? 'accepted' : 'assigned')];
}

const volunteerRow = ({ exchange, plan }: Life, how: Exchange['volunteers'][number]['how']) => ({
  exchangeId: exchange.id,
  memberId: plan.volunteer.actor.id,
  how,
  servedOn: null,
  servedMinutes: null,
  creditedMinutes: null,
  creditReasons: null,
  relative: false,
  withdrawnAt: null,
});

/** The visit is made and written down: in and out at the card, or by the helper in the evening. */
export function serve(stage: Stage, life: Life): void {
  const { plan } = life;
  const began = instantOf(plan.servedOn, plan.start);
  if (plan.how === 'phone') {
    const by = volunteerOf(plan);
    step(stage, life, by, began, 'signIn', { signedInAt: began });
    const said = { byId: by.actor.id, shown: 'token' } as const;
    know(stage, life, by, began, { kind: 'sign_in', ...said, deviceAt: began }, plan.volunteer.pin);
    const ended = endOf(plan);
    step(stage, life, by, ended, 'signOut', servedBy(plan, stage, by, ended));
    know(stage, life, by, ended, { kind: 'sign_out', ...said, deviceAt: ended }, plan.volunteer.pin);
  } else {
    const [by, at] = [helperOf(plan), eveningOf(plan)];
    step(stage, life, by, at, 'log', servedBy(plan, stage, by, at));
    know(stage, life, by, at, { kind: 'helper_word', byId: by.actor.id });
  }
  life.exchange.volunteers = life.exchange.volunteers.map(servedRow(plan));
}

const endOf = ({ servedOn, start, served }: Plan): Instant => instantOf(servedOn, start) + served * MINUTE_MS;
const eveningOf = ({ servedOn, start }: Plan): Instant => instantOf(servedOn, 18 * 60 + (start % 60));
const servedRow =
  ({ servedOn, served }: Plan) =>
  <R extends Exchange['volunteers'][number]>(row: R): R => ({ ...row, servedOn, servedMinutes: served });

function servedBy(plan: Plan, stage: Stage, by: By, at: Instant) {
  const { servedOn, start, served } = plan;
  return {
    servedOn,
    startMinute: start,
    endMinute: minuteOfDay(endOf(plan)),
    halfDay: halfDayOf(start),
    servedMinutes: served,
    loggedBy: by.actor.id,
    loggedAt: at,
    loggedDevice: stage.hand(by.actor, at).device,
  };
}

/** Written down by the helper without an order: nothing was held. */
export function serveUnasked(stage: Stage, plan: Plan): Life {
  const [by, at] = [helperOf(plan), eveningOf(plan)];
  const life = open(stage, plan, by, at, 'logServed', servedBy(plan, stage, by, at), { reason: 'found_on_visit' });
  know(stage, life, by, at, { kind: 'helper_word', byId: by.actor.id });
  life.exchange.volunteers = [servedRow(plan)(volunteerRow(life, 'logged'))];
  return life;
}

/** Her PIN on the volunteer's phone, or her thumb on the wall card before a neighbour. */
export function confirm(stage: Stage, life: Life): void {
  const { plan } = life;
  const elderId = life.exchange.beneficiaryIds[0] ?? '';
  const phone = plan.how === 'phone';
  const by = phone ? volunteerOf(plan) : helperOf(plan);
  const at = (phone ? endOf(plan) : eveningOf(plan)) + 5 * MINUTE_MS;
  // A PIN is the elder's word under the session of whoever holds the phone: no grant is in it.
  step(stage, life, by, at, 'confirm', { confirmedBy: elderId, confirmedAt: at });
  if (phone) know(stage, life, by, at, { kind: 'pin', byId: elderId }, life.plan.elders[0]?.pin);
  else {
    know(stage, life, by, at, { kind: 'wall_card', byId: elderId, cardLine: stage.dice.between(1, 10) });
    const witness = { witnessName: '黎婶', witnessPhone: '13800002222' };
    know(stage, life, by, at, { kind: 'witness', byId: 'witness', ...witness });
  }
}

export function check(stage: Stage, life: Life): void {
  const { socialWorker } = life.plan.village.town;
  const at = life.plan.checkedAt;
  step(stage, life, socialWorker, at, 'check', { checkedBy: socialWorker.actor.id, checkedAt: at });
}

/** Sent back by the social worker. */
export function sendBack(stage: Stage, life: Life): void {
  const { socialWorker } = life.plan.village.town;
  const why = { reason: 'wrong_minutes', note: '卡上写的分钟数不同，请核对' };
  const changes = { stateBefore: life.exchange.state, reason: why.reason, reasonNote: why.note };
  step(
    stage,
    life,
    socialWorker,
    life.plan.checkedAt,
    'returnRecord',
    { ...changes, checkedBy: null, checkedAt: null },
    why,
  );
}

/** Called off before anybody went: what was held is free again. */
export function cancel(stage: Stage, purse: Purse, life: Life, at: Instant): void {
  const by = helperOf(life.plan);
  const reason = 'found_other_help';
  const { id, version } = life.exchange;
  step(stage, life, by, at, 'cancel', {}, { reason });
  release(stage, purse, life, { id: by.actor.id, at }, { key: `release:${id}:${version}`, reason });
}
