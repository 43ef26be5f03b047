/** A helper's phone: it writes records down by its own clock, and seals what must not be read on the way. */
import { constants, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import type { World } from '#cli/demo/world';
import { dayOf, type Instant } from '#domain/day';
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

/** As it is sent: by the same clock, some time later. */
export const sent = (raw: Raw, laterMs = 0): Raw => ({ ...raw, sentAt: Number(raw.savedAt) + laterMs });

/** With a PIN that was typed at the door. */
export function withPin(world: World, raw: Raw, memberId: string, pin: string): Raw {
  const key = createPublicKey({ key: world.house.letterbox.publicKey as never, format: 'jwk' });
  const plain = JSON.stringify({ pin, id: raw.id, hash: sealHash(raw) });
  const how = { key, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING };
  return { ...raw, pin: { memberId, sealed: publicEncrypt(how, Buffer.from(plain)).toString('base64') } };
}
