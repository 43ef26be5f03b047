import { beforeEach, describe, expect, it } from 'vitest';
import { entries, transfers } from '#db/schema/ledger';
import { clearingAccount, grantedAccount, issuanceAccount, ownAccount, poolAccount } from '#domain/ledger';
import { accountAt } from '#ledger/balance';
import { openHolds, releaseLines } from '#ledger/hold';
import { type Event, post } from '#ledger/post';
import { creditOf, reverse, shortfallsOf } from '#ledger/reverse';
import { statementOf } from '#ledger/statement';
import { openBook, type TestBook } from '#tests/support/book';

const J = 'xinxing';
const granted = grantedAccount(J, 'mem_chen', '2026-11');
const own = ownAccount(J, 'mem_li');
const pool = poolAccount(J, 'reg_xincheng');

let book: TestBook;
beforeEach(async () => {
  book = await openBook();
  return () => book.close();
});

const grant = (minutes: number, key = 'grant:mem_chen:2026-11'): Event => ({
  event: 'grant',
  subjectId: 'mem_chen',
  lines: [{ kind: 'post', from: issuanceAccount(J), to: granted, minutes }],
  key,
  lapsesOn: '2027-01-31',
});
const hold = (minutes: number, id = 'hld_1', subjectId = 'exc_1'): Event => ({
  event: 'hold',
  subjectId,
  lines: [{ kind: 'hold', from: granted, minutes, hold: id }],
  key: `hold:${id}`,
});
const credit = (lines: Event['lines'], subjectId = 'exc_1', key = `credit:${subjectId}`): Event => ({
  event: 'credit',
  subjectId,
  lines,
  key,
  servedOn: '2026-11-22',
});
const postOne = (event: Event) => book.write([J], (act) => post(act, event));
const at = (ref: { journal: string; id: string }) => book.read((act) => accountAt(act, ref));

describe('posting', () => {
  it('numbers entries without a gap and stores what stood on both accounts', async () => {
    await postOne(grant(240));
    const second = await postOne(hold(120));
    expect(second.entries).toMatchObject([{ journal: J, seq: 2 }]);
    const lines = await book.read((act) => act.tx.select().from(transfers).orderBy(transfers.seq));
    expect(lines.map(({ seq, fromBalance, fromHeld, toBalance }) => [seq, fromBalance, fromHeld, toBalance])).toEqual([
      [1, -240, 0, 240],
      [2, 240, 120, null],
    ]);
    expect(await book.faults()).toEqual([]);
  });

  it('never posts the same key twice', async () => {
    await postOne(grant(240));
    await expect(postOne(grant(240))).rejects.toMatchObject({ name: 'Conflict' });
    expect(await at(granted)).toMatchObject({ balance: 240 });
  });

  it('credits an exchange once, whatever the key', async () => {
    await postOne(grant(240));
    const line = { kind: 'post', from: granted, to: own, minutes: 10 } as const;
    await postOne(credit([line]));
    await expect(postOne(credit([line], 'exc_1', 'another'))).rejects.toMatchObject({ name: 'Conflict' });
    expect(await at(own)).toMatchObject({ balance: 10 });
  });

  it('refuses to pay from nothing, and says what is missing', async () => {
    await postOne(grant(100));
    await expect(postOne(hold(130))).rejects.toMatchObject({ code: 'minutes_short', params: { missing: 30 } });
    await postOne(hold(80));
    const overdrawn = credit([{ kind: 'post', from: granted, to: own, minutes: 30 }]);
    await expect(postOne(overdrawn)).rejects.toMatchObject({ code: 'minutes_short', params: { missing: 10 } });
    expect(await at(granted)).toMatchObject({ balance: 100, held: 80 });
  });

  it('posts only to journals that the unit has locked', async () => {
    await expect(book.write([], (act) => post(act, grant(10)))).rejects.toThrow(/did not lock/);
  });

  it('is refused by the database too when code forgets: no transfer of nothing, no account below its floor', async () => {
    await postOne(grant(10));
    const forged = { journal: J, seq: 1, line: 9, kind: 'post', fromAccount: granted.id, toAccount: own.id } as const;
    const figures = { minutes: 0, fromBalance: 0, fromHeld: 0, toBalance: 0 };
    await expect(
      book.write([J], (act) => act.tx.insert(transfers).values({ ...forged, ...figures })),
    ).rejects.toThrow();
    await postOne(hold(5));
    const late = { ...forged, ...figures, minutes: 1 };
    await expect(book.write([J], (act) => act.tx.insert(transfers).values(late))).rejects.toMatchObject({
      constraint: 'append_only',
    });
    await expect(book.write([J], (act) => act.tx.update(entries).set({ reason: 'x' }))).rejects.toThrow();
    await expect(book.write([J], (act) => act.tx.delete(transfers))).rejects.toThrow();
  });
});

