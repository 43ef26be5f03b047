/**
 * Printed cards. The number is what one types or says over the telephone, the token what its QR code carries. Eight
 * digits, the last of which finds every single wrong digit (ISO 7064 MOD 11,10). Revoked, never deleted.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { cards, members } from '#db/schema/people';
import { halfWidth } from '#domain/digits';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { memberScope } from '#records/scope';

export type CardRow = typeof cards.$inferSelect;
export type CardKind = CardRow['kind'];

const DIGITS = 8;
const TOKEN_BYTES = 16;
/** Ten million numbers and far fewer cards: a few throws are enough. */
const THROWS = 20;

/** The digit that makes the whole number right. */
export function cardCheckDigit(digits: string): string {
  let carry = 10;
  for (const digit of digits) {
    const sum = (carry + Number(digit)) % 10 || 10;
    carry = (sum * 2) % 11;
  }
  return String((11 - carry) % 10);
}

/** Eight digits, not beginning with 0, with a right check digit. */
export const isCardNumber = (text: string): boolean =>
  /^[1-9]\d{7}$/.test(text) && cardCheckDigit(text.slice(0, DIGITS - 1)) === text.at(-1);

function newNumber(): string {
  const digits = String(randomInt(10 ** (DIGITS - 2), 10 ** (DIGITS - 1)));
  return digits + cardCheckDigit(digits);
}

/** A new card with a number that nobody ever had. */
export async function insertCard(act: Act, memberId: string, kind: CardKind): Promise<CardRow> {
  for (let thrown = 0; thrown < THROWS; thrown++) {
    const [card] = await act.tx
      .insert(cards)
      .values({
        id: act.ids('crd'),
        memberId,
        kind,
        number: newNumber(),
        token: randomBytes(TOKEN_BYTES).toString('base64url'),
        issuedBy: act.actor.id,
        issuedAt: act.now,
      })
      .onConflictDoNothing()
      .returning();
    if (card) return card;
  }
  throw new Refusal('too_slow');
}

/** Cards of a member that still open something. The caller has found the member. */
export async function liveCardsOf(act: Act, memberId: string): Promise<CardRow[]> {
  return act.tx
    .select()
    .from(cards)
    .where(and(eq(cards.memberId, memberId), isNull(cards.revokedAt)))
    .orderBy(asc(cards.issuedAt), asc(cards.id));
}

/** The numbers that are printed on what these members hold now, and nothing that opens a door. The caller has found them. */
export async function cardNumbersOf(
  act: Act,
  memberIds: readonly string[],
): Promise<Pick<CardRow, 'memberId' | 'number'>[]> {
  if (memberIds.length === 0) return [];
  return numbersQuery(act.tx).execute({ ids: [...memberIds] });
}

const numbersQuery = prepared((tx) =>
  tx
    .select({ memberId: cards.memberId, number: cards.number })
    .from(cards)
    .where(and(among(cards.memberId, 'ids'), isNull(cards.revokedAt)))
    .orderBy(asc(cards.issuedAt), asc(cards.id))
    .prepare('card_numbers'),
);

/** @throws Refusal `not_found` when there is none or its member is out of reach */
export async function findCard(act: Act, id: string, action: Action): Promise<CardRow & { regionCode: string }> {
  const [row] = await act.tx
    .select({ card: cards, regionCode: members.regionCode })
    .from(cards)
    .innerJoin(members, eq(members.id, cards.memberId))
    .where(and(eq(cards.id, id), memberScope(act, action)));
  const { card, regionCode } = must(row);
  return { ...card, regionCode };
}

/** @throws Refusal `already_done` */
export async function revokeCard(act: Act, id: string, reason: string): Promise<CardRow> {
  const [row] = await act.tx
    .update(cards)
    .set({ revokedBy: act.actor.id, revokedAt: act.now, revokedReason: reason })
    .where(and(eq(cards.id, id), isNull(cards.revokedAt)))
    .returning();
  if (!row) throw new Refusal('already_done');
  return row;
}

/**
 * The live card that was shown, by what was typed (its number, with spaces, dashes, full-width digits) or scanned (its
 * token, in which a dash is a letter). Not scoped: whoever stands before it has it in hand.
 */
export async function cardOf(act: Act, shown: string): Promise<CardRow | null> {
  const digits = halfWidth(shown).replace(/[\s-]/g, '');
  const key = isCardNumber(digits) ? eq(cards.number, digits) : eq(cards.token, shown.trim());
  const [row] = await act.tx
    .select()
    .from(cards)
    .where(and(key, isNull(cards.revokedAt)));
  return row ?? null;
}

const TOKEN = /^[\w-]{22}$/;

/** The live card whose QR code was scanned. Never by its number: numbers can be guessed, tokens cannot. */
export async function cardByToken(act: Act, token: string): Promise<CardRow | null> {
  if (!TOKEN.test(token)) return null;
  const [row] = await act.tx
    .select()
    .from(cards)
    .where(and(eq(cards.token, token), isNull(cards.revokedAt)));
  return row ?? null;
}

/** Numbers of live member cards by the name on file: for the demo's welcome, which asks for its own few. */
export async function memberCards({ tx }: Pick<Act, 'tx'>, names: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .select({ name: members.name, number: cards.number })
    .from(cards)
    .innerJoin(members, eq(members.id, cards.memberId))
    .where(and(eq(cards.kind, 'member'), isNull(cards.revokedAt), inArray(members.name, [...names])));
  return new Map(rows.map((row) => [row.name, row.number]));
}
