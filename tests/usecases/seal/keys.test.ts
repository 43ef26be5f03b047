/** Keys that change, and a log that begins anew because somebody answers for it. */
import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '#db/schema/office';
import { type Checkpoint, checkpointText, readCheckpoint } from '#domain/seal/checkpoint';
import { writeNote } from '#domain/seal/note';
import { beginningsOf } from '#ledger/new-beginning';
import { signersOf, signText, type Verifier } from '#ledger/signature';
import { XINCHENG } from '#tests/support/office';
import { JOURNAL, newSealFolder, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { openWorld, type World } from '#tests/support/world';
import { type Desk, deskFor } from '#usecases/desk';
import { goOnAnew } from '#usecases/seal/go-on';
import { publishedCheckpoint } from '#usecases/seal/publish';
import { sealAll, sealJournal } from '#usecases/seal/seal';
import { makeWitness, retireKey, rotateKey } from '../../../src/seal-files.ts';

describe('a key that changes', () => {
  let one: SealedHouse;
  beforeAll(async () => {
    one = await openSealedHouse();
  });
  afterAll(() => one.close());

  const keys = (): Verifier[] => one.open().verifiersOf('yinling.test/log/xinxing');
  const signers = (head: Checkpoint, trusted: Verifier[]) => signersOf(head.note, trusted)?.length;
  /** The house stays open all the while: the server is running. */
  async function next(): Promise<Checkpoint> {
    await one.fill(3);
    await sealJournal(one.desk(), JOURNAL);
    return readCheckpoint(await publishedCheckpoint(one.desk(), JOURNAL)) as Checkpoint;
  }

  test('signs together with the one before it, and what that one signed holds after it is gone', async () => {
    const first = await next();
    const [old] = keys() as [Verifier];
    rotateKey(one.folder);
    expect(() => rotateKey(one.folder)).toThrow('under way');
    const between = await next();
    const stolen = createPrivateKey(readFileSync(join(one.folder, 'previous.pem'), 'utf8'));
    const [young, still] = keys() as [Verifier, Verifier];
    expect(still.keyId).toEqual(old.keyId);
    expect(between.note.signatures.length).toBe(2);
    // Whoever knows only one of the two still knows it.
    expect([signers(between, [old]), signers(between, [young]), signers(between, keys())]).toEqual([1, 1, 2]);
    expect(signers(first, [young])).toBe(0);
    retireKey(one.folder);
    expect(() => retireKey(one.folder)).toThrow('No change');
    const last = await next();
    expect([signers(last, [old]), signers(last, [young])]).toEqual([0, 1]);
    expect([first, between, last].map((head) => signers(head, keys()))).toEqual([1, 2, 1]);
    expect(new Set(keys().map(({ keyId }) => keyId.toString('hex'))).size).toBe(2);
    // Of the heads that it signed up to then, and of no other.
    const forged = (size: number) => {
      const text = checkpointText({ ...last, size });
      return signersOf({ text, signatures: [signText(last.origin, stolen, text)] }, keys())?.length;
    };
    expect([between.size, between.size + 1, last.size].map(forged)).toEqual([1, 0, 0]);
    const texts = readdirSync(one.folder).map((name) => readFileSync(join(one.folder, name), 'utf8'));
    expect(texts.filter((text) => text.includes('PRIVATE KEY')).length).toBe(1);
  });

  test('is never a stranger’s, whatever name that one signs under', async () => {
    const stranger = newSealFolder();
    const head = await next();
    const text = checkpointText(head);
    const signatures = stranger.open().sign(head.origin, text);
    expect(signersOf({ text, signatures }, keys())).toEqual([]);
    // Our key id before their signature spoils the note.
    const borrowed = signatures.map((line) => ({ ...line, keyId: keys()[0]?.keyId ?? line.keyId }));
    expect(signersOf({ text, signatures: borrowed }, keys())).toBeNull();
    stranger.drop();
  });

  test('of a witness is made once', () => {
    makeWitness(one.folder);
    expect(() => makeWitness(one.folder)).toThrow('already');
  });
});

describe('going on after a rollback', () => {
  let world: World;
  const files = newSealFolder();
  beforeAll(async () => {
    world = await openWorld();
    await world.fillPool(XINCHENG, 60_000);
    world.house.seal = files.open();
    await sealAll(job());
  });
  afterAll(async () => {
    await world.close();
    files.drop();
  });
  const job = (): Desk => deskFor(world.house, { actor: { kind: 'job', id: 'job:seal' }, requestId: 'seal' });
  const login = (name: string): string => world.made.users[name]?.login ?? '';
  const because = '硬盘坏了，恢复的是昨晚的备份';
  const decide = (by: string, why = because) => goOnAnew(job(), { journal: 'xinxing', because: why, by });
  const kept = () => files.open().kept('xinxing');

  test('is nobody’s decision while nothing was set back', async () => {
    await expect(decide(login('苏科'))).rejects.toMatchObject({ code: 'book_not_set_back' });
    expect(await job().read((act) => beginningsOf(act, 'xinxing'))).toEqual([]);
    expect(kept()).not.toBeNull();
  });

  test('is a county’s or the city’s, in words, and is kept with the old head', async () => {
    const origin = 'yinling.test/log/xinxing';
    const text = checkpointText({ origin, size: 9_999, root: Buffer.alloc(32, 3) });
    const later = writeNote({ text, signatures: files.open().sign(origin, text) });
    files.open().keep('xinxing', later);
    await expect(sealAll(job())).rejects.toMatchObject({ code: 'book_set_back' });
    await expect(decide(login('梁主任'))).rejects.toMatchObject({ code: 'not_yours' });
    await expect(decide('nobody')).rejects.toMatchObject({ code: 'not_found' });
    await expect(decide(login('苏科'), '  ')).rejects.toMatchObject({ code: 'reason_needed' });
    expect(kept()).toBe(later);
    await decide(login('苏科'));
    expect(await job().read((act) => beginningsOf(act, 'xinxing'))).toMatchObject([
      { because, laidAside: later, decidedBy: world.user('苏科').id },
    ]);
    const [row] = await job().read((act) =>
      act.tx
        .select()
        .from(audit)
        .where(and(eq(audit.noun, 'journal'), eq(audit.verb, 'goOn'))),
    );
    expect(row).toMatchObject({ actorId: world.user('苏科').id, subjectId: 'xinxing', regionCode: '445321' });
    expect(readFileSync(join(files.folder, 'xinxing.before-anew1'), 'utf8')).toBe(later);
    expect(await sealAll(job())).toMatchObject([{ journal: 'xinxing' }]);
    expect(kept()).toContain('yinling.test/log/xinxing/anew1\n');
  });
});
