/** 自然村 · 村小组: the list of a village grows where somebody first lives in one that is not on it. */
import { Refusal } from '#domain/refusal';
import { levelOf, type RegionCode } from '#domain/region';
import { note } from '#records/audit';
import { ensureHamlet, findRegion, hamletsOf } from '#records/region';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

const LONGEST = 20;

/** A hamlet that is there already is the one that is meant. @throws Refusal not_found · missing · region_unknown · too_long */
export const addHamlet = (desk: Desk, input: { regionCode: RegionCode; name: string }): Promise<{ id: string }> =>
  desk.write([], async (act) => {
    const name = input.name.replace(/\s/g, '');
    if (name === '') throw new Refusal('missing', { field: 'hamletName' });
    if (name.length > LONGEST) throw new Refusal('too_long', { field: 'hamletName', most: LONGEST });
    const grant = grantOver(act, 'household.write', input.regionCode);
    const { code } = await findRegion(act, input.regionCode);
    if (levelOf(code) !== 'village') throw new Refusal('region_unknown', { field: 'hamletName' });
    const known = (await hamletsOf(act, code)).find((hamlet) => hamlet.name === name);
    if (known) return { id: known.id };
    const { id } = await ensureHamlet(act, code, name);
    await note(act, { verb: 'add', noun: 'hamlet', subjectId: id, regionCode: code, grant });
    return { id };
  });
