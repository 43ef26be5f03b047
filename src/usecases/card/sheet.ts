/** What is printed on a card: whose it is, and whom to call. The helper's work number and the station's, in full. */
import type { Day } from '#domain/day';
import { stationNear } from '#records/member-list';
import { findHelper } from '#records/session';
import type { Desk } from '#usecases/desk';
import { type MemberFile, viewMember } from '#usecases/member/view';

export interface CardSheet {
  file: MemberFile;
  helper: { name: string; phone: string } | null;
  station: { name: string; phone: string } | null;
}

/** @throws Refusal not_found */
export async function cardSheet(desk: Desk, id: string, today: Day): Promise<CardSheet> {
  const file = await viewMember(desk, id);
  const { regionCode } = file.member;
  return desk.read(async (act) => ({
    file,
    helper: await findHelper(act.tx, regionCode, today),
    station: await stationNear(act, regionCode),
  }));
}
