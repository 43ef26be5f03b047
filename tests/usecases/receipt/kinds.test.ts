/** A receipt of whatever moves a member's minutes: it says which kind it is, and only whose minutes it moved has it. */
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { XINXING } from '#cli/demo/cast';
import { entries } from '#db/schema/ledger';
import { type EntryEvent, ownAccount, poolAccount } from '#domain/ledger';
import { type Line, post } from '#ledger/post';
import { liveCardsOf } from '#records/card';
import { checked, giveGrants } from '#tests/support/scene';
import { newSealFolder, type SealFolder } from '#tests/support/seal';
import { openWorld, type World } from '#tests/support/world';
import { issueCard } from '#usecases/card/issue';
import { acceptCorrection } from '#usecases/correction/decide';
import { proposeCorrection } from '#usecases/correction/propose';
import { creditExchange } from '#usecases/exchange/credit';
import { lapseGrants } from '#usecases/grant-list/lapse';
import { bringOpening } from '#usecases/opening/bring';
import { acceptOpening, proposeOpening } from '#usecases/opening/decide';
import { checkCode } from '#usecases/receipt/check';
import { readHandedIn } from '#usecases/receipt/hand-in';
import { type Numbered, receiptFile, viewReceipt } from '#usecases/receipt/view';
import { sealAll } from '#usecases/seal/seal';
import { readStatement } from '#usecases/statement/read';

const JOURNAL = 'xinxing';
let world: World;
let folder: SealFolder;

beforeAll(async () => {
  world = await openWorld();
  folder = newSealFolder();
  world.house.seal = folder.open();
  await world.fillPool('445321100', 6_000);
  await giveGrants(world);
  await creditExchange(world.desk('梁主任'), { id: await checked(world) });
  await bringIn('李姨', 3000);
  await correctOpening(1200);
  await posted('overflow', [{ kind: 'post', ...betweenOwnAndPool, minutes: 60 }]);
  const [from, to] = [ownAccount(JOURNAL, idOf('李姨')), ownAccount('luoding', idOf('李姨'))];
  await posted('move', [{ kind: 'post', from, to, minutes: 90 }], ['luoding', JOURNAL]);
  world.at('2027-02-01T01:00');
  await lapseGrants(world.job('lapse'));
  await sealAll(world.desk('梁主任'));
});
afterAll(async () => {
  await world.close();
  folder.drop();
});

const idOf = (name: string): string => world.member(name).id;
const betweenOwnAndPool = {
  get from() {
    return ownAccount(JOURNAL, idOf('李姨'));
  },
  to: poolAccount(JOURNAL, 'reg_1'),
};

const posted = (event: EntryEvent, lines: Line[], journals = [JOURNAL]) =>
  world.desk('苏科').write(journals, (act) => post(act, { event, subjectId: idOf('李姨'), lines, key: event }));

async function bringIn(name: string, minutes: number): Promise<void> {
  await issueCard(world.desk('阿芬'), { key: world.key(), memberId: idOf(name), kind: 'member' });
  const [card] = await world.read((act) => liveCardsOf(act, idOf(name)));
  const lines = [{ line: 2, number: card?.number ?? '', minutes, remark: null }];
  const list = { key: world.key(), countyCode: XINXING, source: '城东互助账本', lines };
  const opening = await bringOpening(world.desk('苏科'), list);
  await proposeOpening(world.desk('苏科'), opening);
  await acceptOpening(world.desk('何科'), opening);
}

async function correctOpening(minutes: number): Promise<void> {
  const wrong = { ...(await numberOf('opening')), reason: 'wrong_minutes' as const, note: null, minutes };
  const proposed = await proposeCorrection(world.desk('苏科'), { key: world.key(), ...wrong });
  await acceptCorrection(world.desk('罗处'), { ...proposed, accepted: [] });
}

/** The numbers of the entries of one kind in this book, the first unless another is asked for. */
async function numberOf(event: EntryEvent, at = 0): Promise<Numbered> {
  const rows = await world.read((act) =>
    act.tx.select().from(entries).where(eq(entries.event, event)).orderBy(asc(entries.seq)),
  );
  return { journal: JOURNAL, seq: rows.filter(({ journal }) => journal === JOURNAL)[at]?.seq ?? 0 };
}

