/**
 * What a member's home page shows, in one snapshot: her own time and next visit, what she is going to do for others, and
 * the same for each elder she acts for. Nothing is decided here.
 */
import type { Act } from '#db/act';
import type { MemberActor } from '#domain/actor';
import type { Day } from '#domain/day';
import type { State } from '#domain/exchange';
import { must } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { accountsOf, type Wallet } from '#ledger/balance';
import { type Exchange, type ExchangeRow, withPeople } from '#records/exchange';
import { countUnread } from '#records/notice';
import { lastServedTo, ownInStates } from '#records/own-exchange';
import { findPersons, type Person } from '#records/person';
import { hamletNames, type PlaceName, placeNames } from '#records/place';
import { findHelper } from '#records/session';
import { type StormRow, stormsOverPlace } from '#records/storm';
import type { Desk } from '#usecases/desk';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { offersFor } from '#usecases/offer/list';
import { type OwnPairing, ownPairingsOf } from '#usecases/pairing/own';
import { walletFor } from '#usecases/statement/wallet';

/** One person's time and visits. */
export interface Side {
  person: Person;
  wallet: Wallet;
  /** Minutes given by government that are still free, by the day they lapse. */
  grants: { minutes: number; lapsesOn: Day | null }[];
  /** What is coming, the nearest first. */
  coming: ExchangeLine[];
  /** Visits that wait for this side's word. */
  unconfirmed: ExchangeLine[];
  /** Requests that the town sent back. */
  returned: ExchangeLine[];
  /** What stands or is asked between her and a volunteer: as the elder. */
  pairings: OwnPairing[];
  /** The last visit that was made. */
  last: ExchangeLine | null;
  /** The helper of her village and her work number, where the page is not her own. */
  helper: { name: string; phone: string } | null;
}

/** What somebody has promised, where it is, and how much is open to her. */
export interface Serving {
  /** The nearest first. */
  todo: ExchangeLine[];
  /** Records of hers that came back. */
  returned: ExchangeLine[];
  places: Map<RegionCode, PlaceName>;
  hamlets: Awaited<ReturnType<typeof hamletNames>>;
  offers: number;
  /** Elders whom she goes to see, or is asked to. */
  pairings: OwnPairing[];
}

export interface Home {
  me: Side;
  kin: Side[];
  /** As a volunteer; null for somebody who does not serve. */
  volunteer: Serving | null;
  /** How much she was told and has not read. */
  unread: number;
  /** Weather mode where she lives: what is here before what is coming. */
  storm: StormRow | null;
}

const COMING: readonly State[] = ['requested', 'approved', 'matched', 'in_service'];
const TODO: readonly State[] = ['matched', 'in_service'];
const MADE: readonly State[] = ['logged', 'confirmed', 'credited', 'final'];
export const readHome = (desk: Desk, actor: MemberActor): Promise<Home> =>
  desk.read(async (act) => {
    const [me, ...kin] = await findPersons(act, [actor.id, ...actor.kinOf], 'statement.read');
    const { open, last } = await linesOf(act, actor, [me as Person, ...kin]);
    const paired = await ownPairingsOf(act, actor);
    const side = async (person: Person): Promise<Side> => ({
      ...(await sideOf(act, person, open, last.get(person.id) ?? null)),
      pairings: paired.filter(({ pairing, side }) => side === 'elder' && pairing.elderId === person.id),
    });
    const mine = paired.filter(({ side }) => side === 'volunteer');
    return {
      me: await side(me as Person),
      kin: await Promise.all(kin.map(side)),
      volunteer: me?.serves ? { ...(await serving(act, actor, open)), pairings: mine } : null,
      unread: await countUnread(act),
      storm: me ? await stormAt(act, me.regionCode) : null,
    };
  });

async function stormAt(act: Act, regionCode: RegionCode): Promise<StormRow | null> {
  const storms = await stormsOverPlace(act, regionCode, ['before', 'during']);
  return storms.find(({ state }) => state === 'during') ?? storms[0] ?? null;
}

