/**
 * The life of a record is one table of moves: from where, to where. What every such table answers is said here; what a move
 * needs and does stands in the table itself.
 */

export interface MoveBetween<S extends string> {
  /** States it may start from; null = the record does not exist yet. */
  readonly from: readonly (S | null)[];
  /** Where it leads; 'same' = nowhere, 'remembered' = to the state before. */
  readonly to: S | 'same' | 'remembered';
}

export interface Life<S extends string, M extends string> {
  readonly names: readonly M[];
  mayStart(name: M, from: S | null): boolean;
  /** The state that a move leads to; `before` is what the record remembers. */
  after(name: M, from: S | null, before?: S | null): S;
  /** The moves that lead out of a state, or may be made in it. */
  movesFrom(state: S): M[];
}

export function lifeOf<S extends string, M extends string>(moves: Record<M, MoveBetween<S>>): Life<S, M> {
  const names = Object.keys(moves) as M[];
  const mayStart = (name: M, from: S | null) => moves[name].from.includes(from);
  return {
    names,
    mayStart,
    after(name, from, before = null) {
      const { to } = moves[name];
      if (to === 'same') return from as S;
      return to === 'remembered' ? (before as S) : to;
    },
    movesFrom: (state) => names.filter((name) => mayStart(name, state)),
  };
}
