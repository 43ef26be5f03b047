/** What a phone takes along for a week without signal. Told as JSON, in the reader's language. */
import { personOf } from '#domain/actor';
import { acceptedForms, currentForm } from '#domain/field/form';
import { todayOf } from '#http/logbook/form';
import { sameWords } from '#http/logbook/which';
import { calledInFull, nameOnPaper, sayName } from '#http/name';
import { csrfOwner } from '#http/page';
import { placeCalled, placeName } from '#http/place-words';
import { data, type Route } from '#http/route';
import { forStaff, type StaffVisit } from '#http/staff-page';
import { serviceWords } from '#http/told';
import type { Language } from '#i18n/words';
import type { Number as PhoneNumber } from '#records/phonebook';
import { type Roster, type RosterPerson, readRoster } from '#usecases/field/roster';

/** After a week nobody knows whether she still lives there. */
const LASTS_MS = 7 * 86_400_000;

const showRoster = forStaff(async (visit) => {
  const { desk, request, reply, lang } = visit;
  const roster = await readRoster(desk);
  const now = desk.now;
  return data({
    at: now,
    expiresAt: now + LASTS_MS,
    user: { id: desk.actor.id, name: sayName(request.caller?.name ?? '', lang), personId: personOf(desk.actor) },
    csrf: reply.generateCsrf({ userInfo: csrfOwner(request) }),
    form: currentForm(),
    forms: acceptedForms(todayOf(visit)),
    pinKey: desk.house.letterbox.publicKey,
    people: roster.people.map((person) => personTold(person, visit)),
    cut: roster.cut,
    volunteers: volunteersTold(roster, visit),
    kin: roster.kin,
    family: roster.family,
    services: servicesTold(roster, visit),
    town: roster.town && { ...roster.town, name: sayName(roster.town.name, lang) },
    orders: roster.orders.map((line) => ({
      id: line.exchange.id,
      memberIds: line.exchange.beneficiaryIds,
      volunteerIds: line.exchange.volunteers.map(({ memberId }) => memberId),
      plannedOn: line.exchange.plannedOn,
      serviceCode: line.exchange.serviceCode,
      words: sameWords(line, visit),
    })),
  });
});

function personTold(person: RosterPerson, visit: StaffVisit) {
  const { id, nickname, initials, pinyin, dueRank, recentRank, last, household, number, cards, away } = person;
  const { owed, pairedIds, contact } = person;
  const { lang } = visit;
  return {
    ...{ id, initials, pinyin, dueRank, recentRank, cards, owed, pairedIds },
    phone: number?.phone ?? null,
    // Whose it is, when it is not her own: a neighbour's.
    phoneOf: number?.name ? numberOf(number, lang) : '',
    contact: contact && { phone: contact.phone, name: numberOf(contact, lang) },
    name: calledInFull(visit, person),
    nickname: nickname && sayName(nickname, lang),
    hamlet: placeCalled(person.hamlet?.name ?? '', lang),
    hamletPinyin: person.hamlet?.pinyin ?? '',
    villageName: placeName(person.village, visit),
    lastService: last?.serviceCode ?? null,
    lastDay: last?.servedOn ?? null,
    lastVolunteers: last?.volunteerIds ?? [],
    householdIds: household,
    away: away?.kind ?? null,
  };
}

/** 女儿 陈姐 */
const numberOf = ({ relation, name }: PhoneNumber, lang: Language): string =>
  [relation, nameOnPaper(name ?? '', lang)].filter(Boolean).join(' ');

const volunteersTold = ({ volunteers }: Roster, visit: StaffVisit) =>
  volunteers.map((one) => ({
    ...{ id: one.id, initials: one.initials, pinyin: one.pinyin, inPost: one.inPost },
    name: calledInFull(visit, one),
    village: placeName(one.village, visit),
  }));

const servicesTold = ({ services }: Roster, { lang, t }: StaffVisit) =>
  services.map((service) => ({
    code: service.code,
    name: serviceWords(service, lang, t),
    maxMinutes: service.maxMinutes,
    enabled: service.enabled,
  }));

export const routes: Route[] = [
  { method: 'GET', url: '/field/roster', needs: 'signedIn', door: 'staff', handle: showRoster },
];
