/** A county and the city, each with an address of its own, put their names under each other's heads. */

import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { witnessed } from '#db/schema/seal';
import { checkpointText, readCheckpoint } from '#domain/seal/checkpoint';
import { writeNote } from '#domain/seal/note';
import { sendByHttp } from '#jobs/witness';
import { cosignaturesOf } from '#ledger/checkpoint';
import { signersOf } from '#ledger/signature';
import { type OpenApp, openApp } from '#tests/support/app';
import { type OtherLog, otherLog } from '#tests/support/other-log';
import { becomeWitness, JOURNAL, logKeyOf, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { askWitnesses, lastHeard } from '#usecases/seal/countersign';
import { sealAll } from '#usecases/seal/seal';

interface Place extends SealedHouse {
  app: OpenApp;
  address: string;
  /** Its key as a witness. */
  key: string;
}

let county: Place;
let city: Place;
let other: OtherLog;

async function settle(house: SealedHouse, logs: string[]): Promise<Place> {
  const key = becomeWitness(house, logs);
  const app = await openApp({ house: house.house });
  return { ...house, app, key, address: await app.app.listen({ host: '127.0.0.1', port: 0 }) };
}

/** Who is asked; read when the seal is opened. */
function asks(place: Place, ...lines: string[]): void {
  writeFileSync(join(place.folder, 'witnesses.txt'), `${lines.join('\n')}\n`);
  place.house.seal = place.open();
}

const witnessAt = ({ address, key }: Pick<Place, 'address' | 'key'>): string => `${address}/log/witness ${key}`;
const originOf = ({ house }: Place): string => house.seal?.originOf(JOURNAL) ?? '';
const ask = (place: Place) => askWitnesses(place.desk(), sendByHttp);

async function grown(place: Place, count: number): Promise<void> {
  await place.fill(count);
  await sealAll(place.desk());
}

beforeAll(async () => {
  other = otherLog('elsewhere.test/log/book');
  const [one, two] = [
    await openSealedHouse('sha256', 'county.test/log'),
    await openSealedHouse('sha256', 'city.test/log'),
  ];
  county = await settle(one, [logKeyOf(two)]);
  city = await settle(two, [logKeyOf(one), other.key]);
  asks(county, witnessAt(city));
  asks(city, witnessAt(county));
});
afterAll(async () => {
  for (const place of [county, city]) {
    await place.app.close();
    await place.close();
  }
});

describe('a county and the city', () => {
  test('countersign each other, and what is published carries it', async () => {
    await grown(county, 300);
    await grown(city, 5);
    expect(await ask(county)).toMatchObject([{ journal: JOURNAL, size: 300, state: 'cosigned' }]);
    expect(await ask(city)).toMatchObject([{ journal: JOURNAL, size: 5, state: 'cosigned' }]);
    await grown(county, 411);
    expect(await ask(county)).toMatchObject([{ size: 711, state: 'cosigned' }]);
    expect(await ask(county)).toEqual([]);
    for (const [place, witness] of [
      [county, city],
      [city, county],
    ] as const) {
      const published = await (await fetch(`${place.address}/log/${JOURNAL}/checkpoint`)).text();
      const read = readCheckpoint(published);
      const verifier = witness.house.seal?.witness?.verifier;
      expect(read && verifier && signersOf(read.note, [verifier])?.length).toBe(1);
      expect(read && signersOf(read.note, place.open().verifiersOf(originOf(place)))?.length).toBe(1);
    }
  });

  test('a witness that knows another head than we remember teaches it', async () => {
    await city.desk().write([], (act) => act.tx.delete(witnessed).where(eq(witnessed.origin, originOf(county))));
    await grown(county, 1);
    expect(await ask(county)).toMatchObject([{ size: 712, state: 'cosigned' }]);
  });

  test('two heads of one size: the witness refuses the second with 409, and both sides show it', async () => {
    await grown(county, 8);
    const origin = originOf(county);
    const text = checkpointText({ origin, size: 720, root: Buffer.alloc(32, 1) });
    const note = writeNote({ text, signatures: county.open().sign(origin, text) });
    await city.desk().write([], (act) => act.tx.delete(witnessed).where(eq(witnessed.origin, origin)));
    await city
      .desk()
      .write([], (act) =>
        act.tx.insert(witnessed).values({ origin, size: 720, root: Buffer.alloc(32, 1), note, at: act.now }),
      );
    expect(await ask(county)).toMatchObject([{ size: 720, state: 'split' }]);
    const seal = county.house.seal;
    expect(seal && lastHeard(seal, JOURNAL, 'city.test/log/witness')?.state).toBe('split');
    const page = await city.app.client().get('/log/witness');
    expect(page.text('.notice')).toContain(origin);
    expect(page.text('.notice')).toContain('720');
    expect(page.root.querySelectorAll('textarea').map((one) => one.text)).toContain(note);
  });
});

/** Somebody who answers what they like. */
async function impostor(answer: (body: string) => { status: number; type?: string; body: string }) {
  const server: Server = createServer((request, reply) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { status, type = 'text/plain', body: told } = answer(body);
      reply.writeHead(status, { 'content-type': type }).end(told);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe('whatever a witness does, sealing goes on and nothing false is kept', () => {
  test.each([
    ['forged', { status: 200, body: '— city.test/log/witness AAAAAAAAAAAA\n' }],
    ['forged', { status: 200, body: 'thank you' }],
    ['ahead', { status: 409, type: 'text/x.tlog.size', body: '100000\n' }],
    ['refused', { status: 409, type: 'text/plain', body: '3\n' }],
    ['refused', { status: 404, body: '' }],
    ['refused', { status: 500, body: '' }],
    ['unreachable', { status: 302, body: '' }],
    ['unreachable', { status: 200, body: '—'.repeat(20_000) }],
  ] as const)('%s', async (state, answer) => {
    const liar = await impostor(() => answer);
    asks(county, `${liar.address}/log/witness ${city.key}`);
    await grown(county, 1);
    const [said] = await ask(county);
    expect([said?.state, answer.status]).toEqual([state, answer.status]);
    const kept = await county.desk().read((act) => cosignaturesOf(act, originOf(county), said?.size ?? 0));
    expect(kept).toEqual([]);
    liar.close();
  });

  test('a signature under another head is not taken', async () => {
    let old = '';
    await county.desk().read(async (act) => {
      old = (await cosignaturesOf(act, originOf(county), 711)).join('');
    });
    expect(old).toContain('city.test/log/witness');
    const replay = await impostor(() => ({ status: 200, body: old }));
    asks(county, `${replay.address} ${city.key}`);
    await grown(county, 1);
    expect(await ask(county)).toMatchObject([{ state: 'forged' }]);
    replay.close();
  });
});

describe('add-checkpoint', () => {
  const send = (payload: string, headers: Record<string, string> = {}) =>
    city.app.client().request('POST', '/log/witness/add-checkpoint', { payload, headers });

  test('answers with the statuses of tlog-witness, whatever type the text has', async () => {
    const first = await send(other.submission(0, 10), { 'content-type': 'application/octet-stream' });
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(first.body).toMatch(/^— city\.test\/log\/witness [A-Za-z0-9+/]+=*\n$/);
    const moved = await send(other.submission(0, 20));
    expect([moved.statusCode, moved.headers['content-type'], moved.body]).toEqual([409, 'text/x.tlog.size', '10\n']);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send(other.submission(10, 20), form)).statusCode).toBe(200);
    const said: [number, string][] = [
      [400, ''],
      [400, 'hello'],
      [400, other.submission(30, 20)],
      [403, otherLog('elsewhere.test/log/book').submission(20, 30)],
      [404, otherLog('nowhere.test/log').submission(0, 1)],
      [413, 'x'.repeat(20_000)],
      [422, other.submission(20, 30).replace('old 20\n', `old 20\n${'A'.repeat(43)}=\n`)],
    ];
    for (const [status, payload] of said) {
      expect([payload.slice(0, 20), (await send(payload)).statusCode]).toEqual([payload.slice(0, 20), status]);
    }
    other.bend(5);
    const split = await send(other.submission(20, 20));
    expect([split.statusCode, split.headers['content-type'], split.body]).toEqual([409, 'text/x.tlog.size', '20\n']);
  });

  test('text is read there and nowhere else', async () => {
    const answer = await city.app.client().request('POST', '/sign-in', {
      payload: 'old 0',
      headers: { 'content-type': 'text/plain' },
    });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  });

  test('asking too often is refused', async () => {
    const codes = new Set<number>();
    for (let at = 0; at < 130; at += 1) codes.add((await send('x')).statusCode);
    expect(codes).toContain(429);
  });
});

test('the page says whom we sign for, with which key, and it says so where there is nobody', async () => {
  const page = await city.app.client({ 'accept-language': 'en' }).get('/log/witness');
  expect(page.text('table')).toContain('county.test/log/xinxing');
  expect(page.root.querySelectorAll('textarea').map((one) => one.text)).toContain(city.key);
  const bare = await openApp();
  expect((await bare.client().get('/log/witness')).text('main')).toContain('这里不为别的账簿联署');
  await bare.close();
});
