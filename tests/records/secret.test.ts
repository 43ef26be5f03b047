import { describe, expect, it } from 'vitest';
import { hashSecret, matches, newPassword } from '#records/secret';

const cheap = { memoryCost: 8, timeCost: 1 };
const house = { pepper: 'one', hashing: cheap };

describe('hashes', () => {
  it('are argon2id and fit one secret only', async () => {
    const hashed = await hashSecret(house, '720415');
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/);
    expect(await hashSecret(house, '720415')).not.toBe(hashed);
    expect([await matches(house, hashed, '720415'), await matches(house, hashed, '720416')]).toEqual([true, false]);
  });

  it('are worth nothing without the pepper of the house', async () => {
    const hashed = await hashSecret(house, '720415');
    expect(await matches({ pepper: 'two', hashing: cheap }, hashed, '720415')).toBe(false);
  });

  it('cost what OWASP asks for when nobody says otherwise', async () => {
    expect(await hashSecret({ pepper: 'one' }, 'x')).toContain('m=19456,t=2,p=1');
  });

  it('compare as long where there is nothing to compare with, and are never right', async () => {
    expect(await matches(house, null, '')).toBe(false);
  });
});

it('first passwords are long, readable and never twice the same', () => {
  const many = Array.from({ length: 200 }, newPassword);
  expect(new Set(many).size).toBe(200);
  for (const one of many) expect(one).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/);
});
