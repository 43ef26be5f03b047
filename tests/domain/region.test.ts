import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cityOf,
  countyOf,
  LEVELS,
  levelOf,
  next,
  parentOf,
  type Region,
  reaches,
  successorOf,
  townOf,
  upwards,
} from '#domain/region';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const code = fc.constantFrom(...Object.values(LEVELS)).chain(digits);
const prefix = fc.oneof(code, digits(1), digits(2), digits(11));

describe('reach', () => {
  it('is the prefix, spelled as a range', () => {
    fc.assert(
      fc.property(prefix, code, (grant, place) => {
        expect(reaches(grant, place)).toBe(place.startsWith(grant));
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(prefix, digits(3), (grant, rest) => {
        expect(reaches(grant, grant)).toBe(true);
        expect(reaches(grant, grant + rest)).toBe(true);
        expect(reaches(grant, next(grant))).toBe(false);
        expect(reaches(grant + rest, grant)).toBe(false);
      }),
    );
  });

  it('is nothing for an empty prefix', () => expect(reaches('', '445321')).toBe(false));

  it('ends right after the last code below, also after a 9', () => {
    expect([next('445321'), next('445329'), next('4')]).toEqual(['445322', '44532:', '5']);
    expect(reaches('445329', '445329999999')).toBe(true);
    expect(reaches('445329', '445330000')).toBe(false);
  });
});

describe('levels', () => {
  it('are told by length', () => {
    expect(['4453', '445321', '445321102', '445321102201', '44', ''].map(levelOf)).toEqual([
      'city',
      'county',
      'town',
      'village',
      null,
      null,
    ]);
  });

  it('lead upwards from village to city', () => {
    const village = '445321102201';
    expect(upwards(village)).toEqual([village, '445321102', '445321', '4453']);
    expect(upwards('445321')).toEqual(['445321', '4453']);
    expect([townOf(village), countyOf(village), cityOf(village)]).toEqual(['445321102', '445321', '4453']);
    expect([parentOf(village), parentOf('445321'), parentOf('4453')]).toEqual(['445321102', '4453', null]);
  });

  it('have each code in reach of all that is above it', () => {
    fc.assert(
      fc.property(code, (place) => {
        for (const above of upwards(place)) expect(reaches(above, place)).toBe(true);
        expect(upwards(place)).toEqual([place, ...(parentOf(place) === null ? [] : upwards(parentOf(place) ?? ''))]);
      }),
    );
  });
});

describe('successors', () => {
  const region = (id: string, successorId: string | null): Region => ({
    id,
    code: id,
    name: id,
    level: 'village',
    validFrom: '2000-01-01',
    validTo: null,
    successorId,
  });
  const follow = (...all: Region[]) => successorOf(all[0] as Region, (id) => all.find((one) => one.id === id)).id;

  it('are followed through every redraw', () => {
    expect(follow(region('a', null))).toBe('a');
    expect(follow(region('a', 'b'), region('b', 'c'), region('c', null))).toBe('c');
  });
  it('stop where the map ends, and never run in a circle', () => {
    expect(follow(region('a', 'b'))).toBe('a');
    expect(['a', 'b']).toContain(follow(region('a', 'b'), region('b', 'a')));
    expect(follow(region('a', 'a'))).toBe('a');
  });
});
