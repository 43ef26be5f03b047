/**
 * What stands before the first officer signs in: divisions, service catalogue, the policy's defaults as version 1, two stations.
 * Idempotent: what is there stays as it is, so a rule or a name that was changed since is not changed back.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import type { Tx } from '#db/act';
import { spellPlace } from '#db/pinyin';
import { services } from '#db/schema/care';
import { policies } from '#db/schema/office';
import { regions, stations } from '#db/schema/places';
import type { Instant } from '#domain/day';
import { POLICY, type PolicyKey } from '#domain/policy';
import { type Level, levelOf } from '#domain/region';
import { readService, type Service } from '#domain/service';

/** A seed has no actor and no policy yet: it needs a unit's handle, the clock and new ids. */
export interface Seeding {
  tx: Tx;
  now: Instant;
  ids: (prefix: string) => string;
}

export const CITY = '4453';
/** The five books, one a county (县、市、区). */
export const JOURNALS = [
  { id: 'yuncheng', name: '云城区', countyCode: '445302' },
  { id: 'yunanqu', name: '云安区', countyCode: '445303' },
  { id: 'xinxing', name: '新兴县', countyCode: '445321' },
  { id: 'yunanxian', name: '郁南县', countyCode: '445322' },
  { id: 'luoding', name: '罗定市', countyCode: '445381' },
] as const;

const SINCE = '2026-01-01';
/** Rows a statement: both databases bound the number of its parameters. */
const CHUNK = 500;

type Line = Record<string, string>;
const read = (name: string): Line[] =>
  parse(readFileSync(new URL(name, import.meta.url)), { columns: true, skip_empty_lines: true, bom: true });

const FILES = ['divisions/yunfu.csv', 'service-catalogue.csv'] as const;

/** Changes with what would be seeded: the files, the policy's keys and defaults, the books and the stations. */
export function seedFingerprint(): string {
  const hash = createHash('sha256');
  for (const name of FILES) hash.update(readFileSync(new URL(name, import.meta.url)));
  return hash.update(JSON.stringify([POLICY, JOURNALS, STATIONS])).digest('hex').slice(0, 32);
}

/** Read and spelled before a unit of work begins: a thousand names take longer than a unit may. */
export interface Seeds {
  divisions: { code: string; name: string; pinyin: string; level: Level }[];
  services: Service[];
}

export const readSeeds = (): Seeds => ({
  divisions: read(FILES[0]).map(({ code = '', name = '' }) => {
    const level = levelOf(code);
    if (!level) throw new Error(`yunfu.csv: ${code} has the length of no level`);
    return { code, name, pinyin: spellPlace(name), level };
  }),
  services: read(FILES[1]).map(readService),
});

export async function seed(seeding: Seeding, seeds: Seeds): Promise<void> {
  await seedDivisions(seeding, seeds);
  await seeding.tx.insert(services).values(seeds.services).onConflictDoNothing();
  await seedPolicy(seeding);
  await seedStations(seeding);
}

async function seedDivisions({ tx, ids }: Seeding, { divisions }: Seeds): Promise<void> {
  const [known] = await tx.select({ id: regions.id }).from(regions).where(eq(regions.code, CITY));
  if (known) return;
  const rows = divisions.map((division) => ({ ...division, id: ids('reg'), validFrom: SINCE }));
  for (let at = 0; at < rows.length; at += CHUNK) {
    await tx.insert(regions).values(rows.slice(at, at + CHUNK));
  }
}

/** Version 1 belongs to nobody: it is what the software came with, and the two names say so. */
async function seedPolicy({ tx, now, ids }: Seeding): Promise<void> {
  const [known] = await tx.select({ id: policies.id }).from(policies).where(eq(policies.version, 1));
  if (known) return;
  const rows = Object.entries(POLICY).map(([key, setting]) => ({
    id: ids('pol'),
    key: key as PolicyKey,
    regionCode: CITY,
    // A JSON null would be no value to the column; every key that knows "no limit" reads it as 'off'.
    value: (setting.default ?? 'off') as unknown,
    validFrom: SINCE,
    locked: false,
    reason: 'defaults',
    proposedBy: 'job:seed',
    proposedAt: now,
    acceptedBy: 'job:defaults',
    acceptedAt: now,
    version: 1,
  }));
  await tx.insert(policies).values(rows);
}

/** The pilot. Its phone is the city's public service line: a made-up number would ring in somebody's house. */
const STATIONS = [
  { regionCode: '445321100210', name: '大稳村居家养老服务站', kind: 'village', state: 'open', phone: '0766-12345' },
  { regionCode: '445321100', name: '新城镇综合养老服务中心', kind: 'town', state: 'open', phone: '0766-12345' },
] as const;

async function seedStations({ tx, ids }: Seeding): Promise<void> {
  const known = await tx.select({ name: stations.name }).from(stations);
  const missing = STATIONS.filter((station) => !known.some((one) => one.name === station.name));
  if (missing.length === 0) return;
  await tx.insert(stations).values(missing.map((station) => ({ ...station, id: ids('sta') })));
}
