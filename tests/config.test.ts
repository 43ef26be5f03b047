import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newSecrets, readConfig } from '#config';

const folder = mkdtempSync(join(tmpdir(), 'yinling-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('config', () => {
  test('a fresh checkout needs nothing: secrets are made once and kept for this machine only', () => {
    const file = join(folder, 'data', 'secrets.json');
    const first = readConfig({}, file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readConfig({}, file)).toEqual(first);
    expect(first).toMatchObject({ host: '127.0.0.1', port: 3000, databaseUrl: 'data/yinling.db', production: false });
    expect(first.vaultKeys[0]?.key.length).toBe(32);
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')))).toHaveLength(5);
  });

  test('secrets that a house of before kept are added to, and what it had stays', () => {
    const file = join(folder, 'before.json');
    const { FIELD_KEY: _lacking, ...before } = newSecrets();
    writeFileSync(file, JSON.stringify(before), { mode: 0o600 });
    const read = readConfig({}, file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject(before);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readConfig({}, file)).toEqual(read);
  });

  test('in production every missing secret is named in one sentence', () => {
    const { COOKIE_SECRET } = newSecrets();
    const read = () => readConfig({ NODE_ENV: 'production', COOKIE_SECRET, PIN_PEPPER: '' }, join(folder, 'none.json'));
    expect(read).toThrow(
      'In production these must be set in the environment: VAULT_KEYS, LOOKUP_KEY, PIN_PEPPER, FIELD_KEY.',
    );
    expect(() => statSync(join(folder, 'none.json'))).toThrow();
  });

  test('several keys, hops, and what is not understood', () => {
    const secrets = newSecrets();
    const two = `${newSecrets().VAULT_KEYS.replace('k1', 'k2')},${secrets.VAULT_KEYS}`;
    const read = (more: object) => readConfig({ ...secrets, ...more } as NodeJS.ProcessEnv);
    expect(read({ VAULT_KEYS: two }).vaultKeys.map(({ id }) => id)).toEqual(['k2', 'k1']);
    expect(read({ TRUST_PROXY: '1' }).trustProxy).toBe(1);
    expect(read({ TRUST_PROXY: '10.0.0.1, 10.0.0.2' }).trustProxy).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(read({ TRUST_PROXY: 'false' }).trustProxy).toBe(false);
    expect(read({}).origin).toBeNull();
    expect(read({ PUBLIC_ORIGIN: 'https://Time.example.cn/' }).origin).toBe('https://time.example.cn');
    for (const PUBLIC_ORIGIN of ['time.example.cn', 'https://time.example.cn/app', 'ftp://x', 'https://a b']) {
      expect(() => read({ PUBLIC_ORIGIN })).toThrow('PUBLIC_ORIGIN wants the address of the house');
    }
    const secret = 's'.repeat(32);
    expect(read({}).webhook).toBeNull();
    for (const WEBHOOK_URL of ['https://sms.example.cn/in', 'http://127.0.0.1:8080/in', 'http://localhost/in']) {
      expect(read({ WEBHOOK_URL, WEBHOOK_SECRET: secret }).webhook).toEqual({ url: WEBHOOK_URL, secret });
    }
    for (const WEBHOOK_URL of ['http://sms.example.cn/in', 'http://127.evil.cn/', 'ftp://x', 'x']) {
      expect(() => read({ WEBHOOK_URL, WEBHOOK_SECRET: secret })).toThrow('WEBHOOK_URL wants an https address');
    }
    expect(() => read({ WEBHOOK_URL: 'https://sms.example.cn', WEBHOOK_SECRET: 'short' })).toThrow(
      'WEBHOOK_SECRET wants',
    );
    expect(() => read({ WEBHOOK_URL: 'https://sms.example.cn' })).toThrow('set together or not at all');
    expect(() => read({ VAULT_KEYS: 'k1:short', PORT: 'x' })).toThrow(/PORT .*VAULT_KEYS wants id:base64/);
  });
});
