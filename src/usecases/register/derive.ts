/**
 * 在册老人 and their risk, derived anew from facts, age and recent alerts: a job of the month, and at once when facts are
 * written down. It may run again at any time; whoever is on the register stays on it with what was seen of her.
 */
import type { Act } from '#db/act';
import { categoriesOf, type Facts } from '#domain/category';
import { ageOn, dayOf, daysBetween, type Instant } from '#domain/day';
import { riskOf } from '#domain/risk';
import { type AlertRow, latestAlerts } from '#records/alert';
import { factsOf, type Person, personsById } from '#records/person';
import { memberIdsAfter, type RegisterRow, register, registeredById, strike } from '#records/register';
import { dropDues } from '#records/visit-due';
import type { Desk } from '#usecases/desk';

/** A unit has two seconds; this many take a tenth of one. */
const CHUNK = 500;

/** @returns how many people were looked at */
export async function deriveRegister(desk: Desk): Promise<number> {
  let after = '';
  let seen = 0;
  for (;;) {
    const ids = await desk.read((act) => memberIdsAfter(act, after, CHUNK));
    if (ids.length === 0) return seen;
    await desk.write([], (act) => deriveFor(act, ids));
    seen += ids.length;
    after = ids.at(-1) ?? after;
  }
}

/** The same for these people, in a unit of somebody else's. */
export async function deriveFor(act: Act, memberIds: readonly string[]): Promise<void> {
  const persons = await personsById(act, memberIds);
  const facts = await factsOf(act, memberIds);
  const before = await registeredById(act, memberIds);
  const alerts = await latestAlerts(act, memberIds);
  for (const id of memberIds) {
    const risk = riskNow(act, persons.get(id), facts.get(id), alerts.get(id));
    if (risk) await put(act, persons.get(id) as Person, risk, before.get(id));
    else if (before.has(id)) await takeOff(act, id);
  }
}

/** Whoever left or died is owed nothing; whoever waits for approval is, because the state's visit does not. */
const GONE: readonly string[] = ['closed', 'deceased'];

function riskNow(
  act: Act,
  person: Person | undefined,
  facts: Facts | undefined,
  alerts: { last: AlertRow; crisis: AlertRow | null } | undefined,
) {
  if (!person || !facts || GONE.includes(person.state)) return null;
  const age = ageOn(person.bornOn, act.today);
  const since = (at: Instant | undefined) => (at === undefined ? null : daysBetween(dayOf(at), act.today));
  return riskOf({
    ...{ facts, age, categories: categoriesOf(facts, age) },
    daysSinceAlert: since(alerts?.last.openedAt),
    daysSinceCrisis: since(alerts?.crisis?.openedAt),
  });
}

async function put(
  act: Act,
  { id, regionCode }: Person,
  { risk, reasons }: Pick<RegisterRow, 'risk' | 'reasons'>,
  before: RegisterRow | undefined,
): Promise<void> {
  const same = before?.risk === risk && before.regionCode === regionCode && before.reasons.join() === reasons.join();
  if (!same) await register(act, { memberId: id, regionCode, risk, reasons }, before);
}

async function takeOff(act: Act, memberId: string): Promise<void> {
  await strike(act, memberId);
  await dropDues(act, { memberId, reason: 'off_register' });
}
