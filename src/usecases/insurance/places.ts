/** The county or town for which this officer keeps policies. */
import { grantsFor } from '#domain/permission';
import { levelOf } from '#domain/region';
import { type PlaceName, placeNames } from '#records/place';
import type { Desk } from '#usecases/desk';

export const placesWritten = (desk: Desk): Promise<{ code: string; name: PlaceName | null }[]> =>
  desk.read(async (act) => {
    const mine = grantsFor(act.actor, 'insurance.write').map(({ regionCode }) => regionCode);
    const codes = [...new Set(mine)].filter((code) => ['county', 'town'].includes(levelOf(code) ?? ''));
    const names = await placeNames(act, codes);
    return codes.map((code) => ({ code, name: names.get(code) ?? null }));
  });
