/**
 * The record as an officer reads it before deciding: everything that is known of it, who pays, what stood on both sides
 * before and stands after, and why this officer may not decide where they may not. Nothing is decided here.
 */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import { type AccountKind, readAccountId } from '#domain/ledger';
import { type Action, reachFor } from '#domain/permission';
import type { RefusalCode } from '#domain/refusal';
import { type Effect, effectsOf, effectsOfLines, eventsOf } from '#ledger/effect';
import { creditOf, type Shortfall, shortfallsOf } from '#ledger/reverse';
import { type PhotoSeen, photosOf } from '#records/attachment';
import { type DoorRow, doorsOf } from '#records/door';
import type { Exchange } from '#records/exchange';
import { type FieldRow, setOutBy } from '#records/field-record';
import { namesOf } from '#records/name';
import { numbersOf, type Number as PhoneNumber, witnessNumbers } from '#records/phonebook';
import { hamletNames, type PlaceName, placeNames, regionsById } from '#records/place';
import { proposedFor } from '#records/replacement';
import type { Desk } from '#usecases/desk';
import { countyFor, isClosed } from '#usecases/exchange/clean';
import { gaveConfirmation, takeBackUntil } from '#usecases/exchange/confirm';
import { coverFor } from '#usecases/exchange/cover';
import { partiesOf, type Stage, whyBarredFrom } from '#usecases/exchange/eyes';
import { type Pair, pairOf } from '#usecases/exchange/pair';
import { planCredit } from '#usecases/exchange/plan-credit';
import { draftOf, planReplacement, shortageInstead } from '#usecases/exchange/plan-replacement';
import { reckoningFor } from '#usecases/exchange/reckoning';
import { closeOf } from '#usecases/exchange/reflag';
import { refuseSecond } from '#usecases/exchange/reverse';
import { twinsFor } from '#usecases/exchange/twins';
import type { Worth } from '#usecases/exchange/value';
import { type ExchangeLine, type ExchangeView, linesFor, viewOf } from '#usecases/exchange/view';
import { fitIf } from '#usecases/fit';

export interface ExchangeFile extends ExchangeView {
  /** Where each of them lives, by member: the village, and the hamlet if one is on file. */
  homes: Map<string, { village: PlaceName | null; hamlet: string | null }>;
  /** Records in reach beside which it is flagged `twice`. */
  twins: ExchangeLine[];
  /** Its setting out, where that was kept on a phone. */
  setOut: FieldRow | null;
  /** Who would pay what was asked for, before it is approved; empty afterwards. */
  covering: { kind: AccountKind; ownerId: string; minutes: number }[];
  /** Minutes that nobody may pay as things stand. */
  short: number;
  /** What it did, or would do, to each account: of the credit, and of the reversal when there was one. */
  effects: Effect[];
  /** True when those are what happened, false when they are what would. */
  happened: boolean;
  /** Members, regions and officers by id. */
  called: Map<string, string>;
  /** Why this officer may not decide at each stage, or null. */
  barred: Record<Stage | 'second', RefusalCode | null>;
  /** They gave the confirmation themselves, and may still take it back. */
  mayTakeBack: boolean;
  closesOn: Day | null;
  /** The entry by which it was credited; null before. */
  receipt: { journal: string; seq: number; leaf: string } | null;
  /** Its month is closed and this officer is not the county's. */
  closed: boolean;
  shortfalls: Shortfall[];
  /** What is proposed to stand instead, and what that would be worth; null where it is only taken back. */
  instead: InsteadFile | null;
  /** The other half of a correction: what stands instead of this one, or what this one stands instead of. */
  pair: Pair;
  /** Of a round, in the order in which they were walked; empty for a visit. */
  doors: DoorRow[];
  numbers: PhoneNumber[];
  /** By the evidence they stand in. */
  witnesses: Map<string, string>;
  /** Of what was written by hand; empty for whoever may not look at them. */
  photos: PhotoSeen[];
  /** This officer may add one. */
  mayAddPhoto: boolean;
}

export interface InsteadFile {
  line: ExchangeLine;
  worth: Worth[];
  /** What is owed when all of it is done; `shortfalls` is what is owed in between. */
  owed: Shortfall[];
  /** Minutes that nobody may pay as things stand. */
  short: number;
}

/** @throws Refusal not_found */
export const readFile = (desk: Desk, id: string): Promise<ExchangeFile> => desk.read((act) => fileOf(act, id));

