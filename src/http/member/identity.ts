/** Who she is: a card, another document, or none, and then the birthday and sex that a card would have said. */
import { z } from 'zod';
import { type Day, dayOf } from '#domain/day';
import { readIdentity } from '#domain/identity';
import { choice, maybeText, maybeUnderstood } from '#http/form';
import type { Visit } from '#http/route';
import type { IdentityGiven } from '#records/private';

export const IDENTITY_KINDS = ['identityCard', 'other', 'none'] as const;
const SEXES = ['female', 'male'] as const;
export type Sex = (typeof SEXES)[number];
export const IDENTITY_NAMES = ['identityKind', 'identityNumber', 'bornOn', 'sex'] as const;

export interface IdentityTold {
  identity: IdentityGiven;
  bornOn?: Day;
  sex?: Sex;
}

/** @param today for what a card says, and for how a birthday is read */
export const identityForm = (today: Day, readBorn: (typed: string) => Day) =>
  z
    .object({
      identityKind: choice(IDENTITY_KINDS),
      identityNumber: maybeText(40),
      bornOn: maybeUnderstood(readBorn, 30),
      sex: z.enum([...SEXES, '']).optional(),
    })
    .transform(({ identityKind, identityNumber, bornOn, sex }, context): IdentityTold => {
      const beside = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      if (identityKind !== 'none' && !identityNumber) beside('identityNumber', 'missing');
      if (identityKind === 'identityCard') {
        if (identityNumber && !reads(identityNumber, today)) beside('identityNumber', 'identity_wrong');
        return { identity: { kind: 'identityCard', number: identityNumber ?? '' } };
      }
      if (!bornOn) beside('bornOn', 'missing');
      if (!sex) beside('sex', 'missing');
      const identity: IdentityGiven =
        identityKind === 'other' ? { kind: 'other', number: identityNumber ?? '' } : { kind: 'none' };
      return { identity, bornOn: bornOn ?? undefined, sex: sex || undefined };
    });

function reads(number: string, today: Day): boolean {
  try {
    return readIdentity(number, today) !== null;
  } catch {
    return false;
  }
}

export const identityIn = (visit: Visit, readBorn: (typed: string) => Day): IdentityTold =>
  visit.read(identityForm(dayOf(visit.desk.now), readBorn));
