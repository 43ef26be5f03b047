/**
 * `npm run seal`: 封账 of every book now. With a word, what a person does about the seal:
 *
 *   npm run seal -- key --origin time.example.cn/log [--sm3]     make it, once
 *   npm run seal -- keys                                        the public keys, one a line
 *   npm run seal -- rotate | retire                             change the key: first both sign, then only the new one
 *   npm run seal -- witness                                     become a witness of others
 *   npm run seal -- go-on --journal ID --because WORDS --by LOGIN   after a rollback
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { both } from '#cli/both';
import { inOneSentence } from '#cli/database';
import { readConfig } from '#config';
import { Refusal } from '#domain/refusal';
import { sendByHttp } from '#jobs/witness';
import { listJournals } from '#ledger/journal';
import { writeVerifier } from '#ledger/signature';
import { type Desk, deskFor } from '#usecases/desk';
import { askWitnesses } from '#usecases/seal/countersign';
import { goOnAnew } from '#usecases/seal/go-on';
import { sealAll } from '#usecases/seal/seal';
import { openHouse } from '../house.ts';
import { makeSeal, makeWitness, retireKey, rotateKey } from '../seal-files.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    origin: { type: 'string' },
    sm3: { type: 'boolean', default: false },
    journal: { type: 'string' },
    because: { type: 'string' },
    by: { type: 'string' },
  },
});
const config = () => readConfig(process.env);

async function atDesk<T>(work: (desk: Desk) => Promise<T>, readonly = false): Promise<T> {
  const house = await openHouse(config(), { readonly });
  try {
    return await work(deskFor(house, { actor: { kind: 'job', id: 'job:seal' }, requestId: 'seal' }));
  } finally {
    await house.store.close();
  }
}

async function sealNow(desk: Desk): Promise<string> {
  const sealed = await sealAll(desk);
  const asked = await askWitnesses(desk, sendByHttp);
  const lines = [
    ...sealed.map(({ journal, size, added }) => `${journal}\tsealed at ${size}, ${added} more than before`),
    ...asked.map(({ journal, witness, state }) => `${journal}\t${witness}: ${state}`),
  ];
  return lines.join('\n') || 'Nothing came since the last time: every book is sealed as it is.';
}

function makeKey(): string {
  const { origin, sm3 } = values;
  const folder = config().sealFolder;
  if (!origin) throw new Error('Say how the log is named: npm run seal -- key --origin time.example.cn/log');
  makeSeal(folder, { origin, tree: sm3 ? 'sm3' : 'sha256' });
  return `The seal is made. Its key is ${join(folder, 'key.pem')}: it is in no backup of the database, so keep a copy of the
folder in a safe place apart from them. Start the server again, and it seals by itself.`;
}

const publicKeys = (): Promise<string> =>
  atDesk(async (desk) => {
    const { seal } = desk.house;
    if (!seal) throw new Refusal('no_seal');
    const journals = await desk.read(listJournals);
    const lines = journals.flatMap(({ id }) => seal.verifiersOf(seal.originOf(id)).map((key) => writeVerifier(key)));
    return [...lines, ...(seal.witness ? [writeVerifier(seal.witness.verifier)] : [])].join('\n');
  }, true);

async function goOn(): Promise<string> {
  const { journal, because, by } = values;
  if (!journal || !because || !by) throw new Error('Wanted: go-on --journal ID --because WORDS --by LOGIN');
  await atDesk((desk) => goOnAnew(desk, { journal, because, by }));
  return `The log of ${journal} begins anew, and its page says why. The old head lies in ${config().sealFolder}. Tell the witnesses the new
keys (npm run seal -- keys): the log has another name now.`;
}

const COMMANDS: Record<string, () => string | Promise<string>> = {
  now: () => atDesk(sealNow),
  key: makeKey,
  keys: publicKeys,
  rotate() {
    rotateKey(config().sealFolder);
    return 'Both keys sign from now on. Hand on the new ones (npm run seal -- keys), and retire the old key when they are known.';
  },
  retire() {
    retireKey(config().sealFolder);
    return 'The old key is deleted and signs no more; what it signed can still be checked.';
  },
  witness() {
    const folder = config().sealFolder;
    makeWitness(folder);
    return `We are a witness. Write the keys of the logs into ${join(folder, 'logs.txt')}, and start the server again.`;
  },
  'go-on': goOn,
};

/** The same sentence as on a page, or what to do where the server is in the way. */
function inWords(error: unknown): Error {
  if (error instanceof Refusal) return new Error(both(`refusal.${error.code}`, error.params));
  const { message } = error as Error;
  if (!/ is in use: /.test(message)) return error as Error;
  return new Error(`${message}
While the server runs it seals by itself, and an officer can do it at once on the page of a book.`);
}

await inOneSentence(async () => {
  const run = COMMANDS[positionals[0] ?? 'now'];
  if (!run) throw new Error(`Unknown: ${positionals[0]}. Known: ${Object.keys(COMMANDS).join(', ')}.`);
  try {
    return await run();
  } catch (error) {
    throw inWords(error);
  }
});
