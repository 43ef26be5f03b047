/** Queries that are built once for a connection: building one costs several times what running it does. */
import type { Tx } from '#db/act';

/**
 * `prepared((tx) => tx.select()….where(eq(t.id, sql.placeholder('id'))).prepare('t_by_id'))` gives a function of `tx`
 * whose result is executed with the values of its placeholders. The name must be the query's own: PostgreSQL keeps
 * prepared statements by name.
 */
export function prepared<P>(build: (tx: Tx) => P): (tx: Tx) => P {
  const built = new WeakMap<Tx, P>();
  return (tx) => {
    const known = built.get(tx);
    if (known !== undefined) return known;
    const fresh = build(tx);
    built.set(tx, fresh);
    return fresh;
  };
}
