import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkpointText, cosignedText, readCheckpoint, readHead } from '#domain/seal/checkpoint';
import { readNote, readSignatureLines, writeNote } from '#domain/seal/note';
import { readProof, writeProof } from '#domain/seal/proof';

const HEAD = { origin: 'time.example.cn/log/xinxing', size: 12, root: Buffer.alloc(32, 7) };
const signature = { name: HEAD.origin, keyId: Buffer.from('01020304', 'hex'), signature: Buffer.alloc(64, 9) };
const WRITTEN = writeNote({ text: checkpointText(HEAD), signatures: [signature] });

describe('a signed note', () => {
  test('of the specification is read', () => {
    const poem = `Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
`;
    const note = readNote(poem);
    expect(note?.text.endsWith('sera.\n')).toBe(true);
    expect(note?.signatures[0]).toMatchObject({
      name: 'quasimodo.example/salvatore',
      keyId: Buffer.from('367ba04b', 'hex'),
    });
    expect(note?.signatures[0]?.signature.length).toBe(64);
    expect(note && writeNote(note)).toBe(poem);
  });

  test('is none when a byte is out of place', () => {
    for (const bent of [
      WRITTEN.slice(0, -1),
      `${WRITTEN}\n`,
      WRITTEN.replace('— ', '- '),
      WRITTEN.replace('\n\n', '\n'),
      WRITTEN.replace('12', '12\t'),
      WRITTEN.replace(`— ${HEAD.origin}`, '— a+b'),
      WRITTEN.replace(`— ${HEAD.origin}`, '— a b'),
      '',
    ]) {
      expect([bent, readNote(bent)]).toEqual([bent, null]);
    }
  });

  test('takes no more signatures than a note has', () => {
    const line = WRITTEN.slice(WRITTEN.lastIndexOf('\n—') + 1);
    expect(readSignatureLines(line.repeat(16))?.length).toBe(16);
    expect(readSignatureLines(line.repeat(65))).toBeNull();
  });
});

describe('a checkpoint', () => {
  test('is read as it was written', () => {
    expect(readCheckpoint(WRITTEN)).toMatchObject(HEAD);
    expect(
      readHead('example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'),
    ).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
    });
  });

  test('is none without a count, or with a root that is no hash', () => {
    const root = Buffer.alloc(32).toString('base64');
    const short = Buffer.alloc(31).toString('base64');
    for (const text of [
      `a\n012\n${root}\n`,
      `a\n-1\n${root}\n`,
      `a\n1e3\n${root}\n`,
      `a\n1\n${short}\n`,
      `\n1\n${root}\n`,
    ]) {
      expect([text, readHead(text)]).toEqual([text, null]);
    }
    expect(readHead(`a\n1\n${root}\n\n`)).toBeNull();
    expect(readHead(`a\n1\n${root}`)).toBeNull();
    expect(readHead(`a\n1\n${root}\nmore\n`)).not.toBeNull();
  });

  test('is cosigned with the time in front', () => {
    expect(cosignedText(1_679_315_147, checkpointText(HEAD))).toBe(
      `cosignature/v1\ntime 1679315147\n${HEAD.origin}\n12\n${HEAD.root.toString('base64')}\n`,
    );
  });
});

describe('a proof', () => {
  const path = fc.array(
    fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
    { maxLength: 40 },
  );

  test('is read as it was written', () => {
    fc.assert(
      fc.property(fc.nat(), path, (index, hashes) => {
        const read = readProof(writeProof(index, hashes, WRITTEN));
        expect(read).toMatchObject({ index, path: hashes, checkpoint: HEAD });
      }),
    );
  });

  test('lets an extra line stand, and nothing else', () => {
    const written = writeProof(3, [Buffer.alloc(32, 1)], WRITTEN);
    expect(readProof(written.replace('index', 'extra YWJj\nindex'))?.index).toBe(3);
    for (const bent of [
      written.slice(0, 60),
      written.replace('index 3', 'index 03'),
      written.replace('@v1', '@v2'),
      written.replace('AQEBAQ', 'AQEB'),
      written.replace('\n\n', '\n'),
      written.slice(0, -3),
      '',
    ]) {
      expect([bent, readProof(bent)]).toEqual([bent, null]);
    }
  });
});
