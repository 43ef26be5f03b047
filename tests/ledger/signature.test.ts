import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readNote, writeNote } from '#domain/seal/note';
import { cosignText, holds, readVerifier, signersOf, signText, verifierOf, writeVerifier } from '#ledger/signature';

const newKey = () => generateKeyPairSync('ed25519').privateKey;
const [ours, theirs] = [newKey(), newKey()] as const;
const NAME = 'yinling.test/log/xinxing';
const TEXT = `${NAME}\n3\n${Buffer.alloc(32, 3).toString('base64')}\n`;
const log = verifierOf(NAME, 'log', ours);

describe('a key', () => {
  test('is handed on and read back; with another name or another hash it is none', () => {
    const written = writeVerifier(log);
    expect(written).toMatch(/^yinling\.test\/log\/xinxing\+[0-9a-f]{8}\+A/);
    expect(readVerifier(written)?.keyId).toEqual(log.keyId);
    expect(readVerifier(written.replace('xinxing', 'luoding'))).toBeNull();
    expect(readVerifier(written.slice(0, -4))).toBeNull();
    expect(readVerifier('')).toBeNull();
  });

  test('of Go’s checksum database is read as its owners write it', () => {
    const written = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const read = readVerifier(written);
    expect([read?.name, read?.type]).toEqual(['sum.golang.org', 'log']);
    expect(read && writeVerifier(read)).toBe(written);
  });
});

describe('who signed', () => {
  const signed = { text: TEXT, signatures: [signText(NAME, ours, TEXT)] };

  test('is known by name and key, of whatever else stands there', () => {
    const note = readNote(writeNote({ ...signed, signatures: [signText(NAME, theirs, TEXT), ...signed.signatures] }));
    expect(note && signersOf(note, [log])).toEqual([log]);
    expect(note && signersOf(note, [verifierOf('yinling.test/log/luoding', 'log', ours)])).toEqual([]);
  });

  test('is nobody, and the note is spoilt, when a known key’s line does not hold', () => {
    const [one] = signed.signatures;
    const bent = { ...signed, text: TEXT.replace('\n3\n', '\n4\n') };
    expect(signersOf(bent, [log])).toBeNull();
    if (!one) throw new Error('nothing was signed');
    const short = { ...signed, signatures: [{ ...one, signature: one.signature.subarray(1) }] };
    expect(signersOf(short, [log])).toBeNull();
  });

  test('a witness signs the time with it', () => {
    const witness = verifierOf('county.test/witness', 'witness', theirs);
    const line = cosignText('county.test/witness', theirs, TEXT, 1_700_000_000);
    expect(holds(TEXT, line, witness)).toBe(true);
    const later = Buffer.from(line.signature);
    later.writeUInt8(later.readUInt8(7) ^ 1, 7);
    expect(holds(TEXT, { ...line, signature: later }, witness)).toBe(false);
    expect(holds(TEXT, line, verifierOf('county.test/witness', 'log', theirs))).toBe(false);
  });
});
