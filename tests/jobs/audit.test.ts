/** 每晚查账: a night in which all is well, a night after somebody was at the book, and the banner between two nights. */
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accounts } from '#db/schema/ledger';
import { audits } from '#db/schema/seal';
import type { ReadSoFar } from '#domain/audit-run';
import { dayOf } from '#domain/day';
import { runDaily } from '#jobs/daily';
import { readApart } from '#jobs/reader';
import { findAuditRun } from '#ledger/audit-run';
import { listJournals } from '#ledger/journal';
import { runGoesOn, takeRun } from '#records/due';
import { BENCH_SECRETS } from '#tests/bench/house';
import { type OpenApp, openApp } from '#tests/support/app';
import type { Client } from '#tests/support/client';
import { checked } from '#tests/support/scene';
import { JOURNAL, openSealedHouse } from '#tests/support/seal';
import { openWorld, type World } from '#tests/support/world';
import { creditExchange } from '#usecases/exchange/credit';
import { beginAudit, checkedBooks, keepAudit, readBooks } from '#usecases/ledger/audit';
import { sealAll } from '#usecases/seal/seal';

let world: World;
let open: OpenApp;
beforeEach(async () => {
  world = await openWorld();
  await world.fillPool('445321100', 6000);
  await creditExchange(world.desk('梁主任'), { id: await checked(world) });
  open = await openApp({ house: world.house });
});
afterEach(async () => {
  await open.close();
  await world.close();
});

const night = async (day: string) => {
  world.at(`${day}T00:10`);
  const done = await runDaily(world.house, () => readBooks(world.job('audit')));
  world.at(`${day}T09:00`);
  return done.audit ?? 0;
};
const rows = () =>
  world.read(({ tx }) => tx.select().from(audits).where(eq(audits.journal, JOURNAL)).orderBy(audits.finishedAt));
const as = async (name: string): Promise<Client> => {
  const client = open.client();
  await client.signInAs(world.user(name).id);
  return client;
};
const someoneAdds = (minutes: number) =>
  world.house.store.transact([], (tx) =>
    tx
      .update(accounts)
      .set({ balance: sql`${accounts.balance} + ${minutes}` })
      .where(eq(accounts.kind, 'pool')),
  );

test('a good night is written down, and the books’ page says how much was read', async () => {
  expect(await night('2026-11-26')).toBeGreaterThan(2);
  const [row] = await rows();
  expect(row).toMatchObject({ journal: 'xinxing', ok: true, faultKind: null, faultAt: null });
  const page = await (await as('苏科')).get('/ledger');
  expect(page.text('main')).toContain(`查的，${row?.entries} 条`);
  expect(page.text('main')).toContain('对得上');
  expect(page.text('main')).not.toContain('对不上');
});

test('after somebody was at the book every officer is told, until a night finds it in order', async () => {
  await night('2026-11-26');
  await someoneAdds(60);
  await night('2026-11-27');
  expect((await rows()).at(-1)).toMatchObject({
    ok: false,
    faultKind: 'account',
    faultAt: expect.stringMatching(/^pool:/),
  });
  for (const name of ['苏科', '梁主任', '阿芬', '审计老吴']) {
    const desk = await (await as(name)).get(name === '审计老吴' ? '/ledger' : '/desk');
    expect(desk.text('main'), name).toContain('每晚查账发现新兴县的账簿对不上');
  }
  const page = await (await as('苏科')).get('/ledger');
  expect(page.text('main')).toContain('结余和分录算出来的不一样');
  expect(page.root.querySelectorAll('main a[href="/ledger"]').length).toBeGreaterThan(0);

  await someoneAdds(-60);
  await night('2026-11-28');
  expect((await rows()).map(({ ok }) => ok)).toEqual([true, false, true]);
  expect((await (await as('阿芬')).get('/desk')).text('main')).not.toContain('每晚查账发现');
});

test('what a night found is never changed', async () => {
  await night('2026-11-26');
  const changed = world.house.store.transact([], (tx) => tx.update(audits).set({ ok: false }));
  await expect(changed).rejects.toMatchObject({ constraint: 'append_only' });
});

