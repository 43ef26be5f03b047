/**
 * A visit of a pairing is one tap and two records: what was served, and that she was seen. Nothing was said of her is that
 * all was well: whoever served her saw her.
 */
import type { Act } from '#db/act';
import type { Day, HalfDay } from '#domain/day';
import { must } from '#domain/refusal';
import type { Finding, VisitMode } from '#domain/visit';
import { pairingServed } from '#records/pairing';
import { personsById } from '#records/person';
import { correctVisit, visitOfExchange } from '#records/visit';
import { unmeet } from '#records/visit-due';
import type { Writer } from '#usecases/exchange/writer';
import { visitIn } from '#usecases/visit/record';

/** How she was met and what was wrong, as it was said beside the service. */
export interface Found {
  mode: VisitMode;
  findings: readonly Finding[];
  note: string | null;
}

export const ALL_WELL: Found = { mode: 'seen', findings: [], note: null };

export interface ServedAt {
  /** Null where the visit is not the one that was written down with the service. */
  exchangeId: string | null;
  memberIds: readonly string[];
  volunteerIds: readonly string[];
  servedOn: Day;
  halfDay: HalfDay | null;
}

/**
 * Nothing where nobody of them is paired with her and nothing is wrong: a service by itself is no visit, but what was found has
 * an owner whoever found it. @throws Refusal what `checkVisit` refuses
 */
export async function visitWith(act: Act, served: ServedAt, found: Found = ALL_WELL, writer: Writer): Promise<void> {
  const pairing = await pairingServed(act, served);
  if (!pairing && found.findings.length === 0) return;
  const { exchangeId, servedOn: visitedOn, halfDay, volunteerIds } = served;
  const elderId = pairing?.elderId ?? served.memberIds[0] ?? '';
  const elder = must((await personsById(act, [elderId])).get(elderId));
  // Somebody who came in their place is who went.
  const paired = [pairing?.volunteerId, pairing?.substituteId];
  const volunteerId = volunteerIds.find((id) => paired.includes(id)) ?? volunteerIds[0] ?? null;
  await visitIn(act, elder, { ...found, memberId: elder.id, visitedOn, halfDay, volunteerId, exchangeId }, writer);
}

/** The service was put right: on another day, or by others, it was another visit; what was found that day still holds. */
export async function visitCorrected(
  act: Act,
  served: ServedAt & { exchangeId: string },
  writer: Writer,
): Promise<void> {
  const before = await visitOfExchange(act, served.exchangeId);
  if (!before) return visitWith(act, served, ALL_WELL, writer);
  if (before.visitedOn === served.servedOn && served.volunteerIds.includes(before.visitorId)) return;
  await unmeet(act, before.id);
  await visitWith(act, served, { mode: before.mode, findings: [], note: before.note }, writer);
  const after = await visitOfExchange(act, served.exchangeId, before.id);
  await correctVisit(act, before.id, after?.id ?? before.id);
}
