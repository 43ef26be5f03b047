/** A channel carries a message to a phone. Which one this house has is decided where it is opened. */
import { createHmac } from 'node:crypto';
import { appendFile } from 'node:fs/promises';

export interface Message {
  /** The same for every try: whoever takes it knows by it that it came before. */
  id: string;
  phone: string;
  language: 'zh-CN' | 'en';
  /** One SMS with its signature. */
  text: string;
  event: string;
}

/** It was not taken. `code` is what the staff's page has words for. */
export class NotTaken extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export interface Channel {
  /** Ends when the message was taken. @throws NotTaken */
  send(message: Message): Promise<void>;
}

/** Beside the database, a line a message: what one reads where there is no gateway. The number is not written out. */
export const fileChannel = (path: string): Channel => ({
  async send({ phone, ...message }) {
    const line = JSON.stringify({ at: new Date().toISOString(), to: `…${phone.slice(-4)}`, ...message });
    await appendFile(path, `${line}\n`, { mode: 0o600 });
  },
});

export const SIGNATURE = 'x-yinling-signature';
export const TIMESTAMP = 'x-yinling-timestamp';
export const IDEMPOTENCY = 'idempotency-key';

/** `v1=` and the HMAC-SHA256, in hex, of the timestamp (seconds), a dot and the body as it was sent. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

const PATIENCE_MS = 10_000;

/** A gateway for SMS or WeChat, of whatever make: it is handed JSON under our signature, and any 2xx says that it took it. */
export const webhookChannel = ({ url, secret }: { url: string; secret: string }): Channel => ({
  async send(message) {
    const body = JSON.stringify(message);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      [IDEMPOTENCY]: message.id,
      [TIMESTAMP]: timestamp,
      [SIGNATURE]: signatureOf(secret, timestamp, body),
    };
    // A redirect would carry the number to somewhere nobody named.
    const asked = {
      method: 'POST',
      body,
      headers,
      redirect: 'manual' as const,
      signal: AbortSignal.timeout(PATIENCE_MS),
    };
    const answer = await fetch(url, asked).catch(() => null);
    if (!answer) throw new NotTaken('no_answer');
    await answer.body?.cancel();
    if (!answer.ok) throw new NotTaken(`answered_${answer.status}`);
  },
});
