/** Whoever is found by keys is whoever a look at everybody finds: in village, town, county and city, page by page. */
import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAWEN, LIYUAN, type Somebody } from '#cli/demo/cast';
import { dialect } from '#db/dialect';
import { memberKeys, members } from '#db/schema/people';
import { halfWidth } from '#domain/digits';
import { keyFor, keyRowsOf, keysOf } from '#records/member-keys';
import { type Search, searchMembers } from '#records/member-search';
import { openWorld, type World } from '#tests/support/world';
import { correctMember } from '#usecases/member/correct';

const ELDER: Somebody = { sex: 'male', bornOn: '1950-01-01', receives: true };
const NAMES = [
  '欧阳桂芳',
  '陈陈',
  '吕四娘',
  '𠮷野',
  '陈国强',
  '陈国强',
  'Maria Lopez',
  '买买提·吐尔逊',
  '单雄',
  '区五妹',
  '梁%伯',
];
const NICKNAMES = ['七婆', '豆豉强', null, '吉', '肥陈', null, null, "阿'买", '桥头/单', null, '梁_'];

let world: World;
beforeAll(async () => {
  world = await openWorld();
  for (const [at, name] of NAMES.entries()) {
    const nickname = NICKNAMES[at] ?? undefined;
    await world.enrol(`${at}`, { ...ELDER, name, nickname, regionCode: at % 3 === 0 ? LIYUAN : DAWEN });
  }
});
afterAll(() => world.close());

/** What the words in `#records/member-search` say, over one person. */
function isMeant(row: typeof members.$inferSelect, typed: string): boolean {
  const q = halfWidth(typed).trim();
  if (q === '') return true;
  if (!/^[a-zA-Z\s]+$/.test(q)) return row.name.includes(q) || (row.nickname ?? '').includes(q);
  const letters = q.toLowerCase().replace(/\s/g, '');
  const spelled = [row.pinyin.replaceAll(' ', ''), ...row.initials.split('/')];
  return spelled.some((text) => text.startsWith(letters));
}

/** A helper, a clerk next door, a town, a county and the city. */
const SEARCHERS = ['阿芬', '隔壁阿强', '梁主任', '苏科', '罗处'];

async function everyPage(by: string, q: string, search: Search): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const page = await world.desk(by).read((act) => searchMembers(act, { q, ...search, after, limit: 3 }));
    found.push(...page.rows.map((row) => row.id));
    after = page.after;
  } while (after !== null);
  return found;
}

const byPinyin = (a: typeof members.$inferSelect, b: typeof members.$inferSelect) =>
  Buffer.compare(Buffer.from(`${a.pinyin}\0${a.id}`), Buffer.from(`${b.pinyin}\0${b.id}`));

describe('keys of a name', () => {
  it('are beginnings of its parts, of its spelling and of the initials, each once', () => {
    const keys = keysOf({ name: '陈国强', nickname: '肥强', pinyin: 'chen guo qiang', initials: 'cgq/fq' });
    const han = ['陈', '陈国', '国', '国强', '强', '肥', '肥强'];
    expect(keys).toEqual(['', ...han, 'c', 'ch', 'che', 'cg', 'cgq', 'f', 'fq']);
    expect(keysOf({ name: '𠮷野', nickname: null, pinyin: 'x', initials: 'x' })).toEqual(['', '𠮷', '𠮷野', '野', 'x']);
  });

  it('hold the key of everything that means somebody', () => {
    const word = fc.string({ unit: fc.constantFrom(...'陈国强七婆𠮷 /a'), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(word, fc.nat(5), fc.nat(5), (name, from, length) => {
        const part = [...name].slice(from, from + length + 1).join('');
        expect(keysOf({ name, nickname: null, pinyin: 'x', initials: 'x' })).toContain(keyFor(part, 'name'));
      }),
    );
  });
});

describe('finding by keys', () => {
  it('finds whom a look at everybody in reach finds, in that order', async () => {
    const all = await world.read((act) => act.tx.select().from(members));
    const texts = all.flatMap(({ name, nickname, pinyin, initials }) => [
      name,
      nickname ?? '',
      pinyin,
      pinyin.replaceAll(' ', ''),
      ...initials.split('/'),
    ]);
    const part = fc
      .tuple(fc.constantFrom(...texts), fc.nat(3), fc.integer({ min: 1, max: 5 }))
      .map(([text, from, length]) => [...text].slice(from, from + length).join(''));
    const odd = fc.constantFrom('', ' ', '%', '_', "'", '😀', '陈%', "陈' or 1=1 --", '\\', 'zz', 'ｃｈ', 'ー');
    const states = fc.constantFrom(undefined, ['approved'] as const, ['submitted'] as const);
    await fc.assert(
      fc.asyncProperty(fc.oneof(part, odd, part), fc.constantFrom(...SEARCHERS), states, async (q, by, only) => {
        fc.pre(!/^[\d\s+()./-]+$/.test(halfWidth(q).trim()));
        const reached = new Set(await everyPage(by, '', { limit: 3 }));
        const meant = all
          .filter((row) => reached.has(row.id) && isMeant(row, q))
          .filter((row) => !only || (only as readonly string[]).includes(row.state));
        const ids = meant.sort(byPinyin).map((row) => row.id);
        expect(await everyPage(by, q, { states: only })).toEqual(ids);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a sign that a pattern would take', '%'],
    ['a quote', "'"],
    ['an emoji', '😀'],
    ['4,000 characters', '陈'.repeat(4000)],
    ['4,000 letters', 'c'.repeat(4000)],
    ['4,000 digits', '1'.repeat(4000)],
  ])('answers %s with nobody or with whoever has it', async (_, q) => {
    for (const by of SEARCHERS) {
      const { rows, after } = await world.desk(by).read((act) => searchMembers(act, { q }));
      expect(rows.every((row) => `${row.name}/${row.nickname}`.includes(q))).toBe(true);
      expect(after).toBeNull();
    }
  });

  it('finds her by her new name and no more by the old one', async () => {
    const { id } = world.member('10');
    const find = async (q: string) =>
      (await world.desk('罗处').read((act) => searchMembers(act, { q }))).rows.some((row) => row.id === id);
    expect([await find('梁%'), await find('l')]).toEqual([true, true]);
    await correctMember(world.desk('阿芬'), { key: world.key(), id, version: 1, name: '冼八', nickname: null });
    expect([await find('梁%'), await find('l'), await find('冼'), await find('xb')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('stands on the same keys that the migration gave to those who were on file before', async () => {
    const stored = () =>
      world.read(async ({ tx }) =>
        (await tx.select().from(memberKeys)).map(({ key, pinyin, memberId }) => `${key}|${pinyin}|${memberId}`).sort(),
      );
    const all = await world.read((act) => act.tx.select().from(members));
    const fresh = all.flatMap(keyRowsOf).map(({ key, pinyin, memberId }) => `${key}|${pinyin}|${memberId}`);
    expect(await stored()).toEqual(fresh.sort());
    const folder = `db/migrations/${dialect}`;
    const file = readdirSync(folder).find((name) => name.endsWith('_member_keys.sql')) ?? '';
    const fill = readFileSync(`${folder}/${file}`, 'utf8').split('--> statement-breakpoint').at(-1) ?? '';
    await world.write([], async ({ tx }) => {
      await tx.delete(memberKeys);
      const statement = sql.raw(fill.trim().replace(/;$/, ''));
      await ('run' in tx
        ? (tx as unknown as { run(query: typeof statement): unknown }).run(statement)
        : tx.execute(statement));
    });
    expect(await stored()).toEqual(fresh.sort());
  });
});
