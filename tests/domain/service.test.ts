import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { creditMinutes } from '#domain/credit';
import { Refusal } from '#domain/refusal';
import {
  certificateFor,
  isLight,
  LIGHT_SERVICES,
  needsCertificate,
  readService,
  suitsAge,
  whyNeverCreditable,
} from '#domain/service';

const csv = readFileSync(new URL('../../db/data/service-catalogue.csv', import.meta.url), 'utf8');
const rows = parse(csv, { columns: true }) as Record<string, string>[];
const catalogue = new Map(rows.map(readService).map((service) => [service.code, service]));
const service = (code: string) => {
  const found = catalogue.get(code);
  if (!found) throw new Error(`no service ${code}`);
  return found;
};

describe('the catalogue', () => {
  it('is read whole, each code once', () => {
    expect(rows.length).toBeGreaterThan(35);
    expect(catalogue.size).toBe(rows.length);
    expect(service('E01')).toEqual({
      code: 'E01',
      nameZh: '陪同就医',
      nameEn: 'medical escort',
      certificate: 'training',
      certificateNote: null,
      risk: 'med',
      maxMinutes: 480,
      people: 1,
      needsConsent: false,
      cashSlip: false,
      enabled: true,
    });
    expect([
      service('G01').needsConsent,
      service('G01').people,
      service('D01').cashSlip,
      service('G01').enabled,
    ]).toEqual([true, 2, true, false]);
  });

  it('opens nothing dangerous by default: high risk is off', () => {
    for (const one of catalogue.values())
      if (one.risk === 'high') expect([one.code, one.enabled]).toEqual([one.code, false]);
  });

  it('refuses a row that it does not understand, and says where', () => {
    const good = rows[0] as Record<string, string>;
    for (const [field, value] of [
      ['code', 'A1'],
      ['risk', 'medium'],
      ['certificate', 'some'],
      ['max_minutes', '60.5'],
      ['people', ''],
      ['enabled', 'maybe'],
    ] as const) {
      try {
        readService({ ...good, [field]: value });
        expect.unreachable(field);
      } catch (refusal) {
        expect([(refusal as Refusal).code, (refusal as Refusal).params]).toEqual(['not_understood', { field }]);
      }
    }
    expect(() => readService({ ...good, name_zh: '' })).toThrow(Refusal);
  });
});

describe('certificates', () => {
  it('are needed where the catalogue says so', () => {
    expect([
      needsCertificate(service('A02')),
      needsCertificate(service('A01')),
      needsCertificate(service('H03')),
    ]).toEqual([false, true, true]);
  });
  it('are a professional’s for respite with somebody moderately disabled or worse', () => {
    expect(['none', 'mild', 'moderate', 'total'].map((one) => certificateFor(service('G03'), one as 'none'))).toEqual([
      'training',
      'training',
      'professional',
      'professional',
    ]);
    expect(certificateFor(service('A02'), 'total')).toBe('none');
  });
});

describe('light services', () => {
  it('are all a volunteer does from the age of the policy on', () => {
    expect([
      suitsAge(service('B01'), 69, 70),
      suitsAge(service('B01'), 70, 70),
      suitsAge(service('A02'), 88, 70),
    ]).toEqual([true, false, true]);
    expect(suitsAge(service('B01'), 70, 75)).toBe(true);
  });
  it('are in the catalogue, low-risk, need no second pair of hands and no professional tools', () => {
    for (const code of LIGHT_SERVICES)
      expect([code, service(code).risk, service(code).people]).toEqual([code, 'low', 1]);
    for (const code of ['B07', 'B05', 'E02', 'G02', 'E03', 'J01', 'C01', 'K01'])
      expect([code, isLight(service(code))]).toEqual([code, false]);
  });
});

describe('what never credits', () => {
  it('is family care, paid hours and being trained', () => {
    expect(whyNeverCreditable(service('A02'), 'family', true)).toBe('family');
    expect(whyNeverCreditable(service('A02'), 'none', true)).toBe('paid_hours');
    expect(whyNeverCreditable(service('M02'), 'none', false)).toBe('being_trained');
    expect(whyNeverCreditable(service('A02'), 'relative', false)).toBeNull();
  });

  it('is exactly what credits nothing', () => {
    for (const one of catalogue.values()) {
      for (const bond of ['family', 'relative', 'none'] as const) {
        for (const duty of [true, false]) {
          const { minutes } = creditMinutes({
            served: 60,
            bond,
            serviceMaximum: one.maxMinutes,
            dayLeft: 240,
            monthLeft: 3600,
            minSession: 10,
            granularity: 1,
            rounding: 'floor',
            duty,
          });
          expect([one.code, minutes === 0]).toEqual([one.code, whyNeverCreditable(one, bond, duty) !== null]);
        }
      }
    }
  });
});
