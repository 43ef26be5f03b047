/**
 * The folder of the seal: `settings.json` names the log, `key.pem` signs, `<journal>.checkpoint` is the last head that was
 * signed. `previous.pem` lies there while keys change; `witness.pem`, `logs.txt` and `witnesses.txt` make us a witness of
 * others and others of us.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readCheckpoint } from '#domain/seal/checkpoint';
import { TREE_HASHES, type TreeHash } from '#domain/seal/hash';
import type { Countersigner, KnownLog, Seal, Witness } from '#ledger/seal';
import { cosignText, readVerifier, signText, treeHasher, type Verifier, verifierOf } from '#ledger/signature';

const Settings = z.object({
  /** Without scheme and slash at its end: `time.example.cn/log`. */
  origin: z.string().regex(/^[^\s+]+[^\s+/]$/u, 'wants a name like time.example.cn/log'),
  tree: z.enum(TREE_HASHES),
  /** How often a journal's log began anew, where it did. */
  anew: z.record(z.string(), z.number().int().positive()).default({}),
  /** Public keys that signed once: PEM, and the size of the last head of each log by then. */
  retired: z.array(z.object({ key: z.string(), upTo: z.record(z.string(), z.number().int()) })).default([]),
});
type Settings = z.infer<typeof Settings>;

const KEY = 'key.pem';
const PREVIOUS = 'previous.pem';

/** Written beside, made durable, and put in place in one step: half a file is never read. */
function put(folder: string, name: string, text: string): void {
  renameSync(draftOf(folder, name, text), join(folder, name));
  sync(folder, 'r');
}

function draftOf(folder: string, name: string, text: string): string {
  const draft = join(folder, `${name}.${process.pid}`);
  writeFileSync(draft, text, { mode: 0o600 });
  sync(draft, 'r+');
  return draft;
}

function sync(path: string, how: 'r' | 'r+'): void {
  const handle = openSync(path, how);
  fsyncSync(handle);
  closeSync(handle);
}

const textIn = (folder: string, name: string): string | null =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null;

const settingsIn = (folder: string): Settings => Settings.parse(JSON.parse(textIn(folder, 'settings.json') ?? 'null'));

const settingsText = (settings: Settings): string => `${JSON.stringify(settings, null, 2)}\n`;

const putSettings = (folder: string, settings: Settings): void => put(folder, 'settings.json', settingsText(settings));

const pemOf = (key: KeyObject): string =>
  key.export({ format: 'pem', type: key.type === 'private' ? 'pkcs8' : 'spki' }).toString();

const newKey = (): string => pemOf(generateKeyPairSync('ed25519').privateKey);

