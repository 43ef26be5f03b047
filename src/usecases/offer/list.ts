/** 谁要人帮手: what is asked for in a volunteer's town and still waits for somebody. Nothing is decided here. */
import type { Act } from '#db/act';
import type { MemberActor } from '#domain/actor';
import { Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { type Exchange, findExchange, queueOf } from '#records/exchange';
import { personsById } from '#records/person';
import { type PlaceName, placeNames } from '#records/place';
import { findService } from '#records/service';
import type { Desk } from '#usecases/desk';
import { refuseUnready } from '#usecases/exchange/ready';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { refuseUninsured } from '#usecases/insurance/insured';

export type Places = Map<RegionCode, PlaceName>;

/** A town has a few dozen; whoever looks for help does not read further. */
const MOST = 60;

/** Open requests that this member could take: not her own, not taken by her, their day not past. Soonest first. */
export async function offersFor(act: Act, memberId: string): Promise<Exchange[]> {
  const open = await queueOf(act, 'exchange.accept', undefined, MOST);
  return open
    .filter((one) => isOpenTo(one, memberId) && (one.plannedOn ?? act.today) >= act.today)
    .sort((a, b) => ((a.plannedOn ?? '') < (b.plannedOn ?? '') ? -1 : 1));
}

const isOpenTo = (exchange: Exchange, memberId: string): boolean =>
  !exchange.beneficiaryIds.includes(memberId) && !exchange.volunteers.some((one) => one.memberId === memberId);

export const listOffers = (desk: Desk, { id }: MemberActor): Promise<{ lines: ExchangeLine[]; places: Places }> =>
  desk.read(async (act) => {
    await refuseStranger(act, id);
    const offers = await offersFor(act, id);
    const places = await placeNames(
      act,
      offers.map((one) => one.regionCode),
    );
    return { lines: await linesFor(act, offers), places };
  });

export interface Offer extends ExchangeLine {
  places: Places;
  /** Why she may not take it today, as `refuseUnready` says; null when she may. */
  unready: string | null;
}

/**
 * One open request, as a volunteer sees it who has not said yes.
 * @throws Refusal `not_found` when it is not open in her town, or her own
 */
export const viewOffer = (desk: Desk, actor: MemberActor, id: string): Promise<Offer> =>
  desk.read(async (act) => {
    const exchange = await findExchange(act, id, 'exchange.accept');
    await refuseStranger(act, actor.id);
    if (!isOpenTo(exchange, actor.id)) throw new Refusal('not_found');
    const [line] = await linesFor(act, [exchange]);
    const places = await placeNames(act, [exchange.regionCode]);
    return { ...(line as ExchangeLine), places, unready: await whyUnready(act, exchange, actor.id) };
  });

/** Who needs a hand, and when she is at home, is shown to volunteers on file and to nobody else. */
async function refuseStranger(act: Act, memberId: string): Promise<void> {
  const member = (await personsById(act, [memberId])).get(memberId);
  if (!member?.serves || member.state !== 'approved') throw new Refusal('not_found');
}

async function whyUnready(act: Act, exchange: Exchange, memberId: string): Promise<string | null> {
  const volunteer = (await personsById(act, [memberId])).get(memberId);
  const service = await findService(act, exchange.serviceCode);
  try {
    if (!volunteer) return null;
    await refuseUnready(act, volunteer, service, exchange.plannedOn ?? act.today);
    await refuseUninsured(act, volunteer, service, exchange.plannedOn ?? act.today);
    return null;
  } catch (refusal) {
    if (refusal instanceof Refusal) return String(refusal.params.why);
    throw refusal;
  }
}