const kinds: [EntryEvent, string, object][] = [
  ['grant', '陈伯', { amounts: [240], whose: [{ name: '陈伯' }] }],
  ['lapse', '陈伯', { amounts: [150], whose: [{ name: '陈伯' }] }],
  ['overflow', '李姨', { amounts: [60], whose: [{ name: '李姨' }] }],
  ['move', '李姨', { amounts: [90], leaves: true, other: { journal: { id: 'luoding' } } }],
  ['opening', '李姨', { amounts: [3000], whose: [{ name: '李姨' }] }],
  ['reversal', '李姨', { amounts: [3000], reversed: 'opening' }],
];

describe('a receipt of what is no service', () => {
  test.each(kinds)('of a %s', async (event, name, said) => {
    const which = await numberOf(event);
    const seen = await viewReceipt(world.desk(name), which);
    expect(seen).toMatchObject({ ...said, about: null, standing: 'holds', entry: { event } });
    const { code } = seen;
    expect(await checkCode(world.desk('李姨'), { ...which, code })).toMatchObject({ event, standing: 'holds' });
    const kept = Buffer.from(await receiptFile(world.desk(name), which));
    expect(await readHandedIn(world.desk('李姨'), kept)).toMatchObject({ ...which, code });
    for (const officer of ['阿芬', '梁主任', '审计老吴']) {
      expect((await viewReceipt(world.desk(officer), which)).code).toBe(code);
    }
    for (const other of ['七婆', '老梁', '隔壁阿珠', name === '陈伯' ? '李姨' : '陈伯']) {
      for (const read of [viewReceipt, receiptFile]) {
        await expect(read(world.desk(other), which), other).rejects.toMatchObject({ code: 'not_found' });
      }
    }
  });

  test('kin who read the passbook have it too', async () => {
    const which = await numberOf('grant');
    expect((await viewReceipt(world.desk('阿珍'), which)).whose).toMatchObject([{ name: '陈伯' }]);
    const moved = viewReceipt(world.desk('阿珍'), await numberOf('move'));
    await expect(moved).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what was wrong, what took it back and what stands instead name each other', async () => {
    const [wrong, instead, back] = [
      await numberOf('opening'),
      await numberOf('opening', 1),
      await numberOf('reversal'),
    ];
    const read = (which: Numbered) => viewReceipt(world.desk('李姨'), which);
    expect(await read(wrong)).toMatchObject({ reversedBy: back.seq, replacedBy: instead.seq, replaces: null });
    expect(await read(instead)).toMatchObject({ replaces: wrong.seq, reversedBy: null, amounts: [1200] });
    expect(await read(back)).toMatchObject({ reverses: wrong.seq, replaces: null, replacedBy: null });
  });

  test('a booking, its release and a quota move nobody’s balance, and have none', async () => {
    for (const event of ['hold', 'quota'] as const) {
      await expect(viewReceipt(world.desk('苏科'), await numberOf(event))).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('each line of a passbook has one', async () => {
    const seen: EntryEvent[] = [];
    for (const [name, month] of [
      ['李姨', '2026-11'],
      ['陈伯', '2026-11'],
      ['陈伯', '2027-02'],
    ] as const) {
      const { books } = await readStatement(world.desk(name), { memberId: idOf(name), month });
      for (const line of books.flatMap(({ lines }) => lines)) {
        expect((await viewReceipt(world.desk(name), line)).entry.id).toBe(line.entryId);
        seen.push(line.event);
      }
    }
    expect(new Set(seen)).toEqual(new Set(['credit', ...kinds.map(([event]) => event)]));
  });
});

test('who paid for a service is told what it took of hers; who gave it is not', async () => {
  const which = await numberOf('credit');
  expect((await viewReceipt(world.desk('陈伯'), which)).paid).toEqual([{ kind: 'granted', minutes: 90 }]);
  expect((await viewReceipt(world.desk('李姨'), which)).paid).toEqual([]);
});
