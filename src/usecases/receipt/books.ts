/** The books that a receipt may be of, by the names of their counties. */
import { listJournals } from '#ledger/journal';
import { type PlaceName, placeNames } from '#records/place';
import type { Desk } from '#usecases/desk';

export interface BookNamed {
  id: string;
  name: string;
  county: PlaceName | null;
}

export const listCounties = (desk: Desk): Promise<BookNamed[]> =>
  desk.read(async (act) => {
    const journals = await listJournals(act);
    const places = await placeNames(
      act,
      journals.map(({ countyCode }) => countyCode),
    );
    return journals
      .toSorted((a, b) => (a.countyCode < b.countyCode ? -1 : 1))
      .map(({ id, name, countyCode }) => ({ id, name, county: places.get(countyCode) ?? null }));
  });
