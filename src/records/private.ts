/**
 * What identifies somebody, as it is kept: sealed, with a keyed hash to find it by. Nothing else in records/ seals or
 * opens identity numbers and phones.
 */
import type { Hand, Vault } from '#db/act';
import { normalPhone } from '#domain/digits';
import { type Identity, readIdentity } from '#domain/identity';
import { Refusal } from '#domain/refusal';

export type IdentityGiven =
  | { kind: 'identityCard'; number: string }
  | { kind: 'other'; number: string }
  | { kind: 'none' };

export interface KeptIdentity {
  identityKind: IdentityGiven['kind'];
  identitySealed: string | null;
  identityHash: string | null;
}

/** What a card says besides its number; null for anything that is no card. */
export const cardIn = (act: Pick<Hand, 'today'>, given: IdentityGiven): Identity | null =>
  given.kind === 'identityCard' ? readIdentity(given.number, act.today) : null;

/** @throws Refusal `identity_wrong`, `missing` (another document without a number) */
export function keepIdentity(act: Pick<Hand, 'today' | 'vault'>, given: IdentityGiven): KeptIdentity {
  if (given.kind === 'none') return { identityKind: 'none', identitySealed: null, identityHash: null };
  const number = cardIn(act, given)?.number ?? otherNumber(given.number);
  return {
    identityKind: given.kind,
    identitySealed: act.vault.seal(number),
    identityHash: act.vault.lookup(`${given.kind}:${number}`),
  };
}

function otherNumber(text: string): string {
  const number = text.replace(/\s/g, '').toUpperCase();
  if (number === '') throw new Refusal('missing', { field: 'identityNumber' });
  return number;
}

export interface KeptPhone {
  phoneSealed: string | null;
  phoneHash: string | null;
  phoneTail: string | null;
}

/** @throws Refusal `phone_wrong` */
export function keepPhone(vault: Vault, typed: string | null): KeptPhone {
  if (typed === null || typed.trim() === '') return { phoneSealed: null, phoneHash: null, phoneTail: null };
  const phone = normalPhone(typed);
  return { phoneSealed: vault.seal(phone), phoneHash: phoneHash(vault, phone), phoneTail: phone.slice(-4) };
}

/** @param phone as `normalPhone` gives it */
export const phoneHash = (vault: Vault, phone: string): string => vault.lookup(`phone:${phone}`);
