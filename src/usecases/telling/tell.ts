/**
 * 事后告知: what a unit did to exchanges is told to those concerned before the unit ends. Called by the desk for every unit
 * and by nobody else, so that nothing can happen to an exchange without its notices.
 */
import type { Act, Moved } from '#db/act';
import { personOf } from '#domain/actor';
import { reachFor } from '#domain/permission';
import type { RegionCode } from '#domain/region';
import { type Told, type ToldEvent, toldEvent, wayTo, whoIsTold } from '#domain/telling';
import {
  contactsAround,
  type HelperThere,
  helpersIn,
  kinWhoActFor,
  type Reachable,
  reachableOf,
} from '#records/around';
import { type Exchange, exchangesById } from '#records/exchange';
import { writeNotice, writeOutbox } from '#records/notice';
import { replacementsAmong } from '#records/replacement';
import { type HumansBehind, humansAround } from '#records/user';

/** Of several moves of one exchange in one unit the last that is told at all: asked and held by rule is held. */
function toldIn(moved: readonly Moved[]): Map<string, { event: ToldEvent; moveId: string }> {
  const told = new Map<string, { event: ToldEvent; moveId: string }>();
  for (const { exchangeId, moveId, move, to } of moved) {
    const event = toldEvent(move, to);
    // What stands instead of another one is told as that, and not a second time as credited.
    const instead = told.get(exchangeId)?.event === 'replaced';
    if (event && !instead) told.set(exchangeId, { event, moveId });
  }
  return told;
}

/** @param phones whether messages to phones leave this house */
export async function tell(act: Act, phones: boolean): Promise<void> {
  const told = toldIn(act.moved);
  if (told.size === 0) return;
  const exchanges = await exchangesById(act, [...told.keys()]);
  const people = await peopleAround(act, exchanges);
  const heard = new Map<string, string[]>();
  const instead = new Map(
    (await replacementsAmong(act, replacedIn(told))).map((one) => [one.originalId, one.replacementId]),
  );
  // What stands now is told first: whoever hears it hears in the same words that the first one is gone.
  const now = ({ id }: Exchange) => (instead.has(id) ? 1 : 0);
  for (const exchange of exchanges.sort((a, b) => now(a) - now(b))) {
    const happened = told.get(exchange.id);
    const already = heard.get(instead.get(exchange.id) ?? '') ?? [];
    if (happened) heard.set(exchange.id, await tellOf(act, exchange, { ...happened, phones }, people, already));
  }
}

const replacedIn = (told: ReadonlyMap<string, { event: ToldEvent }>): string[] =>
  [...told].filter(([, { event }]) => event === 'replaced').map(([id]) => id);

interface People {
  humansBehind: HumansBehind;
  kin: { memberId: string; relativeId: string }[];
  contacts: { id: string; memberId: string }[];
  helpers: HelperThere[];
  reachable: Map<string, Reachable>;
}

/** Read once for all that the unit touched. */
async function peopleAround(act: Act, exchanges: readonly Exchange[]): Promise<People> {
  const elderIds = [...new Set(exchanges.flatMap(({ beneficiaryIds }) => beneficiaryIds))];
  const volunteerIds = exchanges.flatMap(({ volunteers }) => volunteers.map(({ memberId }) => memberId));
  const kin = await kinWhoActFor(act, elderIds);
  return {
    humansBehind: await humansAround(act, [
      act.actor.id,
      personOf(act.actor),
      ...exchanges.map(({ loggedBy }) => loggedBy),
    ]),
    kin,
    contacts: await contactsAround(act, elderIds),
    helpers: await helpersIn(
      act,
      exchanges.map(({ regionCode }) => regionCode),
    ),
    reachable: await reachableOf(act, [...elderIds, ...volunteerIds, ...kin.map(({ relativeId }) => relativeId)]),
  };
}

async function tellOf(
  act: Act,
  exchange: Exchange,
  { event, moveId, phones }: { event: ToldEvent; moveId: string; phones: boolean },
  people: People,
  already: readonly string[],
): Promise<string[]> {
  const { humansBehind, kin, contacts, helpers } = people;
  // What was written down elsewhere and handed in by somebody else is known to whoever wrote it.
  const doers = humansBehind([act.actor.id, personOf(act.actor), event === 'logged' ? exchange.loggedBy : null]);
  const told = whoIsTold(event, {
    doers: new Set([...doers, ...already]),
    elders: exchange.beneficiaryIds.map((id) => ({
      id,
      kinIds: kin.filter(({ memberId }) => memberId === id).map(({ relativeId }) => relativeId),
      contactIds: contacts.filter(({ memberId }) => memberId === id).map((contact) => contact.id),
    })),
    volunteerIds: exchange.volunteers.map(({ memberId }) => memberId),
    helpers: helpers.filter(({ regionCode }) => regionCode === exchange.regionCode),
  });
  for (const one of told) await write(act, exchange, { event, moveId, phones }, one, people);
  return told.map(({ id }) => id);
}

async function write(
  act: Act,
  exchange: Exchange,
  { event, moveId, phones }: { event: ToldEvent; moveId: string; phones: boolean },
  { kind, id, side, aboutId }: Told,
  { reachable }: People,
): Promise<void> {
  // A contact is found where her elder lives.
  const there = reachable.get(kind === 'contact' ? (aboutId ?? '') : id);
  if (kind === 'member' && !there) return;
  const hasPhone = kind === 'contact' || (there?.hasPhone ?? false);
  const way = wayTo({ kind, hasPhone, hasPage: there?.hasPage ?? false }, phones);
  if (way === null) return;
  const regionCode = there?.regionCode ?? exchange.regionCode;
  const heard = way === 'inPerson' && side === 'elder' && isHeard(act, regionCode);
  const row = { moveId, exchangeId: exchange.id, event, side, toKind: kind, toId: id, aboutId };
  const noticeId = await writeNotice(act, row, heard);
  if (way === 'page') return;
  await writeOutbox(act, { noticeId, channel: way, regionCode, toId: id }, heard);
}

/** She stands beside whoever writes it down. Who may not tell her leaves it to whoever may. */
const isHeard = ({ aloud, actor }: Act, regionCode: RegionCode): boolean =>
  aloud === true && reachFor(actor, 'notice.tell', { regionCodes: [regionCode] }) !== null;
