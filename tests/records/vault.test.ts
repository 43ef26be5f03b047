import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVault } from '#records/vault';

const first = { id: 'k1', key: randomBytes(32) };
const second = { id: 'k2', key: randomBytes(32) };
const lookupKey = randomBytes(32);
const vault = createVault({ keys: [first], lookupKey });

describe('vault', () => {
  test('opens what it sealed, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => vault.open(vault.seal(text)) === text));
  });

  test('never seals the same text alike, and shows nothing of it', () => {
    const sealed = vault.seal('44532119421001001X');
    expect(sealed).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]+$/);
    expect(sealed).not.toBe(vault.seal('44532119421001001X'));
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').includes('4453')).toBe(false);
  });

  test('notices every changed character', () => {
    const sealed = vault.seal('13800138000');
    for (let at = 0; at < sealed.length - 1; at++) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      expect(() => vault.open(changed)).toThrow();
    }
  });

  test('a shortened tag opens nothing', () => {
    const [version, id, iv, rest] = vault.seal('x').split('.');
    const short = Buffer.from(rest ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url');
    expect(() => vault.open([version, id, iv, short].join('.'))).toThrow();
  });

  test('after a change of keys old values open and new ones use the new key', () => {
    const old = vault.seal('陈伯');
    const rotated = createVault({ keys: [second, first], lookupKey });
    expect(rotated.open(old)).toBe('陈伯');
    expect(rotated.seal('陈伯')).toMatch(/^v1\.k2\./);
    expect(() => vault.open(rotated.seal('陈伯'))).toThrow('k2');
  });

  test('seals bytes of any kind, and notices every changed one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) =>
        vault.openBytes(vault.sealBytes(Buffer.from(bytes))).equals(Buffer.from(bytes)),
      ),
    );
    const sealed = vault.sealBytes(Buffer.from('photo'));
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => vault.openBytes(changed)).toThrow();
    }
    const rotated = createVault({ keys: [second, first], lookupKey });
    expect(rotated.openBytes(sealed).toString()).toBe('photo');
    expect(() => vault.openBytes(rotated.sealBytes(Buffer.from('x')))).toThrow('k2');
    expect(() => vault.openBytes(Buffer.alloc(0))).toThrow();
  });

  test('finds again by a keyed hash that only this key gives', () => {
    const other = createVault({ keys: [first], lookupKey: randomBytes(32) });
    expect(vault.lookup('13800138000')).toBe(vault.lookup('13800138000'));
    expect(vault.lookup('13800138000')).not.toBe(vault.lookup('13800138001'));
    expect(vault.lookup('13800138000')).not.toBe(other.lookup('13800138000'));
  });
});