export async function fileOf(act: Act, id: string): Promise<ExchangeFile> {
  const view = await viewOf(act, id, 'exchange.read');
  const { exchange } = view;
  const money = await moneyOf(act, exchange);
  const owners = [...money.effects, ...money.covering].map((one) => one.ownerId);
  const doors = exchange.doors === null ? [] : await doorsOf(act, id);
  const acts = view.moveNames.length > 0;
  const regionCodes = [exchange.regionCode, exchange.recipientTown];
  const may = (action: Action) => reachFor(act.actor, action, { regionCodes }) !== null;
  const photos = may('attachment.read') ? await photosOf(act, id, view.evidence) : [];
  const credit = exchange.creditedAt === null ? null : await creditOf(act, id);
  const toReverse = exchange.reversalAt !== null && exchange.state === 'credited' ? credit : null;
  return {
    ...view,
    ...money,
    doors,
    twins: (await twinsFor(act, [view])).get(id) ?? [],
    setOut: await setOutBy(act, id),
    homes: await homesOf(act, view),
    called: new Map([
      ...view.names,
      ...(await namesOf(act, [
        ...partiesOf(exchange),
        ...owners,
        ...doors.map(({ memberId }) => memberId),
        ...photos.map(({ addedBy }) => addedBy),
      ])),
      ...(await regionsById(act, owners)),
    ]),
    barred: { ...(await barredAt(act, view, acts)), second: await secondBarred(act, exchange) },
    mayTakeBack: gaveJustNow(act, view),
    closesOn: exchange.servedOn ? closeOf(act, exchange.regionCode, exchange.servedOn) : null,
    closed: isClosed(act, exchange) && !countyFor(act, exchange.regionCode),
    receipt: credit && { journal: credit.journal, seq: credit.seq, leaf: credit.leafHash.toString('hex') },
    shortfalls: toReverse ? await shortfallsOf(act, toReverse.eventId) : [],
    instead: toReverse ? await insteadOf(act, exchange) : null,
    pair: await pairOf(act, exchange),
    numbers: acts ? await numbersOf(act, partiesOf(exchange)) : [],
    witnesses: acts ? witnessNumbers(act, view.evidence) : new Map(),
    photos,
    mayAddPhoto: may('attachment.add') && exchange.servedOn !== null,
  };
}

async function insteadOf(act: Act, exchange: Exchange): Promise<InsteadFile | null> {
  const proposed = await proposedFor(act, exchange.id);
  if (!proposed) return null;
  const draft = draftOf(exchange, proposed);
  const plan = await planReplacement(act, exchange, draft, { undone: false });
  const [line] = await linesFor(act, [draft]);
  const { owed } = await shortageInstead(act, exchange, plan);
  return line ? { line, worth: plan.worth, owed, short: plan.short } : null;
}

const STAGES: readonly Stage[] = ['request', 'check', 'credit'];

async function barredAt(
  act: Act,
  { exchange, evidence: facts }: ExchangeView,
  acts: boolean,
): Promise<Record<Stage, RefusalCode | null>> {
  if (!acts) return { request: null, check: null, credit: null };
  const asked = STAGES.map((stage) => ({ exchange, stage, facts }));
  const [request = null, check = null, credit = null] = await whyBarredFrom(act, asked);
  return { request, check, credit };
}

/** Whether this officer may be the second one of a reversal that waits. */
async function secondBarred(act: Act, exchange: Exchange): Promise<RefusalCode | null> {
  if (exchange.reversalAt === null || exchange.state !== 'credited') return null;
  const fit = await fitIf(() => refuseSecond(act, exchange));
  return fit === 'fit' ? null : fit;
}

function gaveJustNow(act: Act, { exchange, evidence }: ExchangeView): boolean {
  if (exchange.state !== 'confirmed' || act.now > takeBackUntil(act, exchange)) return false;
  return gaveConfirmation(act, exchange, evidence);
}

type Money = Pick<ExchangeFile, 'covering' | 'short' | 'effects' | 'happened'>;

async function moneyOf(act: Act, exchange: Exchange): Promise<Money> {
  const none: Money = { covering: [], short: 0, effects: [], happened: false };
  const event = (await eventsOf(act, exchange.id)).at(-1);
  if (event) return { ...none, effects: await effectsOf(act, event.eventId), happened: true };
  if (exchange.state === 'requested' && exchange.plannedMinutes) {
    const { lines, short } = await coverFor(act, { ...exchange, minutes: exchange.plannedMinutes });
    const covering = lines.map(({ account, minutes }) => ({ ...readAccountId(account.id), minutes }));
    return { ...none, covering, short };
  }
  if (!['logged', 'confirmed'].includes(exchange.state)) return none;
  const { lines, short } = await planCredit(act, await reckoningFor(act, [exchange]), exchange);
  return { ...none, effects: await effectsOfLines(act, lines), short };
}

async function homesOf(act: Act, { beneficiaries, volunteers }: ExchangeView): Promise<ExchangeFile['homes']> {
  const people = [...beneficiaries, ...volunteers];
  const places = await placeNames(
    act,
    people.map((person) => person.regionCode),
  );
  const hamlets = await hamletNames(
    act,
    people.map((person) => person.hamletId),
  );
  return new Map(
    people.map((person) => {
      const village = places.get(person.regionCode) ?? null;
      return [person.id, { village, hamlet: hamlets.get(person.hamletId ?? '')?.name ?? null }];
    }),
  );
}
