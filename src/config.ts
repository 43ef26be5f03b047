/**
 * What this process was told. The only reader of the environment beside db/dialect.ts.
 *
 * Secrets must be given in production. Anywhere else they are made once and kept in a file of this machine,
 * so that a fresh checkout starts with one command and still seals what it stores.
 */
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { dialectOf } from '#db/dialect';
import { pathOf } from '#db/sqlite/path';
import { POLICY } from '#domain/policy';

export interface Config {
  production: boolean;
  host: string;
  port: number;
  databaseUrl: string;
  logLevel: LogLevel;
  /** Which hops in front of us may be believed about the visitor's address; false = none. */
  trustProxy: false | number | string[];
  /** Where the house is found from outside, `https://time.example.cn`: printed in QR codes. Null = not told. */
  origin: string | null;
  cookieSecret: string;
  /** First is current: it seals. All of them open. */
  vaultKeys: { id: string; key: Buffer }[];
  lookupKey: Buffer;
  pinPepper: string;
  /** Opens the PINs that phones sealed while they had no signal. PKCS #8, DER. */
  fieldKey: Buffer;
  /** Folder of what the books are sealed with; outside the database and its backups. */
  sealFolder: string;
  sealEveryMinutes: number;
  /** In each language; without the word for a bank, which the regulator keeps for banks. */
  brandNames: { 'zh-CN': string; en: string };
  servicePhone: string;
  /** The gateway that takes messages to phones; null where there is none. */
  webhook: { url: string; secret: string } | null;
  /** Coarse, because a whole village may share one address of its carrier. */
  requestsPerMinute: number;
  signInsPerMinute: number;
  cardsPerMinute: number;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

const SECRETS = ['COOKIE_SECRET', 'VAULT_KEYS', 'LOOKUP_KEY', 'PIN_PEPPER', 'FIELD_KEY'] as const;
export type Secrets = Record<(typeof SECRETS)[number], string>;

const bytes = (text: string) => Buffer.from(text, 'base64');

const vaultKeys = z.string().transform((text, context) =>
  text.split(',').map((part) => {
    const [id = '', encoded = ''] = part.trim().split(/:(.*)/s);
    const key = bytes(encoded);
    if (!/^[a-z0-9-]+$/i.test(id) || key.length !== 32) {
      context.addIssue({ code: 'custom', message: 'wants id:base64 of 32 bytes, several parted by commas' });
    }
    return { id, key };
  }),
);

const FIELD_KEY_BITS = 2048;

const privateKey = z
  .string()
  .transform(bytes)
  .refine((key) => {
    try {
      const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPrivateKey({
        key,
        format: 'der',
        type: 'pkcs8',
      });
      return type === 'rsa' && (details?.modulusLength ?? 0) >= FIELD_KEY_BITS;
    } catch {
      return false;
    }
  }, 'wants an RSA key of 2048 bits: PKCS #8, DER, base64');

const proxy = z.string().transform((text): Config['trustProxy'] => {
  const told = text.trim();
  if (told === '' || told === 'false' || told === '0') return false;
  if (/^\d+$/.test(told)) return Number(told);
  return told.split(',').map((address) => address.trim());
});

const origin = z.string().transform((text, context): string => {
  const told = text.trim().replace(/\/$/, '');
  const read = URL.canParse(told) ? new URL(told) : null;
  if (!read || !/^https?:$/.test(read.protocol) || read.origin !== told.toLowerCase()) {
    context.addIssue({
      code: 'custom',
      message: 'wants the address of the house without a path, https://time.example.cn',
    });
  }
  return told.toLowerCase();
});

/** Numbers and names go there: in clear only within this machine. */
const gateway = z.string().refine((told) => {
  const read = URL.canParse(told) ? new URL(told) : null;
  return (
    read?.protocol === 'https:' ||
    (read?.protocol === 'http:' && /^(127(\.\d+){3}|localhost|\[::1\])$/.test(read.hostname))
  );
}, 'wants an https address, or http on this machine');

const count = z
  .string()
  .regex(/^\d{1,6}$/, 'wants a whole number')
  .transform(Number);

const Environment = z.object({
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: count.refine((port) => port <= 65_535, 'wants a port, 0 to 65535').default(3000),
  DATABASE_URL: z.string().default('data/yinling.db'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  TRUST_PROXY: proxy.default(false),
  PUBLIC_ORIGIN: origin.optional(),
  COOKIE_SECRET: z.string().min(32, 'wants at least 32 characters'),
  VAULT_KEYS: vaultKeys,
  LOOKUP_KEY: z
    .string()
    .transform(bytes)
    .refine((key) => key.length >= 32, 'wants base64 of 32 bytes'),
  PIN_PEPPER: z.string().min(32, 'wants at least 32 characters'),
  FIELD_KEY: privateKey,
  SEAL_FOLDER: z.string().optional(),
  SEAL_EVERY_MINUTES: count.refine((minutes) => minutes >= 1 && minutes <= 59, 'wants 1 to 59 minutes').default(10),
  BRAND_NAME: z.string().default(POLICY['brand.name'].default),
  BRAND_NAME_EN: z.string().default('Yunfu Elder Care Time Exchange'),
  // The city's public service line: it exists, and no household answers it by mistake.
  SERVICE_PHONE: z.string().default('0766-12345'),
  WEBHOOK_URL: gateway.optional(),
  WEBHOOK_SECRET: z.string().min(32, 'wants at least 32 characters').optional(),
  REQUESTS_PER_MINUTE: count.default(1200),
  SIGN_INS_PER_MINUTE: count.default(30),
  CARDS_PER_MINUTE: count.default(60),
});

/**
 * Read the environment once.
 * @throws an Error whose message is one sentence for the operator, naming what is missing or not understood
 */
export function readConfig(env: NodeJS.ProcessEnv, secretsFile = 'data/secrets.json'): Config {
  // An empty line in an env file means "not set", not "set to nothing".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const missing = SECRETS.filter((name) => given[name] === undefined);
  if (missing.length > 0 && given.NODE_ENV === 'production') {
    throw new Error(`In production these must be set in the environment: ${missing.join(', ')}. See docs/house.md.`);
  }
  const kept = missing.length > 0 ? keptSecrets(secretsFile) : {};
  const read = Environment.safeParse({ ...kept, ...given });
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Error(`The environment was not understood: ${wrong.join('; ')}.`);
  }
  const told = read.data;
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret } = told;
  if ((url === undefined) !== (secret === undefined)) {
    throw new Error('WEBHOOK_URL and WEBHOOK_SECRET are set together or not at all. See docs/house.md.');
  }
  return {
    production: told.NODE_ENV === 'production',
    host: told.HOST,
    port: told.PORT,
    databaseUrl: told.DATABASE_URL,
    logLevel: told.LOG_LEVEL,
    trustProxy: told.TRUST_PROXY,
    origin: told.PUBLIC_ORIGIN ?? null,
    cookieSecret: told.COOKIE_SECRET,
    vaultKeys: told.VAULT_KEYS,
    lookupKey: told.LOOKUP_KEY,
    pinPepper: told.PIN_PEPPER,
    fieldKey: told.FIELD_KEY,
    sealFolder: told.SEAL_FOLDER ?? sealBeside(told.DATABASE_URL),
    sealEveryMinutes: told.SEAL_EVERY_MINUTES,
    brandNames: { 'zh-CN': told.BRAND_NAME, en: told.BRAND_NAME_EN },
    servicePhone: told.SERVICE_PHONE,
    webhook: url !== undefined && secret !== undefined ? { url, secret } : null,
    requestsPerMinute: told.REQUESTS_PER_MINUTE,
    signInsPerMinute: told.SIGN_INS_PER_MINUTE,
    cardsPerMinute: told.CARDS_PER_MINUTE,
  };
}