describe('holds', () => {
  it('take several settles and releases, and never more than they hold', async () => {
    await postOne(grant(240));
    await postOne(hold(120));
    await postOne(
      credit([
        { kind: 'settle', hold: 'hld_1', to: own, minutes: 50 },
        { kind: 'settle', hold: 'hld_1', to: ownAccount(J, 'mem_liang'), minutes: 30 },
        { kind: 'release', hold: 'hld_1', minutes: 15 },
      ]),
    );
    expect(await at(granted)).toMatchObject({ balance: 160, held: 25 });
    const [left] = await book.read((act) => openHolds(act, 'exc_1'));
    expect(left).toMatchObject({ left: 25 });
    const tooMuch = {
      event: 'release',
      subjectId: 'exc_1',
      key: 'r',
      lines: [{ kind: 'release', hold: 'hld_1', minutes: 26 }],
    };
    await expect(postOne(tooMuch as Event)).rejects.toMatchObject({ code: 'hold_overdrawn' });
    const rest = await book.read((act) => openHolds(act, 'exc_1'));
    await postOne({ event: 'release', subjectId: 'exc_1', key: 'r', lines: releaseLines(rest) });
    expect(await at(granted)).toMatchObject({ balance: 160, held: 0 });
    expect(await book.faults()).toEqual([]);
  });
});

describe('between two counties', () => {
  it('writes one entry in each journal and leaves the clearing pair at zero together', async () => {
    const far = ownAccount('luoding', 'mem_far');
    await postOne(grant(240));
    await postOne(hold(100));
    const posted = await book.write(['luoding', 'xinxing'], (act) =>
      post(
        act,
        credit([
          { kind: 'settle', hold: 'hld_1', to: far, minutes: 60 },
          { kind: 'release', hold: 'hld_1', minutes: 40 },
        ]),
      ),
    );
    expect(posted.entries.map((entry) => [entry.journal, entry.seq])).toEqual([
      ['luoding', 1],
      ['xinxing', 3],
    ]);
    expect(await at(clearingAccount('xinxing', 'luoding'))).toMatchObject({ balance: 60 });
    expect(await at(clearingAccount('luoding', 'xinxing'))).toMatchObject({ balance: -60 });
    expect(await at(far)).toMatchObject({ balance: 60 });
    expect(await book.faults()).toEqual([]);
  });
});

