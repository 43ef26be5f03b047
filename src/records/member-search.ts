/**
 * Finding people in one's reach: by name, 花名, pinyin initials, card number, phone. Stable order (pinyin, then id) and
 * pages that go on after the last row, so that nobody stands on two of them. No LIKE: prefixes are ranges, "contains" is a
 * replacement.
 */
import {
  aliasedTable,
  and,
  asc,
  eq,
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
import { cards, memberKeys, members } from '#db/schema/people';
import { halfWidth, normalPhone } from '#domain/digits';
import type { MemberState } from '#domain/member';
import { type Action, grantsFor } from '#domain/permission';
import { prefixesFor } from '#domain/reach';
import { LEVELS, next, type RegionCode } from '#domain/region';
import { isCardNumber } from '#records/card';
import { keyFor } from '#records/member-keys';
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

/**
 * One page of those who are meant, in the order of lists.
 *
 * A village or town is read whole and looked through. Where more may live than that, people are read in order under a key
 * of what was typed, until the page is full.
 */
export async function searchMembers(act: Act, search: Search, action: Action = 'member.read'): Promise<Page> {
  const limit = search.limit ?? PAGE;
  const meant = meantBy(act, search.q ?? '');
  const where = and(
    memberScope(act, action),
    search.regionCode ? codeWithin(members.regionCode, [search.regionCode]) : undefined,
    search.hamletId ? eq(members.hamletId, search.hamletId) : undefined,
    search.states ? inArray(members.state, [...search.states]) : undefined,
    search.serves === undefined ? undefined : eq(members.serves, search.serves),
    search.receives === undefined ? undefined : eq(members.receives, search.receives),
    meant.where,
  );
  const rows =
    meant.key === null || isNarrow(act, search, action)
      ? await readThrough(act, where, search.after, limit + 1)
      : await readUnder(act, meant.key, where, search.after, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, after: rows.length > limit && last ? `${last.pinyin}|${last.id}` : null };
}

/** Few enough to be read whole: a town at most, or only those who wait for something. */
function isNarrow(act: Act, { regionCode, states }: Search, action: Action): boolean {
  if (act.actor.kind === 'member' || (states && !states.includes('approved'))) return true;
  const places = regionCode ? [regionCode] : act.actor.kind === 'staff' ? prefixesFor(act.actor, action) : [CITY_WIDE];
  return places.every((place) => place.length >= LEVELS.town);
}

/** The clock reaches everybody. */
const CITY_WIDE = '';

const readThrough = (act: Act, where: SQL | undefined, after: string | null | undefined, limit: number) =>
  act.tx
    .select(COLUMNS)
    .from(members)
    .where(and(where, behind(members.pinyin, members.id, after)))
    .orderBy(asc(members.pinyin), asc(members.id))
    .limit(limit);

const readUnder = (act: Act, key: string, where: SQL | undefined, after: string | null | undefined, limit: number) =>
  act.tx
    .select(COLUMNS)
    .from(memberKeys)
    .innerJoin(members, eq(members.id, memberKeys.memberId))
    .where(and(eq(memberKeys.key, key), behind(memberKeys.pinyin, memberKeys.memberId, after), where))
    .orderBy(asc(memberKeys.pinyin), asc(memberKeys.memberId))
    .limit(limit);

function behind(pinyin: SQLWrapper, id: SQLWrapper, after: string | null | undefined): SQL | undefined {
  if (!after) return undefined;
  const at = after.lastIndexOf('|');
  const [last, lastId] = [after.slice(0, at), after.slice(at + 1)];
  // Said twice, so that an index is entered there and not read from its beginning.
  return and(gte(pinyin, last), or(gt(pinyin, last), gt(id, lastId)));
}

/** Who is meant by what was typed, and the key that all of them are under; null where an index of its own finds them. */
interface Meant {
  where: SQL | undefined;
  key: string | null;
}

function meantBy(act: Act, typed: string): Meant {
  const q = halfWidth(typed).trim();
  if (/^[\d\s+()./-]+$/.test(q)) return { where: byNumber(act, q), key: null };
  if (/^[a-zA-Z\s]+$/.test(q)) return bySpelling(q.toLowerCase().replace(/\s/g, ''));
  const where = q === '' ? undefined : or(contains(members.name, q), contains(members.nickname, q));
  return { where, key: keyFor(q, 'name') };
}

const beginsWith = (column: SQLWrapper, prefix: string): SQL | undefined =>
  and(gte(column, prefix), lt(column, next(prefix)));
const contains = (column: SQLWrapper, part: string): SQL => sql`replace(${column}, ${part}, '') <> ${column}`;

function bySpelling(letters: string): Meant {
  const together = sql`replace(${members.pinyin}, ' ', '')`;
  const where = or(
    beginsWith(members.initials, letters),
    contains(members.initials, `/${letters}`),
    beginsWith(together, letters),
  );
  return { where, key: keyFor(letters, 'spelling') };
}

/** Four digits are the end of a phone, eight with a right check digit a card, anything longer a phone in full. */
function byNumber(act: Act, q: string): SQL | undefined {
  const digits = q.replace(/\D/g, '');
  if (digits.length === 4) return eq(members.phoneTail, digits);
  if (isCardNumber(digits)) return inArray(members.id, ofCard(act, digits));
  try {
    return eq(members.phoneHash, phoneHash(act.vault, normalPhone(q)));
  } catch {
    return sql`1 = 0`;
  }
}

const ofCard = (act: Act, number: string) =>
  act.tx
    .select({ id: cards.memberId })
    .from(cards)
    .where(and(eq(cards.number, number), isNull(cards.revokedAt)));

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
