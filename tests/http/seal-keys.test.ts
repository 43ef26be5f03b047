/** The public keys: on a page for whoever writes them down, and as a file; what `/r` says while a key changes and after it. */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkpointText, readCheckpoint } from '#domain/seal/checkpoint';
import { writeNote } from '#domain/seal/note';
import { writeCheckpoint } from '#ledger/checkpoint';
import { entryFile } from '#ledger/entry';
import { codeOf } from '#ledger/receipt';
import { readVerifier, signText, verifierOf, writeVerifier } from '#ledger/signature';
import { type OpenApp, openApp } from '#tests/support/app';
import { type Office, openOffice } from '#tests/support/office';
import { checked } from '#tests/support/scene';
import { becomeWitness, logKeyOf, newSealFolder, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { creditExchange } from '#usecases/exchange/credit';
import { sealJournal } from '#usecases/seal/seal';
import { retireKey, rotateKey } from '../../src/seal-files.ts';

const ORIGIN = 'yinling.test/log/xinxing';
const files = newSealFolder();
let office: Office;
let slip: string;
/** The receipt as a file, made when only the first key had signed. */
let kept: string;
beforeAll(async () => {
  office = await openOffice();
  await creditExchange(office.world.desk('梁主任'), { id: await checked(office.world) });
  const { lastSeq, code } = await office.world.read(async (act) => {
    for (let seq = 1; ; seq += 1) {
      const { entry } = await entryFile(act, 'xinxing', seq);
      if (entry.event === 'credit') return { lastSeq: seq, code: codeOf(entry.salt, entry.commitment) };
    }
  });
  slip = `/r/xinxing/${lastSeq}/${code}`;
});
afterAll(async () => {
  await office.close();
  files.drop();
});

const seal = () => sealJournal(office.world.job('seal'), 'xinxing');
const more = async () => {
  await office.world.fillPool('445321100', 60);
  return seal();
};
const lines = async () => {
  const { body, headers } = await office.client().request('GET', '/log/keys.txt');
  expect(headers['content-type']).toContain('text/plain');
  return body.trim().split('\n');
};
const ofXinxing = async () => (await lines()).filter((line) => line.startsWith(`${ORIGIN}+`));

test('where no key was made it says so, and the file is empty', async () => {
  expect((await office.client().get('/log/keys')).text('main')).toContain('账簿还没有印章');
  expect((await office.client().request('GET', '/log/keys.txt')).body).toBe('');
});

describe('while a key changes', () => {
  const receipt = async () => {
    const client = await office.as('梁主任');
    const { body } = await client.request('GET', `/receipts/xinxing/${slip.split('/')[3]}/file`);
    return body;
  };
  const says = async () => (await office.client().get(slip)).text('main');
  const handedIn = async (file: string) => {
    const client = office.client();
    const chosen = { name: 'kept', bytes: Buffer.from(file), type: 'application/octet-stream' };
    return (await client.submitFile(await client.get('/r'), chosen)).text('main');
  };
  let stolen: string;

  test('a receipt holds before, in between and after, and so does the file that was kept before', async () => {
    office.house.seal = files.open();
    await seal();
    kept = await receipt();
    const [first] = await ofXinxing();
    expect(readVerifier(first ?? '')?.name).toBe(ORIGIN);
    expect(await says()).toContain('对得上');
    expect(await handedIn(kept)).toContain('对得上');

    rotateKey(files.folder);
    stolen = readFileSync(join(files.folder, 'previous.pem'), 'utf8');
    await more();
    const [second, ...others] = await ofXinxing();
    expect([second === first, others]).toEqual([false, [first]]);
    for (const file of [kept, await receipt()]) expect(await handedIn(file)).toContain('对得上');
    expect(await says()).toContain('对得上');

    retireKey(files.folder);
    for (const file of [kept, await receipt()]) expect(await handedIn(file)).toContain('对得上');
    await more();
    for (const file of [kept, await receipt()]) expect(await handedIn(file)).toContain('对得上');
    expect(await says()).toContain('对得上');
    expect(await ofXinxing()).toEqual([second, first]);
  });

  test('the page says which key signs, and how far the earlier one counts', async () => {
    const page = await office.client().get('/log/keys');
    const [young, old] = await ofXinxing();
    const texts = page.root.querySelectorAll('.fingerprint code').map((one) => one.textContent.trim());
    expect(texts).toEqual(expect.arrayContaining([young, old]));
    expect(page.text('main')).toMatch(/以前的公钥，只认到第 \d+ 条为止/);
    expect((await office.client().get('/r')).root.querySelector('main a[href="/log/keys"]')).not.toBeNull();
    const english = office.client();
    english.cookies.set('lang', 'en');
    expect((await english.get('/log/keys')).text('main')).toMatch(/good up to entry \d+ only/);
  });

  test('whoever stole the earlier key makes no head with it after it was given up', async () => {
    const { size, root } = readCheckpoint(files.open().kept('xinxing') ?? '') ?? { size: 0, root: Buffer.alloc(32) };
    await office.world.fillPool('445321100', 60);
    const head = { origin: ORIGIN, size: size + 1, root };
    const text = checkpointText(head);
    const note = writeNote({ text, signatures: [signText(ORIGIN, createPrivateKey(stolen), text)] });
    const row = { journal: 'xinxing', ...head, tree: 'sha256' as const, peaks: [Buffer.alloc(32)], note };
    await office.world.job('test').write([], (act) => writeCheckpoint(act, row));
    expect(await says()).not.toContain('对得上');
  });
});

describe('an officer who seals', () => {
  let city: SealedHouse;
  let witness: OpenApp;
  let county: Office;
  const mute = createServer(() => {});
  const own = newSealFolder('sha256', 'county.test/log');
  beforeAll(async () => {
    city = await openSealedHouse('sha256', 'city.test/log');
    const key = becomeWitness(city, [logKeyOf(own)]);
    witness = await openApp({ house: city.house });
    const address = await witness.app.listen({ host: '127.0.0.1', port: 0 });
    await new Promise<void>((ready) => mute.listen(0, '127.0.0.1', ready));
    const dead = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    const stranger = writeVerifier(
      verifierOf('dead.test/log/witness', 'witness', generateKeyPairSync('ed25519').publicKey),
    );
    writeFileSync(join(own.folder, 'witnesses.txt'), `${dead} ${stranger}\n${address}/log/witness ${key}\n`);
    county = await openOffice();
    county.house.seal = own.open();
  });
  afterAll(async () => {
    mute.closeAllConnections();
    mute.close();
    await county.close();
    await witness.app.close();
    await city.close();
    own.drop();
  });

  test('does not wait for a dead witness, and one that is well has signed by the next look', async () => {
    const client = await county.as('苏科');
    const begun = Date.now();
    const after = await client.submit(await client.get('/ledger/xinxing'), {}, 'form[action$=checkpoints]');
    expect(Date.now() - begun).toBeLessThan(8_000);
    expect(after.text('.notice')).toContain('账已经封好');
    expect(after.text('main')).toContain('正在请，过一会儿再看');
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await client.get('/ledger/xinxing')).text('main').includes('已联署')) break;
      await new Promise((later) => setTimeout(later, 50));
    }
    const seen = (await client.get('/ledger/xinxing')).text('main');
    expect(seen).toContain('已联署');
    expect(seen).toContain('正在请，过一会儿再看');
  });

  test('finds both on the page of the keys', async () => {
    const said = (await county.client().request('GET', '/log/keys.txt')).body;
    expect(said).toContain('city.test/log/witness+');
    expect((await county.client().get('/log/keys')).text('main')).toContain('dead.test/log/witness+');
  });
});