describe('reversal', () => {
  const credited = async (minutes: number, journal = J) => {
    await postOne(grant(240));
    await book.write([...new Set([J, journal])].sort(), (act) =>
      post(act, credit([{ kind: 'post', from: granted, to: ownAccount(journal, 'mem_li'), minutes }])),
    );
    const entry = await book.read((act) => creditOf(act, 'exc_1'));
    return entry?.eventId ?? '';
  };
  const undo = (
    eventId: string,
    accepted: { journal: string; account: string; minutes: number }[] = [],
    key = 'rev:1',
  ) =>
    book.write(['luoding', 'xinxing'], (act) =>
      reverse(act, eventId, { approverId: 'usr_2', reason: 'false_record', key, accepted }),
    );

  it('mirrors every line, once, and is never itself reversed', async () => {
    const eventId = await credited(90);
    const reversal = await undo(eventId);
    expect(await at(own)).toMatchObject({ balance: 0 });
    expect(await at(granted)).toMatchObject({ balance: 240 });
    await expect(undo(eventId, [], 'rev:2')).rejects.toMatchObject({ code: 'reversal_twice' });
    await expect(undo(reversal.eventId, [], 'rev:3')).rejects.toMatchObject({ code: 'reversal_twice' });
    expect(await book.faults()).toEqual([]);
  });

  it('mirrors both journals of a credit between counties', async () => {
    const eventId = await credited(90, 'luoding');
    const reversal = await undo(eventId);
    expect(reversal.entries).toHaveLength(2);
    expect(await at(clearingAccount('xinxing', 'luoding'))).toMatchObject({ balance: 0 });
    expect(await book.faults()).toEqual([]);
  });

  it('raises the floor by exactly what was spent, only as accepted, and later credits bring it back', async () => {
    const eventId = await credited(90);
    await postOne({
      event: 'hold',
      subjectId: 'exc_9',
      key: 'h9',
      lines: [{ kind: 'hold', from: own, minutes: 20, hold: 'hld_9' }],
    });
    await postOne({
      event: 'overflow',
      subjectId: 'mem_li',
      key: 'o1',
      lines: [{ kind: 'post', from: own, to: pool, minutes: 50 }],
    });
    const shortfalls = await book.read((act) => shortfallsOf(act, eventId));
    expect(shortfalls).toEqual([{ journal: J, account: own.id, minutes: 70 }]);
    await expect(undo(eventId)).rejects.toMatchObject({ code: 'state_moved' });
    await undo(eventId, shortfalls);
    expect(await at(own)).toMatchObject({ balance: -50, held: 20, available: -70, floor: 70 });
    const [last] = await book
      .read((act) => act.tx.select().from(entries).orderBy(entries.seq))
      .then((rows) => rows.slice(-1));
    expect(last?.floors).toEqual([{ account: own.id, minutes: 70 }]);

    await postOne(credit([{ kind: 'post', from: granted, to: own, minutes: 30 }], 'exc_2'));
    expect(await at(own)).toMatchObject({ available: -40, floor: 40 });
    await postOne(credit([{ kind: 'post', from: granted, to: own, minutes: 60 }], 'exc_3'));
    expect(await at(own)).toMatchObject({ available: 20, floor: 0 });
    expect(await book.faults()).toEqual([]);
  });
});

describe('statement', () => {
  it('opens, adds up and closes; holding moves nothing', async () => {
    await postOne(grant(240));
    book.now += 1000;
    const from = book.now;
    await postOne(hold(120));
    await postOne(
      credit([
        { kind: 'settle', hold: 'hld_1', to: own, minutes: 90 },
        { kind: 'release', hold: 'hld_1', minutes: 30 },
      ]),
    );
    const statement = await book.read((act) => statementOf(act, granted, from, book.now + 1));
    expect(statement).toMatchObject({ opening: 240, closing: 150 });
    expect(statement.lines.map((line) => line.minutes)).toEqual([-90]);
  });

  it('closes although a desk that opened earlier posts later', async () => {
    await postOne(grant(240));
    const late = book.now;
    book.now += 60_000;
    await postOne(credit([{ kind: 'post', from: granted, to: own, minutes: 10 }], 'exc_1'));
    const cut = book.now;
    book.now = late;
    await postOne(credit([{ kind: 'post', from: granted, to: own, minutes: 20 }], 'exc_2'));
    const before = await book.read((act) => statementOf(act, granted, 0, cut));
    const after = await book.read((act) => statementOf(act, granted, cut, cut + 1));
    expect([before.closing, after.opening, after.closing]).toEqual([240, 240, 210]);
  });

  it('of an account that was never used is empty and closes at zero', async () => {
    const statement = await book.read((act) => statementOf(act, own, 0, book.now));
    expect(statement).toMatchObject({ opening: 0, closing: 0, lines: [] });
  });
});
