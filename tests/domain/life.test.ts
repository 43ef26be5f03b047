import { describe, expect, it } from 'vitest';
import { ALERT_STATES, alertLife } from '#domain/alert';
import { type Life, lifeOf } from '#domain/life';
import { PAIRING_MOVES, PAIRING_STATES, pairingLife } from '#domain/pairing';
import { PERMISSIONS } from '#domain/permission';

interface Told {
  name: string;
  states: readonly string[];
  ends: readonly string[];
  life: Life<string, string>;
}

const LIVES: Told[] = [
  {
    name: 'pairing',
    states: PAIRING_STATES,
    ends: ['declined', 'rejected', 'withdrawn', 'ended'],
    life: pairingLife as Life<string, string>,
  },
  // Whoever closed it too early opens it again: no state is the last.
  { name: 'alert', states: ALERT_STATES, ends: [], life: alertLife as Life<string, string> },
];

describe.each(LIVES)('the life of a $name', ({ states, ends, life }) => {
  const leads = (state: string) => life.movesFrom(state).map((move) => life.after(move, state));

  it('reaches every state from nothing', () => {
    const reached = new Set<string>();
    const walk = (state: string) => {
      if (reached.has(state)) return;
      reached.add(state);
      for (const to of leads(state)) walk(to);
    };
    for (const name of life.names.filter((one) => life.mayStart(one, null))) walk(life.after(name, null));
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('has an exit from every state but its ends, and from those none', () => {
    for (const state of states) {
      expect([state, leads(state).some((to) => to !== state)]).toEqual([state, !ends.includes(state)]);
      if (ends.includes(state)) expect([state, life.movesFrom(state)]).toEqual([state, []]);
    }
  });
});

describe('a table of moves', () => {
  const life = lifeOf<'asked' | 'back', 'ask' | 'giveBack' | 'mend' | 'look'>({
    ask: { from: [null], to: 'asked' },
    giveBack: { from: ['asked'], to: 'back' },
    mend: { from: ['back'], to: 'remembered' },
    look: { from: ['asked', 'back'], to: 'same' },
  });

  it('stays, moves on, or goes back to what was remembered', () => {
    expect(life.after('look', 'back')).toBe('back');
    expect(life.after('giveBack', 'asked')).toBe('back');
    expect(life.after('mend', 'back', 'asked')).toBe('asked');
    expect(life.movesFrom('asked')).toEqual(['giveBack', 'look']);
    expect(life.mayStart('ask', 'asked')).toBe(false);
  });
});

it('a pairing is confirmed by nobody who may propose one', () => {
  const confirming: readonly string[] = PERMISSIONS[PAIRING_MOVES.confirm.needs];
  expect(confirming.filter((role) => (PERMISSIONS['pairing.propose'] as readonly string[]).includes(role))).toEqual([]);
});
