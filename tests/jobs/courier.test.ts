/** Messages leave after the commit, reach a real gateway under our signature, and are neither lost nor sent twice. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '#db/schema/telling';
import { MOST_TRIES, SHORT } from '#domain/telling';
import { fileChannel, IDEMPOTENCY, SIGNATURE, signatureOf, TIMESTAMP, webhookChannel } from '#jobs/channel';
import { carry } from '#jobs/courier';
import { served } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { letterSent, takeLetter } from '#usecases/telling/carry';

const SECRET = 'a secret of the tests that is long enough';
interface Arrived {
  headers: IncomingHttpHeaders;
  body: string;
}

let world: World;
let server: Server;
let arrived: Arrived[];
let answer: number | 'hang up';
let bag: { channel: ReturnType<typeof webhookChannel>; servicePhone: string };

beforeEach(async () => {
  world = await openWorld();
  arrived = [];
  answer = 202;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      if (answer === 'hang up') return request.socket.destroy();
      arrived.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end('thank you');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  bag = {
    channel: webhookChannel({ url: `http://127.0.0.1:${port}/sms`, secret: SECRET }),
    servicePhone: '0766-12345',
  };
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  await world.close();
});

const box = async () =>
  (await world.read((act) => act.tx.select().from(outbox))).filter(({ channel }) => channel === 'phone');
const courier = () => world.job('courier');
const inMinutes = (minutes: number) => {
  const at = new Date(world.house.clock() + minutes * 60_000 + 8 * 3_600_000).toISOString();
  world.at(at.slice(0, 16));
};

describe('a message', () => {
  it('arrives signed, short, in the language of whoever reads it, with whom to call', async () => {
    await served(world);
    expect(arrived).toEqual([]);
    expect(await carry(world.house, bag)).toEqual({ sent: 2, failed: 0 });
    const toVolunteer = arrived.find(({ body }) => body.includes(world.phone('李姨')));
    const { headers, body } = toVolunteer ?? { headers: {} as IncomingHttpHeaders, body: '' };
    const message = JSON.parse(body);
    expect(message).toMatchObject({
      phone: world.phone('李姨'),
      language: 'zh-CN',
      event: 'logged',
      text: '您11月23日陪陈伯聊天，1 小时半，已登记，等确认。 助老员阿芬 0766-8120001',
    });
    expect(message.text.length).toBeLessThanOrEqual(SHORT['zh-CN']);
    expect(headers[IDEMPOTENCY]).toBe(message.id);
    const stamp = String(headers[TIMESTAMP]);
    expect(Math.abs(Number(stamp) * 1000 - Date.now())).toBeLessThan(60_000);
    expect(headers[SIGNATURE]).toBe(signatureOf(SECRET, stamp, body));
    expect(signatureOf('another secret', stamp, body)).not.toBe(headers[SIGNATURE]);
    expect(signatureOf(SECRET, stamp, `${body} `)).not.toBe(headers[SIGNATURE]);
  });

  it('that was taken is not sent again', async () => {
    await served(world);
    await carry(world.house, bag);
    inMinutes(60 * 24 * 7);
    expect(await carry(world.house, bag)).toEqual({ sent: 0, failed: 0 });
    expect(arrived).toHaveLength(2);
    expect((await box()).map(({ state, tries }) => [state, tries])).toEqual([
      ['sent', 1],
      ['sent', 1],
    ]);
  });

  it('leaves once, however many couriers are on their way', async () => {
    await served(world);
    const rounds = await Promise.all([carry(world.house, bag), carry(world.house, bag), carry(world.house, bag)]);
    expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(2);
    expect(arrived).toHaveLength(2);
  });

  it('that nobody had answered for when the machine went down leaves again, under the same id', async () => {
    await served(world);
    const [lost] = await box();
    const letter = await takeLetter(courier(), lost?.id ?? '');
    // Here the machine goes down: the gateway may have it or not.
    await carry(world.house, bag);
    expect(arrived).toHaveLength(1);
    inMinutes(2);
    await carry(world.house, bag);
    expect(arrived.map(({ headers }) => headers[IDEMPOTENCY])).toContain(letter?.id);
    expect((await box()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    // Whoever comes back late with an old answer changes nothing.
    expect(letter && (await letterSent(courier(), letter))).toBe(false);
  });

  it('does not follow a gateway elsewhere with a number', async () => {
    await served(world);
    answer = 302;
    await carry(world.house, bag);
    expect(arrived).toHaveLength(2);
    expect((await box()).map(({ lastError }) => lastError)).toEqual(['answered_302', 'answered_302']);
  });
});

describe('a gateway that does not take it', () => {
  it('is asked again after 1, 5, 30 minutes, 2 and 12 hours; then the message is dead', async () => {
    await served(world);
    answer = 503;
    const times: number[] = [];
    for (const minutes of [0, 1, 5, 30, 120, 720]) {
      if (minutes > 1) inMinutes(minutes - 1);
      if (minutes > 1) expect(await carry(world.house, bag)).toEqual({ sent: 0, failed: 0 });
      if (minutes > 0) inMinutes(1);
      await carry(world.house, bag);
      times.push(arrived.length);
    }
    expect(times).toEqual([2, 4, 6, 8, 10, 12]);
    for (const row of await box())
      expect(row).toMatchObject({ state: 'dead', tries: MOST_TRIES, lastError: 'answered_503' });
    inMinutes(60 * 24);
    answer = 200;
    await carry(world.house, bag);
    expect(arrived).toHaveLength(12);
  });

  it('keeps what it did not answer, and makes nobody wait for it one by one', async () => {
    await served(world);
    answer = 'hang up';
    expect(await carry(world.house, bag)).toEqual({ sent: 0, failed: 2 });
    for (const row of await box()) expect(row).toMatchObject({ state: 'waiting', tries: 1, lastError: 'no_answer' });
    inMinutes(1);
    answer = 200;
    expect(await carry(world.house, bag)).toEqual({ sent: 2, failed: 0 });
  });
});

describe('without a gateway', () => {
  it('writes a line a message into a file for this machine only, without the number', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yinling-outbox-'));
    const file = join(folder, 'outbox.jsonl');
    await served(world);
    await carry(world.house, { channel: fileChannel(file), servicePhone: '0766-12345' });
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ to }) => to).sort()).toEqual(['…1001', '…1003']);
    expect(readFileSync(file, 'utf8')).not.toContain(world.phone('李姨'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    rmSync(folder, { recursive: true });
  });
});
