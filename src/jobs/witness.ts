/** How a witness is asked: over HTTP, with little patience and a small ear. */
import type { Send } from '#usecases/seal/countersign';

const PATIENCE_MS = 10_000;
/** A few signature lines are less. */
const MOST_BYTES = 16 * 1024;

export const sendByHttp: Send = async (url, body) => {
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await briefly(answer) };
};

async function briefly(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > MOST_BYTES) throw new Error('a witness talked too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
