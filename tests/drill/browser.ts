/** A browser of somebody who is signed in, over real sockets: one page for the token of its forms, then forms alone. */
import { Agent, request } from 'node:http';

export interface Browser {
  /** Where the form led to. @param lose hang up as soon as the answer begins. `null` when nobody answered: it may be written, or not. @throws Error for any other answer */
  send(path: string, form: Record<string, string>, lose?: boolean): Promise<string | null>;
  close(): void;
}

interface Answer {
  status: number;
  location: string;
  cookies: string[];
  body: string;
}

/** @param session the cookies of the sign-in */
export async function openBrowser(origin: string, session: string): Promise<Browser> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const first = await ask(agent, 'GET', `${origin}/desk`, session);
  const [, token] = /name="_csrf" value="([^"]+)"/.exec(first.body) ?? [];
  if (!token) throw new Error(`the desk was answered by ${first.status}, without a form`);
  const cookie = [session, ...first.cookies].join('; ');
  return {
    async send(path, form, lose = false) {
      const body = new URLSearchParams({ ...form, _csrf: token }).toString();
      const answer = await ask(agent, 'POST', `${origin}${path}`, cookie, body, lose).catch(() => null);
      // What could not be written in time is asked for again, like what nobody answered.
      if (answer === null || answer.status === 503) return null;
      if (answer.status !== 303) throw new Error(`${path} was answered by ${answer.status}: ${wordsOf(answer.body)}`);
      return answer.location;
    },
    close: () => agent.destroy(),
  };
}

const wordsOf = (html: string): string =>
  /<main[\s\S]*<\/main>/
    .exec(html)?.[0]
    .replace(/<[^>]*>|\s+/g, ' ')
    .slice(0, 300) ?? '';

function ask(agent: Agent, method: string, url: string, cookie: string, body?: string, lose = false): Promise<Answer> {
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, agent, headers }, async (response) => {
      if (lose) return reject(response.destroy());
      let text = '';
      try {
        for await (const chunk of response.setEncoding('utf8')) text += chunk;
      } catch (error) {
        return reject(error);
      }
      resolve({
        status: response.statusCode ?? 0,
        location: response.headers.location ?? '',
        cookies: (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? ''),
        body: text,
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