/** A seal is one database's: two that lie side by side have two. */
const sealBeside = (url: string): string =>
  dialectOf(url) === 'postgres' ? 'data/seal' : `${pathOf(url).replace(/\.db$/, '')}.seal`;

/** Fresh secrets, as one would put them into the environment. */
export function newSecrets(): Secrets {
  const random = () => randomBytes(32).toString('base64');
  return {
    COOKIE_SECRET: random(),
    VAULT_KEYS: `k1:${random()}`,
    LOOKUP_KEY: random(),
    PIN_PEPPER: random(),
    FIELD_KEY: newFieldKey(),
  };
}

function newFieldKey(): string {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: FIELD_KEY_BITS });
  return key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

function keptSecrets(file: string): Partial<Secrets> {
  if (!existsSync(file)) writeOnce(file, newSecrets());
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>;
  if (kept.FIELD_KEY !== undefined) return kept;
  // Kept by a house of before: what it lacks is added, what it has stays as it is.
  const draft = draftOf(file, { ...kept, FIELD_KEY: newFieldKey() });
  renameSync(draft, file);
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

/** Linked into place, so that of two processes starting at once one wins and neither reads half a file. */
function writeOnce(file: string, secrets: Secrets): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = draftOf(file, secrets);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

function draftOf(file: string, secrets: Partial<Secrets>): string {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return draft;
}
