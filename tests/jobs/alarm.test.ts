/** 账簿报警: a book that does not stand is told to its county's officers and the auditors, once a day, by the usual courier. */
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accounts } from '#db/schema/ledger';
import { users } from '#db/schema/office';
import { notices, outbox } from '#db/schema/telling';
import { checkpointText } from '#domain/seal/checkpoint';
import { writeNote } from '#domain/seal/note';
import { ALARMS, isAlarm, SHORT } from '#domain/telling';
import type { Message } from '#jobs/channel';
import { carry } from '#jobs/courier';
import { runDaily } from '#jobs/daily';
import { writeCheckpoint } from '#ledger/checkpoint';
import { openApp } from '#tests/support/app';
import { newSealFolder, type SealFolder } from '#tests/support/seal';
import { openWorld, type World } from '#tests/support/world';
import { beginAudit, keepAudit, readBooks } from '#usecases/ledger/audit';
import { sealJournal } from '#usecases/seal/seal';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.fillPool('445321100', 6000);
});
afterEach(() => world.close());

const night = async (day: string) => {
  world.at(`${day}T00:10`);
  await runDaily(world.house, () => readBooks(world.job('audit')));
  world.at(`${day}T09:00`);
};
const byHand = async () => {
  const { run } = await beginAudit(world.desk('苏科'));
  await keepAudit(world.desk('苏科'), run.id, await readBooks(world.job('audit')));
};
/** Of every account: as wrong as a book can be. */
const someoneAdds = (minutes: number) =>
  world.house.store.transact([], (tx) => tx.update(accounts).set({ balance: sql`${accounts.balance} + ${minutes}` }));
const alarms = async () =>
  (await world.read((act) => act.tx.select().from(notices))).filter(({ event }) => isAlarm(event));
const toldNames = async () => {
  const names = new Map(Object.entries(world.made.users).map(([name, { id }]) => [id, name]));
  return (await alarms()).map(({ toId }) => names.get(toId)).sort();
};
const letters = async () => {
  const sent: Message[] = [];
  const channel = { send: async (message: Message) => void sent.push(message) };
  await carry(world.house, { channel, servicePhone: '0766-12345' });
  return sent.filter(({ event }) => isAlarm(event));
};
const THEY = ['何科', '审计老吴', '苏科'];

describe('a night that finds a fault', () => {
  test('tells the county’s officers and the auditor once, however many rows are wrong', async () => {
    await someoneAdds(60);
    await night('2026-11-24');
    expect(await toldNames()).toEqual(THEY);
    // Who has read the same fault that day has been told of it.
    await byHand();
    expect((await alarms()).length).toBe(3);
    const sent = await letters();
    expect(sent.map(({ event }) => event)).toEqual(['bookFault', 'bookFault', 'bookFault']);
    expect(sent[0]?.text).toBe('新兴县的账簿查出对不上。请马上打开账簿页面看。 电话 0766-12345');
    expect(await letters()).toEqual([]);

    await night('2026-11-25');
    expect((await alarms()).length).toBe(6);
    await someoneAdds(-60);
    await night('2026-11-26');
    expect((await alarms()).length).toBe(6);
  });

  test('is told again the same day when it is another one', async () => {
    await someoneAdds(60);
    await night('2026-11-24');
    await someoneAdds(-60);
    await world.house.store.transact([], (tx) => tx.update(accounts).set({ held: 5 }).where(eq(accounts.kind, 'pool')));
    await byHand();
    expect((await alarms()).length).toBe(6);
  });

  test('stands on the page of each with what was found, and leads to the book', async () => {
    await someoneAdds(60);
    await night('2026-11-24');
    const open = await openApp({ house: world.house });
    for (const [name, lang, words] of [
      ['苏科', 'zh-CN', /新兴县的账簿查出对不上.*第一处：账户 .*结余和分录算出来的不一样/],
      ['审计老吴', 'en', /The book of Xinxing County does not add up.*First: .*is not what the entries come to/],
    ] as const) {
      const client = open.client();
      client.cookies.set('lang', lang);
      await client.signInAs(world.user(name).id);
      const page = await client.get('/notices');
      expect(page.text('main .records')).toMatch(words);
      const [link] = page.root.querySelectorAll('main .records a');
      expect((await client.get(link?.getAttribute('href') ?? '')).status).toBe(200);
      expect((await client.get('/desk')).root.querySelector('main a[href="/notices"]')).not.toBeNull();
      const read = await client.submit(page, {}, 'form[action="/notices"]');
      expect(read.root.querySelector('form[action="/notices"]')).toBeNull();
    }
    await open.close();
  });

  test('where nobody has a number it lies with the messages that did not arrive', async () => {
    await world.house.store.transact([], (tx) => tx.update(users).set({ workPhone: null }));
    await someoneAdds(60);
    await night('2026-11-24');
    expect(await letters()).toEqual([]);
    const dead = await world.read((act) => act.tx.select().from(outbox).where(eq(outbox.state, 'dead')));
    expect(dead.map(({ lastError, regionCode }) => `${lastError} ${regionCode}`)).toEqual(
      Array(3).fill('no_number 445321'),
    );
    const open = await openApp({ house: world.house });
    const client = open.client();
    await client.signInAs(world.user('苏科').id);
    expect((await client.get('/undelivered')).text('main')).toContain('新兴县的账簿查出对不上');
    await open.close();
  });
});

