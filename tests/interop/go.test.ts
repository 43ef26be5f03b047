/** Somebody else's tools: Go's own note and tlog packages read our checkpoints, tiles and records, and find what was changed. */
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertMany } from '#db/bulk';
import { entries, journals } from '#db/schema/ledger';
import { writeNote } from '#domain/seal/note';
import { treeHasher } from '#ledger/signature';
import { type OpenApp, openApp } from '#tests/support/app';
import { JOURNAL, logKeyOf, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { publishedCheckpoint } from '#usecases/seal/publish';
import { sealAll } from '#usecases/seal/seal';

/** Debian's golang-go and golang-golang-x-mod-dev. */
const GO = { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' };
const program = (folder: string): string => join(folder, 'check');

const hasGo = spawnSync('go', ['version']).status === 0;
if (!hasGo && process.env.CI) throw new Error('go is missing: apt-get install golang-go golang-golang-x-mod-dev');
if (!hasGo)
  console.warn('SKIPPED: nobody else reads our tree, because go is missing (golang-go, golang-golang-x-mod-dev)');

/** A tree of more than one full tile of full tiles, of which nothing but the leaves is looked at. */
const MANY = 256 * 256 + 300;
const EARLIER = 400;

/** Entries without lines under them: so many are not posted one by one. */
async function grow(house: SealedHouse, count: number): Promise<void> {
  const hasher = treeHasher('sha256');
  await house.desk().write([JOURNAL], async (act) => {
    const [last] = await act.tx
      .select()
      .from(entries)
      .where(eq(entries.journal, JOURNAL))
      .orderBy(desc(entries.seq))
      .limit(1);
    if (!last) throw new Error('begin with a posted entry');
    const rows = Array.from({ length: count }, (_, at) => {
      const [seq, commitment] = [last.seq + 1 + at, randomBytes(32)];
      const leafHash = hasher.leaf(commitment);
      return { ...last, seq, id: `evt_${seq}`, idempotencyKey: `grow:${seq}`, commitment, leafHash };
    });
    await insertMany(act.tx, entries, rows);
    await act.tx
      .update(journals)
      .set({ lastSeq: last.seq + count })
      .where(eq(journals.id, JOURNAL));
  });
}

describe.runIf(hasGo)('Go', () => {
  let house: SealedHouse;
  let open: OpenApp;
  let server: Server;
  /** Addresses whose answers are changed on the way. */
  const bent = new Map<string, (bytes: Buffer) => Buffer>();
  beforeAll(async () => {
    house = await openSealedHouse();
    const built = spawnSync('go', ['build', '-o', program(house.folder), 'tests/interop/check.go'], {
      env: GO,
      encoding: 'utf8',
    });
    if (built.status !== 0) throw new Error(built.stderr);
    open = await openApp({ house: house.house });
    server = createServer(async (request, reply) => {
      const { statusCode, rawPayload } = await open.client().request('GET', request.url ?? '');
      const bend = bent.get((request.url ?? '').replace(`/log/${JOURNAL}/`, ''));
      reply.writeHead(statusCode).end(bend && statusCode === 200 ? bend(rawPayload) : rawPayload);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    await house.fill(EARLIER);
    await sealAll(house.desk());
    keepAs('earlier', await publishedCheckpoint(house.desk(), JOURNAL));
    await grow(house, MANY - EARLIER);
    await sealAll(house.desk());
  }, 180_000);
  afterAll(async () => {
    server.close();
    await open.close();
    await house.close();
  });

  const keepAs = (name: string, checkpoint: string) => writeFileSync(join(house.folder, name), checkpoint);
  function check({ key = logKeyOf(house), earlier = 'earlier' } = {}): Promise<{ ok: boolean; said: string }> {
    const { port } = server.address() as { port: number };
    const log = `http://127.0.0.1:${port}/log/${JOURNAL}`;
    const words = ['-log', log, '-key', key, '-earlier', join(house.folder, earlier)];
    return new Promise((done) => {
      execFile(program(house.folder), words, { env: GO }, (error, stdout, stderr) => {
        done({ ok: error === null, said: (stdout + stderr).trim() });
      });
    });
  }
  const flipped = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes);
    copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
    return copy;
  };
  async function checkBent(address: string, bend: (bytes: Buffer) => Buffer): Promise<string> {
    bent.set(address, bend);
    const { ok, said } = await check();
    bent.delete(address);
    expect([address, ok]).toEqual([address, false]);
    return said;
  }

  test('opens our checkpoints, proves every record, and that the tree only grew', async () => {
    expect(await check()).toEqual({ ok: true, said: `ok ${EARLIER} grew to ${MANY}` });
  }, 120_000);

  test('finds one changed bit in a tile, at any level, in a record and in a checkpoint', async () => {
    expect(await checkBent('tile/0/100', flipped)).toMatch(/inconsistent/);
    expect(await checkBent('tile/1/000', flipped)).toMatch(/inconsistent/);
    expect(await checkBent('tile/2/000.p/1', flipped)).toMatch(/inconsistent/);
    expect(await checkBent('tile/entries/255', flipped)).toMatch(/record 65535 /);
    const larger = (bytes: Buffer) => Buffer.from(bytes.toString().replace(`\n${MANY}\n`, `\n${MANY + 1}\n`));
    expect(await checkBent('checkpoint', larger)).toMatch(/signature/);
  }, 120_000);

  test('knows a stranger’s key, and a tree that did not grow from the other', async () => {
    const stranger = await openSealedHouse();
    await stranger.fill(EARLIER);
    await sealAll(stranger.desk());
    expect(await check({ key: logKeyOf(stranger) })).toMatchObject({ ok: false });
    const seal = house.open();
    const [, , root = ''] = (await publishedCheckpoint(stranger.desk(), JOURNAL)).split('\n');
    const text = `${seal.originOf(JOURNAL)}\n${EARLIER}\n${root}\n`;
    keepAs('other', writeNote({ text, signatures: seal.sign(seal.originOf(JOURNAL), text) }));
    expect(await check({ earlier: 'other' })).toMatchObject({ ok: false });
    await stranger.close();
  }, 120_000);
});