/** Everything the page names, with its people read once: what is open, and the last visit to each. */
async function linesOf(act: Act, actor: MemberActor, persons: readonly Person[]) {
  const open = await ownInStates(act, actor, [...COMING, 'logged', 'returned']);
  const lasts: (ExchangeRow | null)[] = [];
  for (const { id } of persons) lasts.push(await lastServedTo(act, id, MADE));
  const made = lasts.filter((one) => one !== null);
  const lines = await linesFor(act, await withPeople(act, [...open, ...made]));
  const byId = new Map(lines.map((line) => [line.exchange.id, line]));
  return {
    open: lines.slice(0, open.length),
    last: new Map(persons.map(({ id }, at) => [id, byId.get(lasts[at]?.id ?? '') ?? null])),
  };
}

async function sideOf(
  act: Act,
  person: Person,
  open: readonly ExchangeLine[],
  last: ExchangeLine | null,
): Promise<Omit<Side, 'pairings'>> {
  const mine = open.filter(({ exchange }) => exchange.beneficiaryIds.includes(person.id));
  return {
    person,
    ...(await walletOfPerson(act, person)),
    coming: mine.filter(({ exchange }) => COMING.includes(exchange.state) && !isPast(act, exchange)).sort(bySoonest),
    unconfirmed: mine.filter(({ exchange }) => exchange.state === 'logged' && mayConfirm(act, exchange)),
    returned: mine.filter(({ exchange }) => exchange.state === 'returned' && exchange.stateBefore === 'requested'),
    last,
    // Her own stands at the foot of every page.
    helper: person.id === act.actor.id ? null : await findHelper(act.tx, person.regionCode, act.today),
  };
}

/** What one member has now. @throws Refusal not_found */
export const readWallet = (desk: Desk, memberId: string): Promise<Pick<Side, 'wallet' | 'grants'>> =>
  desk.read(async (act) => {
    const [person] = await findPersons(act, [memberId], 'statement.read');
    return walletOfPerson(act, must(person));
  });

/** What she has, and what of it was given and until when. */
export async function walletOfPerson(act: Act, person: Person): Promise<Pick<Side, 'wallet' | 'grants'>> {
  const standings = await accountsOf(act, [person.id]);
  const live = standings.filter(
    (row) => row.kind === 'granted' && row.available > 0 && (row.lapsesOn === null || row.lapsesOn >= act.today),
  );
  return {
    wallet: await walletFor(act, person, standings),
    grants: live.map(({ available, lapsesOn }) => ({ minutes: available, lapsesOn })),
  };
}

/** The confirmer is neither who served nor who wrote it down. */
export const mayConfirm = ({ actor }: Pick<Act, 'actor'>, exchange: Exchange): boolean =>
  exchange.loggedBy !== actor.id && !exchange.volunteers.some(({ memberId }) => memberId === actor.id);

/** Its day is over and nobody wrote anything down: it is in the list, but no longer the next visit. */
const isPast = (act: Act, { plannedOn, state }: Exchange): boolean =>
  state !== 'in_service' && plannedOn !== null && plannedOn < act.today;

const HALVES = { morning: 540, afternoon: 840, evening: 1140 } as const;
const moment = ({ exchange }: ExchangeLine): string => {
  const minute = exchange.plannedStart ?? (exchange.plannedHalfDay ? HALVES[exchange.plannedHalfDay] : 0);
  return `${exchange.plannedOn ?? '9999'} ${String(minute).padStart(4, '0')} ${exchange.id}`;
};
const bySoonest = (a: ExchangeLine, b: ExchangeLine): number => (moment(a) < moment(b) ? -1 : 1);

async function serving(
  act: Act,
  { id }: MemberActor,
  open: readonly ExchangeLine[],
): Promise<Omit<Serving, 'pairings'>> {
  const mine = open.filter(({ exchange }) => exchange.volunteers.some(({ memberId }) => memberId === id));
  const hamletIds = mine.flatMap(({ beneficiaries }) => beneficiaries.map(({ hamletId }) => hamletId));
  return {
    places: await placeNames(
      act,
      mine.map(({ exchange }) => exchange.regionCode),
    ),
    hamlets: await hamletNames(act, hamletIds),
    todo: mine.filter(({ exchange }) => TODO.includes(exchange.state)).sort(bySoonest),
    returned: mine.filter(({ exchange }) => exchange.state === 'returned' && exchange.stateBefore !== 'requested'),
    offers: (await offersFor(act, id)).length,
  };
}
