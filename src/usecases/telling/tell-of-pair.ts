/**
 * 事后告知 of pairs: what a unit did to a pairing is told to both, to her kin, and to the helper who did not do it herself.
 * Called by the desk for every unit, so that nothing can happen to a pairing without its notices.
 */
import type { Act, PairMoved } from '#db/act';
import { personOf } from '#domain/actor';
import { type PairEvent, pairEvent, wayTo, whoIsTold } from '#domain/telling';
import { contactsAround, helpersIn, kinWhoActFor, type Reachable, reachableOf } from '#records/around';
import { writeNotice, writeOutbox } from '#records/notice';
import { type Pairing, pairingsById } from '#records/pairing';
import { personsById } from '#records/person';
import { humansAround } from '#records/user';

/** @param phones whether messages to phones leave this house */
export async function tellOfPairs(act: Act, phones: boolean): Promise<void> {
  const told = act.paired.flatMap((moved) => {
    const event = pairEvent(moved.move, moved.from);
    return event ? [{ ...moved, event }] : [];
  });
  if (told.length === 0) return;
  const rows = await pairingsById(
    act,
    told.map(({ pairingId }) => pairingId),
  );
  for (const one of told) {
    const pairing = rows.find(({ id }) => id === one.pairingId);
    if (pairing) await tellOf(act, pairing, one, phones);
  }
}

async function tellOf(
  act: Act,
  pairing: Pairing,
  { moveId, move, event }: PairMoved & { event: PairEvent },
  phones: boolean,
): Promise<void> {
  const { elderId, volunteerId, substituteId, regionCode } = pairing;
  const kin = await kinWhoActFor(act, [elderId]);
  const contacts = await contactsAround(act, [elderId]);
  const who = [act.actor.id, personOf(act.actor)];
  const doers = (await humansAround(act, who))(who);
  const told = whoIsTold(event, {
    doers,
    elders: (await hears(act, elderId, move))
      ? [{ id: elderId, kinIds: kin.map(({ relativeId }) => relativeId), contactIds: contacts.map(({ id }) => id) }]
      : [],
    volunteerIds: [volunteerId, ...(event === 'pairSubstitute' && substituteId ? [substituteId] : [])],
    helpers: move === 'handOver' ? [] : await helpersIn(act, [regionCode]),
  });
  const reachable = await reachableOf(
    act,
    told.flatMap(({ kind, id, aboutId }) => (kind === 'contact' ? [aboutId ?? ''] : [id])),
  );
  for (const { kind, id, side, aboutId } of told) {
    const there = reachable.get(kind === 'contact' ? (aboutId ?? '') : id);
    if (kind === 'member' && !there) continue;
    const way = wayTo({ kind, ...ways(kind === 'contact', there) }, phones);
    if (way === null) continue;
    const row = { moveId, exchangeId: pairing.id, event, side, toKind: kind, toId: id, aboutId };
    const noticeId = await writeNotice(act, row);
    if (way === 'page') continue;
    await writeOutbox(act, { noticeId, channel: way, regionCode: there?.regionCode ?? regionCode, toId: id });
  }
}

const ways = (isContact: boolean, there: Reachable | undefined) => ({
  hasPhone: isContact || (there?.hasPhone ?? false),
  hasPage: there?.hasPage ?? false,
});

/** Her side hears who comes next, not who stopped before; and nobody writes to a house of mourning that no visitor comes. */
async function hears(act: Act, elderId: string, move: PairMoved['move']): Promise<boolean> {
  if (move === 'handOver') return false;
  return (await personsById(act, [elderId])).get(elderId)?.state !== 'deceased';
}
