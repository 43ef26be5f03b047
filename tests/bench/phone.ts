/**
 * A phone on a weak signal, over real sockets: what it wrote down for weeks, in batches, and answers that never arrive.
 * Every lost one is lost after the house has begun to answer, when everything of the batch is on its disk.
 */
import { randomBytes } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { dayOf } from '#domain/day';

export type Raw = Record<string, unknown>;

interface Answer {
  status: number;
  body: string;
  cookies: string[];
}

export interface Phone {
  /** What the house gave it to take along. */
  roster: { at: number; people: { id: string }[]; volunteers: { id: string; inPost: boolean }[]; family: string[] };
  /** Sends all of it until nothing is left. @param lose whether the answer to this sending is lost */
  drain(records: readonly Raw[], lose: (sending: number) => boolean): Promise<{ sendings: number; lost: number }>;
  close(): void;
}

/** As many as the phone hands in at once. */
const BATCH = 10;

export async function openPhone(origin: string, session: string): Promise<Phone> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (method: string, path: string, cookie: string, form: Record<string, string> | null, lost = false) =>
    exchange({ agent, url: `${origin}${path}`, method, cookie, form, lost });
  const first = await ask('GET', '/field/roster', session, null);
  if (first?.status !== 200) throw new Error(`the roster was answered by ${first?.status}`);
  const roster = JSON.parse(first.body);
  const cookie = [session, ...first.cookies].join('; ');

  return {
    roster,
    async drain(records, lose) {
      let left = [...records];
      const count = { sendings: 0, lost: 0 };
      while (left.length > 0) {
        const batch = left.slice(0, BATCH).map((raw) => ({ ...raw, sentAt: Date.now() }));
        const lost = lose(count.sendings++);
        const form = { _csrf: roster.csrf, records: JSON.stringify(batch) };
        const answer = await ask('POST', '/field/records', cookie, form, lost);
        if (lost) count.lost++;
        if (!answer) continue;
        if (answer.status !== 200) throw new Error(`a batch was answered by ${answer.status}: ${answer.body}`);
        const done = doneIn(answer.body);
        left = left.filter(({ id }) => !done.has(id));
      }
      return count;
    },
    close: () => agent.destroy(),
  };
}

/** @throws Error when one was refused: then nothing was measured */
function doneIn(body: string): Set<unknown> {
  const { receipts } = JSON.parse(body) as { receipts: { id: string; outcome: string; words: string }[] };
  const refused = receipts.find(({ outcome }) => outcome !== 'taken' && outcome !== 'again');
  if (refused) throw new Error(`a record was not taken in: ${refused.words}`);
  return new Set(receipts.map(({ id }) => id));
}

interface Sending {
  agent: Agent;
  url: string;
  method: string;
  cookie: string;
  form: Record<string, string> | null;
  lost: boolean;
}

/** Null when the answer was lost. */
function exchange({ agent, url, method, cookie, form, lost }: Sending): Promise<Answer | null> {
  const headers = { cookie, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, agent, headers }, (response) => {
      if (!lost) return void read(response).then(resolve, reject);
      response.destroy();
      resolve(null);
    });
    sending.on('error', reject);
    sending.end(form ? new URLSearchParams(form).toString() : undefined);
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  const cookies = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '');
  return { status: response.statusCode ?? 0, body, cookies };
}

/** Visits of the last weeks, spread over those whom she visits and those who help. */
export function writtenDown({ roster }: Pick<Phone, 'roster'>, count: number): Raw[] {
  const elders = roster.people.filter(({ id }) => !roster.family.includes(id));
  const helpers = roster.volunteers.filter(({ id, inPost }) => !inPost && !roster.family.includes(id));
  return Array.from({ length: count }, (_, at) => {
    const elder = elders[at % elders.length]?.id ?? '';
    const helper = helpers[(at * 7) % helpers.length]?.id;
    const savedAt = Date.now() - 3_600_000 * (1 + (at % 200));
    return {
      ...{ id: randomBytes(16).toString('base64url'), form: 'log.1', memberIds: [elder], serviceCode: 'A02' },
      volunteers: [{ memberId: helper === elder ? helpers[(at * 7 + 1) % helpers.length]?.id : helper }],
      ...{ day: { phone: dayOf(savedAt), ago: 0 }, times: { halfDay: 'morning', minutes: 30 }, order: 'new', savedAt },
    };
  });
}
