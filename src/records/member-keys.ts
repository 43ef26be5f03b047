/**
 * What somebody is found by: the beginnings of every part of her name and 花名, of its spelling and of the initials. A key
 * only narrows down; whether she is meant is asked of her row. Each key has its people in the order of every list, so a
 * page of fifty is read and no more, however many there are of that name.
 */
import { and, eq, inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { memberKeys, type members } from '#db/schema/people';

type Named = Pick<typeof members.$inferSelect, 'id' | 'name' | 'nickname' | 'pinyin' | 'initials'>;

/** Characters of a name, and letters of a spelling, that a key has at most; the migration that filled the table knows them too. */
const [CHARACTERS, LETTERS] = [2, 3];

/** The key under which everybody is. */
const EVERYBODY = '';

/** All beginnings up to a length: 'lqm' → 'l', 'lq', 'lqm'. A rare character is two of a string's units, and one here. */
const beginnings = (text: string, most: number): string[] => {
  const characters = [...text];
  return Array.from({ length: Math.min(most, characters.length) }, (_, at) => characters.slice(0, at + 1).join(''));
};

const parts = (text: string): string[] =>
  [...text].flatMap((_, at, characters) => beginnings(characters.slice(at).join(''), CHARACTERS));

/** Each once: 陈伯 (chen bo, cb) is found under '', 陈, 陈伯, 伯, c, ch, che, cb. */
export function keysOf({ name, nickname, pinyin, initials }: Omit<Named, 'id'>): string[] {
  const spelled = [pinyin.replaceAll(' ', ''), initials].flatMap((text) => text.split('/'));
  return [
    ...new Set([
      EVERYBODY,
      ...parts(name),
      ...parts(nickname ?? ''),
      ...spelled.flatMap((text) => beginnings(text, LETTERS)),
    ]),
  ];
}

/** The longest key that everybody has who is meant by these characters of a name, or letters of a spelling. */
export const keyFor = (typed: string, as: 'name' | 'spelling'): string =>
  beginnings(typed, as === 'name' ? CHARACTERS : LETTERS).at(-1) ?? EVERYBODY;

export const keyRowsOf = (member: Named): (typeof memberKeys.$inferInsert)[] =>
  keysOf(member).map((key) => ({ key, pinyin: member.pinyin, memberId: member.id }));

/** Called by whoever writes members, and by nobody else. */
export async function writeKeys(act: Act, member: Named): Promise<void> {
  await act.tx.insert(memberKeys).values(keyRowsOf(member));
}

/** She is called otherwise now, or spelled otherwise. */
export async function rewriteKeys(act: Act, before: Named, after: Named): Promise<void> {
  const [old, fresh] = [keyRowsOf(before), keyRowsOf(after)];
  if (JSON.stringify(old) === JSON.stringify(fresh)) return;
  const hers = and(eq(memberKeys.pinyin, before.pinyin), eq(memberKeys.memberId, before.id));
  await act.tx.delete(memberKeys).where(
    and(
      inArray(
        memberKeys.key,
        old.map(({ key }) => key),
      ),
      hers,
    ),
  );
  await writeKeys(act, after);
}
