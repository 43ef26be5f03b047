/** A helper's phone: it writes records down by its own clock, and seals what must not be read on the way. */
import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import type { World } from '#cli/demo/world';
import { addDays, dayOf, type Instant } from '#domain/day';
import type { Client } from '#tests/support/client';
import { sealHash } from '#usecases/field/body';

export type Raw = Record<string, unknown>;

export const newKey = (): string => randomBytes(16).toString('base64url');

/** A visit of 李姨 at 陈伯's, as form log.1 has it; saved now, by a clock that is right. */
export function written(world: World, changes: Raw = {}): Raw {
  const savedAt: Instant = world.house.clock();
  return {
    id: newKey(),
    form: 'log.1',
    memberIds: [world.member('陈伯').id],
    serviceCode: 'A02',
    volunteers: [{ memberId: world.member('李姨').id }],
    day: { phone: dayOf(savedAt), ago: 0 },
    times: { halfDay: 'morning', minutes: 60 },
    order: null,
    reason: 'found_on_visit',
    savedAt,
    ...changes,
  };
}

/** Company for 陈伯 tomorrow morning, as form ask.1 has it. */
export function askedFor(world: World, changes: Raw = {}): Raw {
  const savedAt: Instant = world.house.clock();
  return {
    ...{ id: newKey(), form: 'ask.1', memberIds: [world.member('陈伯').id], serviceCode: 'A02', minutes: 120 },
    ...{ day: { phone: addDays(dayOf(savedAt), 1), ago: -1 }, at: { halfDay: 'morning' }, consentHow: 'inPerson' },
    savedAt,
    ...changes,
  };
}

/** Nobody at home at 陈伯's, of an order, as form absent.1 has it. */
export function notThere(world: World, order: string, changes: Raw = {}): Raw {
  const savedAt: Instant = world.house.clock();
  return {
    ...{ id: newKey(), form: 'absent.1', memberIds: [world.member('陈伯').id], serviceCode: 'A02', order },
    ...{ day: { phone: dayOf(savedAt), ago: 0 }, note: '邻居说去女儿家了', savedAt },
    ...changes,
  };
}

/** Nobody at home where she had set out to, which the phone has sent or not: by the id that it has there. */
export function nobodyThere(world: World, { id, ...gone }: Raw, changes: Raw = {}): Raw {
  const { order: _order, ...raw } = notThere(world, '');
  const { memberIds, volunteerIds, another } = gone;
  return { ...raw, memberIds, volunteerIds, ...(another ? { another } : {}), went: id, ...changes };
}

/** 李姨 sets out to 陈伯's, as form go.1 has it. */
export function goingOut(world: World, changes: Raw = {}): Raw {
  const savedAt: Instant = world.house.clock();
  return {
    ...{ id: newKey(), form: 'go.1', memberIds: [world.member('陈伯').id], serviceCode: 'A02' },
    ...{ volunteerIds: [world.member('李姨').id], day: { phone: dayOf(savedAt), ago: 0 }, another: false, savedAt },
    ...changes,
  };
}

/** 陈伯 looked in on and well, as form visit.1 has it. */
export function lookedIn(world: World, changes: Raw = {}): Raw {
  const savedAt: Instant = world.house.clock();
  return {
    ...{ id: newKey(), form: 'visit.1', memberIds: [world.member('陈伯').id], mode: 'seen', findings: [] },
    ...{ day: { phone: dayOf(savedAt), ago: 0 }, savedAt },
    ...changes,
  };
}

/** As it is sent: by the same clock, some time later. */
export const sent = (raw: Raw, laterMs = 0): Raw => ({ ...raw, sentAt: Number(raw.savedAt) + laterMs });

/** With a PIN that was typed at the door. */
export function withPin(world: World, raw: Raw, memberId: string, pin: string): Raw {
  const key = createPublicKey({ key: world.house.letterbox.publicKey as never, format: 'jwk' });
  const plain = JSON.stringify({ pin, id: raw.id, hash: sealHash(raw) });
  const how = { key, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING };
  return { ...raw, pin: { memberId, sealed: publicEncrypt(how, Buffer.from(plain)).toString('base64') } };
}

export const JSON_ONLY = { accept: 'application/json' };

/** What a phone asks the house, and what it is told. */
export async function asked(client: Client, url: string) {
  const answer = await client.request('GET', url, { headers: JSON_ONLY });
  return { status: answer.statusCode, body: answer.json() };
}

/** What a phone hands in, under the token of its roster. @param records as they are sent, or a text that should be such */
export async function handIn(client: Client, records: unknown) {
  const { body: roster } = await asked(client, '/field/roster');
  const text = typeof records === 'string' ? records : JSON.stringify(records);
  const form = { _csrf: roster.csrf, records: text };
  const answer = await client.request('POST', '/field/records', { form, headers: JSON_ONLY });
  return { status: answer.statusCode, body: answer.json() };
}
