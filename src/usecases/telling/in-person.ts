/**
 * 当面告知: who is to be told what by whoever walks the village, with what she has now where it may be said. Of each record
 * only the last word: whoever hears that it was credited need not hear that it was looked for.
 */
import type { Act } from '#db/act';
import { saysBalance } from '#domain/telling';
import { accountsOf, type Wallet } from '#ledger/balance';
import { countToTell, peopleToTell, toTell } from '#records/in-person';
import { type Person, personsById } from '#records/person';
import { type HamletName, hamletNames, type PlaceName, placeNames } from '#records/place';
import type { Desk } from '#usecases/desk';
import { walletFor } from '#usecases/statement/wallet';
import { type Telling, tellingsFor } from '#usecases/telling/read';

export interface ToHear {
  person: Person;
  village: PlaceName | null;
  hamlet: HamletName | null;
  /** In the order in which it happened. */
  lines: (Telling & { rowId: string })[];
  /** Hers to hear; null where it is not said. */
  wallet: Wallet | null;
}

/** Those who have waited longest first. */
export const listToHear = (
  desk: Desk,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ people: ToHear[]; count: number }> =>
  desk.read(async (act) => {
    const ids = await peopleToTell(act, limit, offset);
    return { people: await peopleOf(act, ids), count: await countToTell(act) };
  });

async function peopleOf(act: Act, ids: readonly string[]): Promise<ToHear[]> {
  const rows = await toTell(act, ids);
  const last = new Map(rows.map((one) => [`${one.notice.toId} ${one.notice.exchangeId}`, one]));
  const rowOf = new Map([...last.values()].map(({ row, notice }) => [notice.id, row.id]));
  const tellings = await tellingsFor(
    act,
    [...last.values()].map(({ notice }) => notice),
  );
  const persons = await personsById(act, ids);
  const found = ids.flatMap((id) => persons.get(id) ?? []);
  const places = await placeNames(
    act,
    found.map(({ regionCode }) => regionCode),
  );
  const hamlets = await hamletNames(
    act,
    found.map(({ hamletId }) => hamletId),
  );
  const standings = await accountsOf(act, [...ids]);
  const people: ToHear[] = [];
  for (const person of found) {
    const lines = tellings
      .filter(({ notice }) => notice.toId === person.id)
      .map((telling) => ({ ...telling, rowId: rowOf.get(telling.notice.id) as string }))
      .sort((a, b) => a.notice.at - b.notice.at);
    const sides = lines.map(({ notice }) => notice.side);
    const mine = standings.filter(({ ownerId }) => ownerId === person.id);
    people.push({
      ...{ person, lines },
      village: places.get(person.regionCode) ?? null,
      hamlet: hamlets.get(person.hamletId ?? '') ?? null,
      wallet: saysBalance(act.actor, sides, person) ? await walletFor(act, person, mine) : null,
    });
  }
  return people;
}
