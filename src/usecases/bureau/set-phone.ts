/** 办公电话: town, county or city says under which number its bureau is reached; none means the one above answers. */
import { normalPhone } from '#domain/digits';
import { must } from '#domain/refusal';
import { levelOf, type RegionCode } from '#domain/region';
import { note } from '#records/audit';
import { BUREAU_LEVELS, writeBureauPhone } from '#records/bureau';
import { findRegion } from '#records/region';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

/**
 * Pressed twice it says the same, so it needs no key.
 * @throws Refusal not_found · phone_wrong
 */
export const setBureauPhone = (desk: Desk, input: { code: RegionCode; phone: string | null }): Promise<void> =>
  desk.write([], async (act) => {
    const phone = input.phone?.trim() ? normalPhone(input.phone) : null;
    const grant = grantOver(act, 'bureau.write', input.code);
    must(BUREAU_LEVELS.find((level) => level === levelOf(input.code)));
    const region = await findRegion(act, input.code);
    if (region.phone === phone) return;
    await writeBureauPhone(act, region.id, phone);
    await note(act, { verb: 'set', noun: 'bureau', subjectId: region.id, regionCode: region.code, grant });
  });
