/** Books that did not stand when they were read last, for whoever works where they are kept: helpers too, who are asked about it. */
import type { StaffActor } from '#domain/actor';
import { reaches } from '#domain/region';
import { countiesInDoubt } from '#ledger/audited';
import type { House } from '#usecases/desk';

/** @returns names of counties */
export async function doubtsFor({ store }: House, { grants }: StaffActor): Promise<string[]> {
  const doubts = await store.read((tx) => countiesInDoubt({ tx }));
  const isTheirs = (county: string) =>
    grants.some(({ regionCode }) => reaches(regionCode, county) || reaches(county, regionCode));
  return doubts.filter(({ countyCode }) => isTheirs(countyCode)).map(({ name }) => name);
}
