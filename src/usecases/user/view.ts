/** The people of the office as pages show them: a list with their posts of today, and one with all their posts. */
import { grantsOf } from '#records/grant';
import { namesOf } from '#records/name';
import { findUser, type User } from '#records/user';
import { searchUsers, type UserLine } from '#records/user-list';
import type { Desk } from '#usecases/desk';
import { type GrantSeen, seenGrants, waitingGrants } from '#usecases/grant/view';

export interface OfficeLine {
  user: UserLine;
  /** In force today, as far as the reader reaches them. */
  held: GrantSeen[];
}

export interface OfficeList {
  lines: OfficeLine[];
  total: number;
  pages: number;
  waiting: GrantSeen[];
}

const PAGE = 50;

export const listOffice = (desk: Desk, { q, page }: { q: string; page: number }): Promise<OfficeList> =>
  desk.read(async (act) => {
    const { rows, total } = await searchUsers(act, { q, limit: PAGE, offset: (page - 1) * PAGE });
    const grants = await grantsOf(
      act,
      rows.map((row) => row.id),
    );
    const seen = (await seenGrants(act, grants)).filter((one) => one.state === 'held');
    return {
      lines: rows.map((user) => ({ user, held: seen.filter((one) => one.grant.userId === user.id) })),
      total,
      pages: Math.max(1, Math.ceil(total / PAGE)),
      waiting: await waitingGrants(act),
    };
  });

export interface UserFile {
  user: User;
  createdBy: string | null;
  grants: GrantSeen[];
}

/** @throws Refusal `not_found` */
export const viewUser = (desk: Desk, id: string): Promise<UserFile> =>
  desk.read(async (act) => {
    const user = await findUser(act, id);
    const names = await namesOf(act, [user.createdBy]);
    const grants = await seenGrants(act, await grantsOf(act, [id]));
    return { user, createdBy: names.get(user.createdBy) ?? null, grants };
  });
