/** A visit that a volunteer makes without an order: at whose door she stands, and whether it is an order of hers after all. */
import type { MemberActor } from '#domain/actor';
import { type Day, daysBetween } from '#domain/day';
import type { State } from '#domain/exchange';
import { must, Refusal } from '#domain/refusal';
import { townOf } from '#domain/region';
import { cardByToken, cardOf } from '#records/card';
import { recentOf } from '#records/exchange';
import { byVolunteer, inStates } from '#records/member-exchange';
import { type Person, personsById } from '#records/person';
import { listServices, type ServiceRow } from '#records/service';
import { triedCard } from '#usecases/card/try';
import type { Desk } from '#usecases/desk';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

const RECENT = 60;
const PEOPLE_MOST = 6;

export interface VisitChoices {
  /** Whom she helped before, the latest first; living in her town. */
  people: Person[];
  services: ServiceRow[];
}

export const visitChoices = (desk: Desk, actor: MemberActor): Promise<VisitChoices> =>
  desk.read(async (act) => {
    const me = must((await personsById(act, [actor.id])).get(actor.id));
    if (!me.serves || me.state !== 'approved') throw new Refusal('not_found');
    const recent = await recentOf(act, 'exchange.read', byVolunteer(act, actor.id), RECENT);
    const ids = [...new Set(recent.flatMap((one) => one.beneficiaryIds))];
    const known = await personsById(act, ids);
    const near = ids.flatMap((id) => known.get(id) ?? []).filter((person) => isNear(person, actor));
    const services = (await listServices(act)).filter((one) => one.enabled && one.maxMinutes > 0);
    return { people: near.slice(0, PEOPLE_MOST), services: services.filter(({ code }) => !code.startsWith('M')) };
  });

const isNear = ({ regionCode, state }: Person, actor: MemberActor): boolean =>
  state === 'approved' && townOf(regionCode) === townOf(actor.regionCode);

/**
 * Whose card this is: she stands at the door and types what is printed on it.
 * @throws Refusal card_wrong · card_locked
 */
export const elderAtCard = (desk: Desk, typed: string): Promise<string> =>
  triedCard(desk, () =>
    desk.read(async (act) => must(await cardOf(act, typed), 'card_wrong', { field: 'card' }).memberId),
  );

/** The same with its code scanned. A number opens nothing here: numbers can be guessed. @throws Refusal card_wrong */
export const elderAtCode = (desk: Desk, token: string): Promise<string> =>
  desk.read(async (act) => must(await cardByToken(act, token), 'card_wrong', { field: 'card' }).memberId);

const OPEN: readonly State[] = ['matched', 'in_service'];

/** 是不是这一单? An order of hers with this elder a day around the visit, still open. */
export const openOrderLike = (
  desk: Desk,
  actor: MemberActor,
  { memberId, servedOn }: { memberId: string; servedOn: Day },
): Promise<ExchangeLine | null> =>
  desk.read(async (act) => {
    const open = await recentOf(act, 'exchange.read', inStates(OPEN), RECENT);
    const like = open.find(
      (one) =>
        one.beneficiaryIds.includes(memberId) &&
        one.volunteers.some((volunteer) => volunteer.memberId === actor.id) &&
        (one.plannedOn === null || Math.abs(daysBetween(one.plannedOn, servedOn)) <= 1),
    );
    return like ? ((await linesFor(act, [like]))[0] ?? null) : null;
  });