/** Put in place only where nothing lies yet: of two that come at once one does it. @returns whether it was this one */
function putFirst(folder: string, name: string, text: string): boolean {
  const draft = draftOf(folder, name, text);
  try {
    linkSync(draft, join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    unlinkSync(draft);
  }
  sync(folder, 'r');
  return true;
}

/** @throws an Error, a sentence for the operator, when there is a seal already or its name is none */
export function makeSeal(folder: string, { origin, tree }: { origin: string; tree: TreeHash }): void {
  const made = Settings.safeParse({ origin, tree });
  if (!made.success) throw new Error(`origin ${made.error.issues[0]?.message}: ${origin}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(join(folder, KEY))) {
    putFirst(folder, 'settings.json', settingsText(made.data));
    // Whoever named it first has named it: the key goes beside those settings and no others.
    const { origin: named, tree: hashed } = settingsIn(folder);
    if (named !== origin || hashed !== tree) throw new Error(`${folder} belongs to a seal named ${named}, ${hashed}.`);
    if (putFirst(folder, KEY, newKey())) return;
  }
  throw new Error(`There is a seal in ${folder} already; to change its key, rotate it.`);
}

/**
 * For the demo and for trying out: made without a word where there is none.
 * @param anew the database was made just now: a seal that lies here was another one's, and is laid aside
 */
export function sealForTrying(
  { sealFolder, origin }: { sealFolder: string; origin: string | null },
  { anew }: { anew: boolean },
): void {
  if (anew && existsSync(sealFolder)) renameSync(sealFolder, `${sealFolder}.${Date.now()}`);
  const key = join(sealFolder, KEY);
  if (existsSync(key)) return;
  try {
    makeSeal(sealFolder, { origin: `${origin ? new URL(origin).host : 'yinling.example'}/log`, tree: 'sha256' });
  } catch (error) {
    // Somebody else was faster.
    if (!existsSync(key)) throw error;
  }
}

/**
 * 换钥匙: from now on both keys sign, so that whoever trusts the old one learns of the new. @throws an Error, a sentence,
 * while a change is under way
 */
export function rotateKey(folder: string): void {
  const old = textIn(folder, KEY);
  if (!old) throw new Error(`There is no seal in ${folder}.`);
  if (!putFirst(folder, PREVIOUS, old)) throw new Error('A change of keys is under way; retire the old key first.');
  put(folder, KEY, newKey());
}

/** The old key signs no more and is deleted; what it signed can still be checked. @throws an Error when there is none */
export function retireKey(folder: string): void {
  const old = textIn(folder, PREVIOUS);
  if (!old) throw new Error('No change of keys is under way.');
  const settings = settingsIn(folder);
  const key = pemOf(createPublicKey(old));
  // Broken off between the two steps, it may be done again: every head that the key signed is beside it or older.
  const others = settings.retired.filter((one) => one.key !== key);
  putSettings(folder, { ...settings, retired: [...others, { key, upTo: lastSizesIn(folder) }] });
  unlinkSync(join(folder, PREVIOUS));
}

/** Of every log that was signed here, those before a new beginning as well. */
function lastSizesIn(folder: string): Record<string, number> {
  const files = readdirSync(folder).filter((name) => /\.(checkpoint|before-anew\d+)$/.test(name));
  const heads = files.flatMap((name) => readCheckpoint(textIn(folder, name) ?? '') ?? []);
  return Object.fromEntries(heads.map(({ origin, size }) => [origin, size]));
}

/** @returns null where no seal was made yet */
export function openSeal(folder: string): Seal | null {
  if (!existsSync(join(folder, KEY))) return null;
  const settings = settingsIn(folder);
  // Read each time: what a person did at the terminal counts for a server that is running.
  const signing = () =>
    [KEY, PREVIOUS].flatMap((name) => textIn(folder, name) ?? []).map((pem) => createPrivateKey(pem));
  const retiredFor = (origin: string) =>
    settingsIn(folder).retired.flatMap(({ key, upTo: { [origin]: upTo } }) =>
      upTo === undefined ? [] : [{ ...verifierOf(origin, 'log', createPublicKey(key)), upTo }],
    );
  const fileOf = (journal: string) => `${journal}.checkpoint`;
  return {
    tree: treeHasher(settings.tree),
    originOf(journal) {
      const { origin, tree, anew } = settingsIn(folder);
      const parts = [origin, journal, tree === 'sha256' ? '' : tree, anew[journal] ? `anew${anew[journal]}` : ''];
      return parts.filter((part) => part !== '').join('/');
    },
    sign: (origin, text) => signing().map((one) => signText(origin, one, text)),
    verifiersOf: (origin) => [...signing().map((one) => verifierOf(origin, 'log', one)), ...retiredFor(origin)],
    kept: (journal) => textIn(folder, fileOf(journal)),
    keep: (journal, note) => put(folder, fileOf(journal), note),
    beginAnew(journal) {
      const before = settingsIn(folder);
      const times = (before.anew[journal] ?? 0) + 1;
      putSettings(folder, { ...before, anew: { ...before.anew, [journal]: times } });
      if (existsSync(join(folder, fileOf(journal)))) {
        renameSync(join(folder, fileOf(journal)), join(folder, `${journal}.before-anew${times}`));
      }
    },
    witness: witnessIn(folder, settings),
    witnesses: linesIn(folder, 'witnesses.txt').map(countersigner),
  };
}

/** One a line; empty lines and such as begin with # are passed over. */
const linesIn = (folder: string, name: string): string[] =>
  (textIn(folder, name) ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

function witnessIn(folder: string, { origin }: Settings): Witness | null {
  const pem = textIn(folder, 'witness.pem');
  if (!pem) return null;
  const key = createPrivateKey(pem);
  const name = `${origin}/witness`;
  return {
    verifier: verifierOf(name, 'witness', key),
    logs: linesIn(folder, 'logs.txt').map(knownLog),
    cosign: (text, at) => cosignText(name, key, text, at),
  };
}

function trusted(written: string, type: Verifier['type']): Verifier {
  const read = readVerifier(written);
  if (read?.type !== type) throw new Error(`This is no key of a ${type}: ${written}`);
  return read;
}

/** `name+hash+key`, and `sm3` behind it where its tree is hashed so. */
function knownLog(line: string): KnownLog {
  const [written = '', tree = 'sha256'] = line.split(/\s+/);
  if (!isTreeHash(tree)) throw new Error(`Trees are not hashed with ${tree}: ${line}`);
  return { verifier: trusted(written, 'log'), tree: treeHasher(tree) };
}

const isTreeHash = (name: string): name is TreeHash => (TREE_HASHES as readonly string[]).includes(name);

/** `https://county.example.cn/log/witness name+hash+key` */
function countersigner(line: string): Countersigner {
  const [url = '', written = ''] = line.split(/\s+/);
  if (!URL.canParse(url)) throw new Error(`This is no address of a witness: ${line}`);
  return { url: url.replace(/\/$/, ''), verifier: trusted(written, 'witness') };
}

/** We become a witness; `logs.txt` says whose. @throws an Error when we are one already */
export function makeWitness(folder: string): void {
  if (!textIn(folder, KEY)) throw new Error(`There is no seal in ${folder}: a witness signs under its name.`);
  if (!putFirst(folder, 'witness.pem', newKey())) throw new Error('We are a witness already.');
}
