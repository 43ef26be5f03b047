/** What a helper writes down about a visit: read leniently, and shown again with what was typed. */
import { z } from 'zod';
import { type Day, dayOf } from '#domain/day';
import { normalPhone } from '#domain/digits';
import type { Action } from '#domain/permission';
import { REPLACE_REASONS, UNASKED_REASONS } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import { VISIT_MODES } from '#domain/visit';
import { choice, digits, maybeText, several, submissionKey, text, ticked, understood } from '#http/form';
import { called, fullName } from '#http/name';
import { beside } from '#http/office/words';
import { type ServedAnswers, servedDefaults, servedSchema } from '#http/served-form';
import { type StaffVisit, textOf, textsOf } from '#http/staff-page';
import { serviceWords } from '#http/told';
import { aspectChoices, findingsIn, modeChoices } from '#http/visit/form';
import { asSentence } from '#http/when';
import { sayShortDay } from '#i18n/say';
import type { Exchange } from '#records/exchange';
import { activePairingsFor } from '#records/pairing';
import type { Person } from '#records/person';
import type { ServiceRow } from '#records/service';
import type { Witness } from '#usecases/exchange/bear-witness';
import { type LogChoices, logChoices, namedVolunteers } from '#usecases/exchange/log-choices';
import type { Found } from '#usecases/visit/with-service';

export const todayOf = (visit: StaffVisit): Day => dayOf(visit.desk.now);

const Log = z.object({
  key: submissionKey(),
  serviceCode: text(10),
  volunteer: several(),
  kin: several(),
  // On the page of a correction the same field says what was wrong, and is read there.
  reason: choice([...UNASKED_REASONS, ...REPLACE_REASONS]).optional(),
  order: maybeText(40),
  told: ticked(),
  visitMode: choice(VISIT_MODES).optional(),
  visitNote: maybeText(500),
});

export interface LogAnswers extends Pick<ServedAnswers, 'servedOn' | 'times' | 'sure'> {
  key: string;
  serviceCode: string;
  volunteers: { memberId: string; relative: boolean }[];
  reason: string;
  order: string | null;
  /** The elder stood beside it and was told. */
  told: boolean;
  /** How an elder of a pairing was met; left out where nobody is paired. */
  found?: Found;
}

/** @param elderId whose town a typed name of a volunteer is looked for in */
export async function readLog(visit: StaffVisit, elderId: string, action?: Action): Promise<LogAnswers> {
  const { volunteer, kin, reason = 'found_on_visit', visitMode: mode, visitNote: note, ...read } = visit.read(Log);
  const { servedOn, times, sure } = visit.read(servedSchema(todayOf(visit)));
  const ids = volunteer.length > 0 ? volunteer : await namedIn(visit, elderId, action);
  const volunteers = ids.map((memberId) => ({ memberId, relative: kin.includes(memberId) }));
  const found = mode ? { found: { mode, findings: findingsIn(visit), note } } : {};
  return { ...read, reason, servedOn, times, sure, volunteers, ...found };
}

/** The use cases speak of one volunteer; here some are ticked. */
export const asTicked = beside({ volunteerId: 'volunteer' });

/** Nobody was ticked: a name that means one person is as good as a tick. */
async function namedIn(visit: StaffVisit, elderId: string, action?: Action): Promise<string[]> {
  const named = await namedVolunteers(visit.desk, elderId, textOf(visit.body, 'volunteerName'), action);
  if (named.length !== 1) throw new Refusal('missing', { field: 'volunteer' });
  return named;
}

const WitnessForm = z.object({ witnessName: text(40), witnessPhone: understood(normalPhone, 30) });
const Card = WitnessForm.extend({ cardLine: digits(4).transform(Number) });

/**
 * The wall card in the same form, when any of it was filled in. Between relatives a witness is asked for without a card too:
 * then there is no line.
 */
export function readWallCard(visit: StaffVisit): (Witness & { line: number | null }) | null {
  const written = (name: string) => textOf(visit.body, name).trim() !== '';
  if (!['cardLine', 'witnessName', 'witnessPhone'].some(written)) return null;
  const relatives = textsOf(visit.body, 'kin').length > 0;
  if (relatives && !written('cardLine')) return { ...visit.read(WitnessForm), line: null };
  const { cardLine: line, ...witness } = visit.read(Card);
  return { line, ...witness };
}

const shortDay = (day: Day, visit: StaffVisit): string => asSentence(sayShortDay(visit.lang, day, todayOf(visit)));

/** The questions, with what is likely chosen already; what was typed before goes before that. */
export async function logQuestions(visit: StaffVisit, memberIds: string[], exchange: Exchange | null, action?: Action) {
  const { body } = visit;
  const expected = exchange?.volunteers.map((one) => one.memberId) ?? [];
  const choices = await logChoices(visit.desk, {
    memberIds,
    volunteerIds: [...textsOf(body, 'volunteer'), ...expected],
    q: textOf(body, 'volunteerName'),
    action,
  });
  const defaults = servedDefaults(exchange, visit.desk.now);
  return {
    ...peopleWords(choices, visit),
    ...servicesWords(choices, exchange, visit),
    volunteers: volunteerWords(choices, exchange?.volunteers ?? [], visit),
    // How long is hers to say: what is chosen already would be pressed without looking.
    defaults: exchange ? defaults : { ...defaults, minutes: '' },
    // 今天、昨天、前天: short enough to stand side by side.
    days: defaults.days.map((day) => ({ value: day, label: shortDay(day, visit) })),
    reasons: UNASKED_REASONS,
    paired: (await isPaired(visit, memberIds)) ? { modes: modeChoices(visit), aspects: aspectChoices(visit) } : null,
  };
}

/** One of them is in a pair: then the same tap says that she was seen. */
const isPaired = ({ desk }: StaffVisit, memberIds: readonly string[]): Promise<boolean> =>
  desk.read(async (act) => (await activePairingsFor(act, memberIds)).size > 0);

function peopleWords({ persons, mates }: LogChoices, visit: StaffVisit) {
  const [first, ...others] = persons as [Person, ...Person[]];
  const chosen = others.map(({ id }) => id);
  return {
    elder: { id: first.id, name: fullName(visit, first), called: called(first, visit.lang) },
    mates: mates.map((person) => ({ value: person.id, label: fullName(visit, person) })),
    chosenMates: chosen,
  };
}

function servicesWords({ common, rest, lastService }: LogChoices, exchange: Exchange | null, visit: StaffVisit) {
  const option = (service: ServiceRow) => ({
    value: service.code,
    label: asSentence(serviceWords(service, visit.lang, visit.t)),
  });
  return {
    services: common.map(option),
    otherServices: rest.map(option),
    service: exchange?.serviceCode ?? lastService ?? '',
  };
}

function volunteerWords(choices: LogChoices, expected: Exchange['volunteers'], visit: StaffVisit) {
  const likely = expected.length > 0 ? expected.map((one) => one.memberId) : choices.lastVolunteers;
  // Ticked before, on the record that is put right, or known from their files.
  const kin = [...choices.relatives, ...expected.filter((one) => one.relative).map((one) => one.memberId)];
  return choices.volunteers.map((person) => ({
    id: person.id,
    name: fullName(visit, person),
    said: called(person, visit.lang),
    ticked: likely.includes(person.id),
    relative: kin.includes(person.id),
  }));
}
