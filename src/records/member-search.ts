/**
 * Finding people in one's reach: by name, 花名, pinyin initials, card number, phone. Stable order (pinyin, then id) and
 * pages by key, so that nobody stands on two of them. No LIKE: prefixes are ranges, "contains" is a replacement.
 */
import {
  aliasedTable,
  and,
  asc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import type { Act } from '#db/act';
import { cards, members } from '#db/schema/people';
import { halfWidth, normalPhone } from '#domain/digits';
import type { MemberState } from '#domain/member';
import { type Action, grantsFor } from '#domain/permission';
import { next, type RegionCode } from '#domain/region';
import { isCardNumber } from '#records/card';
import { phoneHash } from '#records/private';
import { codeWithin, memberScope } from '#records/scope';

const COLUMNS = {
  id: members.id,
  name: members.name,
  nickname: members.nickname,
  pinyin: members.pinyin,
  sex: members.sex,
  bornOn: members.bornOn,
  regionCode: members.regionCode,
  hamletId: members.hamletId,
  householdId: members.householdId,
  phoneTail: members.phoneTail,
  state: members.state,
  serves: members.serves,
  receives: members.receives,
};
export type Found = Pick<typeof members.$inferSelect, keyof typeof COLUMNS>;

export interface Search {
  /** As typed; empty finds everybody. */
  q?: string;
  regionCode?: RegionCode;
  hamletId?: string;
  states?: readonly MemberState[];
  serves?: boolean;
  receives?: boolean;
  /** Where the page before ended. */
  after?: string | null;
  limit?: number;
}

export interface Page {
  rows: Found[];
  /** What to hand in for the next page; null on the last one. */
  after: string | null;
}

const PAGE = 50;

export async function searchMembers(act: Act, search: Search, action: Action = 'member.read'): Promise<Page> {
  const limit = search.limit ?? PAGE;
  const rows = await act.tx
    .select(COLUMNS)
    .from(members)
    .where(
      and(
        memberScope(act, action),
        search.regionCode ? codeWithin(members.regionCode, [search.regionCode]) : undefined,
        search.hamletId ? eq(members.hamletId, search.hamletId) : undefined,
        search.states ? inArray(members.state, [...search.states]) : undefined,
        search.serves === undefined ? undefined : eq(members.serves, search.serves),
        search.receives === undefined ? undefined : eq(members.receives, search.receives),
        matching(act, search.q ?? ''),
        search.after ? behind(search.after) : undefined,
      ),
    )
    .orderBy(asc(members.pinyin), asc(members.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, after: rows.length > limit && last ? `${last.pinyin}|${last.id}` : null };
}

function behind(after: string): SQL | undefined {
  const at = after.lastIndexOf('|');
  const [pinyin, id] = [after.slice(0, at), after.slice(at + 1)];
  return or(gt(members.pinyin, pinyin), and(eq(members.pinyin, pinyin), gt(members.id, id)));
}

const beginsWith = (column: SQLWrapper, prefix: string): SQL | undefined =>
  and(gte(column, prefix), lt(column, next(prefix)));
const contains = (column: SQLWrapper, part: string): SQL => sql`replace(${column}, ${part}, '') <> ${column}`;

function matching(act: Act, typed: string): SQL | undefined {
  const q = halfWidth(typed).trim();
  if (q === '') return undefined;
  if (/^[\d\s+()./-]+$/.test(q)) return byNumber(act, q);
  if (/^[a-zA-Z\s]+$/.test(q)) return bySpelling(q.toLowerCase());
  return or(contains(members.name, q), contains(members.nickname, q));
}

function bySpelling(q: string): SQL | undefined {
  const letters = q.replace(/\s/g, '');
  const together = sql`replace(${members.pinyin}, ' ', '')`;
  return or(
    beginsWith(members.initials, letters),
    contains(members.initials, `/${letters}`),
    beginsWith(together, letters),
  );
}

/** Four digits are the end of a phone, eight with a right check digit a card, anything longer a phone in full. */
function byNumber(act: Act, q: string): SQL | undefined {
  const digits = q.replace(/\D/g, '');
  if (digits.length === 4) return eq(members.phoneTail, digits);
  if (isCardNumber(digits)) return holdsCard(act, digits);
  try {
    return eq(members.phoneHash, phoneHash(act.vault, normalPhone(q)));
  } catch {
    return sql`1 = 0`;
  }
}

const holdsCard = (act: Act, number: string): SQL =>
  exists(
    act.tx
      .select({ one: sql`1` })
      .from(cards)
      .where(and(eq(cards.memberId, members.id), eq(cards.number, number), isNull(cards.revokedAt))),
  );

/** What waits for a decision, oldest first: submitted for the clerk, checked for the town. */
export async function memberQueue(
  act: Act,
  action: 'member.check' | 'member.approve',
  limit: number,
  offset = 0,
): Promise<Found[]> {
  return act.tx
    .select(COLUMNS)
    .from(members)
    .where(and(eq(members.state, action === 'member.check' ? 'submitted' : 'checked'), memberScope(act, action)))
    .orderBy(asc(members.enrolledAt), asc(members.id))
    .limit(limit)
    .offset(offset);
}

export interface Duplicate {
  id: string;
  name: string;
  regionCode: RegionCode;
  state: MemberState;
  original: { id: string; name: string; regionCode: RegionCode; state: MemberState };
}

/** Second enrolments of a known identity. Only somebody in post at a county or the city sees both. */
export async function listDuplicates(act: Act): Promise<Duplicate[]> {
  const original = aliasedTable(members, 'original');
  const high = grantsFor(act.actor, 'member.read').filter(({ role }) => role === 'county' || role === 'city');
  const rows = await act.tx
    .select({
      id: members.id,
      name: members.name,
      regionCode: members.regionCode,
      state: members.state,
      original: { id: original.id, name: original.name, regionCode: original.regionCode, state: original.state },
    })
    .from(members)
    .innerJoin(original, eq(original.id, members.duplicateOfId))
    .where(
      and(
        isNotNull(members.duplicateOfId),
        codeWithin(
          members.regionCode,
          high.map((grant) => grant.regionCode),
        ),
      ),
    )
    .orderBy(asc(members.enrolledAt), asc(members.id));
  return rows;
}
