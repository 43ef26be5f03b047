import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CALLS,
  INCIDENT_ENDS,
  INCIDENT_KINDS,
  INCIDENT_MOVES,
  INCIDENT_STATES,
  type IncidentState,
  incidentLife,
  isLate,
  reportDueAt,
  wasLate,
} from '#domain/incident';
import { allows } from '#domain/permission';

const HOUR = 3_600_000;

describe('意外', () => {
  it('is told, reported, closed, and opened again; nothing is closed that was not reported', () => {
    expect(incidentLife.after('tell', null)).toBe('told');
    expect(incidentLife.after('report', null)).toBe('reported');
    expect(incidentLife.movesFrom('told')).toEqual(['report', 'step', 'police', 'claim']);
    expect(incidentLife.movesFrom('reported')).toEqual(['step', 'police', 'claim', 'close']);
    expect(incidentLife.movesFrom('closed')).toEqual(['reopen']);
  });

  it('only the county closes, and whoever was there may tell of it', () => {
    const may = (action: 'incident.close' | 'incident.tell', roles: Parameters<typeof allows>[1][]) =>
      roles.filter((role) => allows(action, role));
    expect(may(INCIDENT_MOVES.close.needs, ['helper', 'town', 'county', 'city', 'member'])).toEqual(['county']);
    expect(may(INCIDENT_MOVES.tell.needs, ['member', 'kin', 'helper', 'auditor'])).toEqual(['member', 'kin', 'helper']);
  });

  it('every kind has a number to dial, and every end has its word', () => {
    expect(INCIDENT_KINDS.every((kind) => CALLS[kind].length > 0)).toBe(true);
    expect(INCIDENT_ENDS).toContain('nothing');
  });

  it('the time runs from when somebody knew, and only an unreported one is late', () => {
    const instants = fc.integer({ min: 0, max: 2_000_000_000_000 });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 72 }), instants, (knownAt, hours, now) => {
        const dueAt = reportDueAt(knownAt, hours);
        expect(dueAt - knownAt).toBe(hours * HOUR);
        for (const state of INCIDENT_STATES as readonly IncidentState[]) {
          expect(isLate({ state, dueAt }, now)).toBe(state === 'told' && now > dueAt);
        }
        expect(wasLate({ reportedAt: now, dueAt })).toBe(now > dueAt);
        expect(wasLate({ reportedAt: null, dueAt })).toBe(false);
      }),
    );
  });
});
