/** 公钥: by which anybody knows our seal, and who else puts a name under it. Public: it is handed on, and written down elsewhere. */
import { listJournals } from '#ledger/journal';
import { writeVerifier } from '#ledger/signature';
import { type PlaceName, placeNames } from '#records/place';
import type { Desk } from '#usecases/desk';

export interface KeyShown {
  /** `name+hash+key` (signed-note, "Verifier keys"). */
  written: string;
  /** Of a key that was given up: the largest head it counts for; null for one that signs. */
  upTo: number | null;
}

export interface LogKeys {
  name: string;
  county: PlaceName | null;
  keys: KeyShown[];
}

export interface KeysShown {
  logs: LogKeys[];
  /** Who is asked to put a name to our heads. */
  witnesses: { name: string; written: string }[];
}

/** Nothing where no key was made. */
export const viewKeys = (desk: Desk): Promise<KeysShown> =>
  desk.read(async (act) => {
    const { seal } = desk.house;
    if (!seal) return { logs: [], witnesses: [] };
    const journals = await listJournals(act);
    const places = await placeNames(
      act,
      journals.map(({ countyCode }) => countyCode),
    );
    const logs = journals
      .toSorted((a, b) => (a.countyCode < b.countyCode ? -1 : 1))
      .map(({ id, name, countyCode }) => {
        const origin = seal.originOf(id);
        const keys = seal.verifiersOf(origin).map((one) => ({ written: writeVerifier(one), upTo: one.upTo ?? null }));
        return { name, county: places.get(countyCode) ?? null, keys };
      });
    const witnesses = seal.witnesses.map(({ verifier }) => ({ name: verifier.name, written: writeVerifier(verifier) }));
    return { logs, witnesses };
  });