describe('a book that is refused', () => {
  let files: SealFolder;
  beforeEach(() => {
    files = newSealFolder();
    world.house.seal = files.open();
  });
  afterEach(() => files.drop());
  /** A head that we signed, of a book that this database does not hold. */
  const signed = (size: number) => {
    const head = { origin: files.open().originOf('xinxing'), size, root: Buffer.alloc(32, 3) };
    const text = checkpointText(head);
    return { ...head, note: writeNote({ text, signatures: files.open().sign(head.origin, text) }) };
  };

  test('because it was set back: told at the first posting, and at no other that day', async () => {
    files.open().keep('xinxing', signed(9_999).note);
    const post = () => world.job('test').write(['xinxing'], async () => {});
    await expect(post()).rejects.toMatchObject({ code: 'book_set_back' });
    await expect(post()).rejects.toMatchObject({ code: 'book_set_back' });
    await expect(sealJournal(world.job('seal'), 'xinxing')).rejects.toMatchObject({ code: 'book_set_back' });
    await byHand();
    expect(await toldNames()).toEqual(THEY);
    const [sent] = await letters();
    expect(sent?.text).toBe('新兴县的账簿比封过的账旧，已停止记账。请马上告诉系统管理人。 电话 0766-12345');
    world.at('2026-11-24T09:00');
    await expect(post()).rejects.toMatchObject({ code: 'book_set_back' });
    expect((await alarms()).length).toBe(6);
  });

  test('because what was sealed is not what stands there: told at the sealing', async () => {
    const head = signed(1);
    const peaks = [Buffer.alloc(32, 4)];
    await world
      .job('seal')
      .write([], (act) => writeCheckpoint(act, { ...head, journal: 'xinxing', tree: 'sha256', peaks }));
    files.open().keep('xinxing', head.note);
    await world.fillPool('445321100', 60);
    for (let times = 0; times < 2; times += 1) {
      await expect(sealJournal(world.job('seal'), 'xinxing')).rejects.toMatchObject({ code: 'book_bent' });
    }
    expect(await toldNames()).toEqual(THEY);
    expect((await letters())[0]?.text).toContain('和封过的账不一样');
  });
});

test('every alarm fits one message in both languages', async () => {
  expect(ALARMS.length).toBe(3);
  await someoneAdds(60);
  await night('2026-11-24');
  await world.house.store.transact([], (tx) => tx.update(users).set({ language: 'en' }));
  for (const event of ALARMS) {
    await world.house.store.transact([], async (tx) => {
      await tx.update(notices).set({ event }).where(eq(notices.side, 'office'));
      await tx.update(outbox).set({ state: 'waiting', tries: 0, nextAt: 0 }).where(eq(outbox.channel, 'phone'));
    });
    const [sent] = await letters();
    expect(sent?.text.length).toBeLessThanOrEqual(SHORT.en);
    expect(sent?.text).toContain('Xinxing County');
  }
});
