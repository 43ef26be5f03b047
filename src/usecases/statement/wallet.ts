/** What one person has, as every page shows it: counted, and what of it she may use at her age. */
import type { Act } from '#db/act';
import { accountsOf, type Standing, type Wallet, walletOf } from '#ledger/balance';
import type { Person } from '#records/person';
import { ownFromOf } from '#usecases/exchange/cover';

/** @param standings her accounts where they are at hand */
export async function walletFor(
  act: Act,
  person: Pick<Person, 'id' | 'bornOn' | 'regionCode'>,
  standings?: readonly Standing[],
): Promise<Wallet> {
  return walletOf(standings ?? (await accountsOf(act, [person.id])), act.today, await ownFromOf(act, person));
}