describe('a night whose process was ended in the middle', () => {
  /** As a server that is killed leaves it: taken, begun, and nothing more is heard of it. */
  const killed = async () => {
    await world.job('audit').write([], (act) => takeRun(act, 'audit', dayOf(act.now)));
    return (await beginAudit(world.job('audit'))).run.id;
  };
  const again = async (time: string) => {
    world.at(`2026-11-26T${time}`);
    return (await runDaily(world.house, () => readBooks(world.job('audit')))).audit;
  };

  test('is taken again by whoever comes next, and the reading stands as broken off', async () => {
    await night('2026-11-25');
    world.at('2026-11-26T00:10');
    const id = await killed();
    // It might still be at work.
    expect(await again('00:11')).toBeUndefined();
    expect(await again('01:10')).toBeGreaterThan(2);
    expect(await again('02:10')).toBeUndefined();
    expect(await world.read((act) => findAuditRun(act, id))).toMatchObject({ state: 'broken' });
    expect((await rows()).map(({ ok }) => ok)).toEqual([true, true]);
  });

  test('is left to whoever is at it as long as that one gives signs of life', async () => {
    await night('2026-11-25');
    world.at('2026-11-26T00:10');
    await killed();
    world.at('2026-11-26T00:20');
    await world.job('audit').write([], (act) => runGoesOn(act, 'audit', dayOf(act.now)));
    expect(await again('00:21')).toBeUndefined();
    expect(await again('00:30')).toBeGreaterThan(2);
  });
});

test('a night waits for whoever is reading the books already, and is made up for in the next hour', async () => {
  await night('2026-11-25');
  world.at('2026-11-26T00:09:50');
  const { run } = await beginAudit(world.desk('审计老吴'));
  world.at('2026-11-26T00:10');
  const daily = () => runDaily(world.house, () => readBooks(world.job('audit')));
  await expect(daily()).rejects.toMatchObject({ code: 'audit_running' });
  await keepAudit(world.desk('审计老吴'), run.id, await readBooks(world.job('audit')));
  world.at('2026-11-26T01:10');
  expect((await daily()).audit).toBeGreaterThan(2);
});

test('a night that was missed is said', async () => {
  await night('2026-11-26');
  world.at('2026-11-29T09:00');
  expect((await (await as('苏科')).get('/ledger')).text('main')).toContain('昨夜没有查成');
});

describe('apart from the house', () => {
  test('a process of its own reads the books and the heads, and tells the same', { timeout: 120_000 }, async () => {
    const one = await openSealedHouse();
    await one.fill(300);
    await sealAll(one.desk());
    const env = { ...process.env, ...BENCH_SECRETS, NODE_ENV: 'test', DATABASE_URL: one.url, SEAL_FOLDER: one.folder };
    const soFar: ReadSoFar[][] = [];
    const read = await readApart(env)((told) => soFar.push(told));
    expect(read.books).toEqual([{ journal: JOURNAL, entries: 300, faults: [], faulty: 0 }]);
    expect(soFar.at(0)?.map(({ journal, of }) => ({ journal, of }))).toEqual([{ journal: JOURNAL, of: 300 }]);
    one.open().keep(JOURNAL, (one.open().kept(JOURNAL) ?? '').replace('\n300\n', '\n301\n'));
    expect((await readApart(env)(() => {})).books[0]?.faults).toEqual([
      { journal: JOURNAL, kind: 'set_back', at: 'yinling.test/log/xinxing 301' },
    ]);
    await one.close();
  });

  test('that it was not read to the end is no good night', { timeout: 120_000 }, async () => {
    const env = { ...process.env, ...BENCH_SECRETS, NODE_ENV: 'test', DATABASE_URL: '/dev/null/nothing.db' };
    await expect(runDaily(world.house, readApart(env))).rejects.toThrow('ended without an answer');
    expect(await rows()).toEqual([]);
  });
});

test('a head that is signed while the books are read is no rollback', async () => {
  const one = await openSealedHouse();
  await one.fill(3);
  await sealAll(one.desk());
  const real = one.desk();
  const note = one.open().kept(JOURNAL) ?? '';
  // By the time it looks at the book another one is signed, which is not in what it sees.
  const read: typeof real.read = (work) =>
    real.read((act) => {
      if ((work as unknown) !== listJournals) one.open().keep(JOURNAL, note.replace('\n3\n', '\n4\n'));
      return work(act);
    });
  const desk = { ...real, read };
  expect((await checkedBooks(desk))[0]?.faults).toEqual([]);
  await one.close();
});
