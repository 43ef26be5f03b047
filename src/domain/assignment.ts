/**
 * Who goes to whom at the least cost together: each row one column, each column at most one row. Exact, by shortest
 * augmenting paths with dual prices (D. F. Crouse, "On implementing 2D rectangular assignment algorithms", 2016), which is
 * also what SciPy does; a row may be left alone at a price.
 */

/** A table of costs, row after row; `Infinity` = never. */
export interface Costs {
  rows: number;
  columns: number;
  at: Float64Array;
}

/** Nobody: a row without a column, a column without a row. */
export const ALONE = -1;

/**
 * @param alone what it costs to leave a row without a column; `Infinity` = every row must have one
 * @param tell how many rows are placed so far
 * @returns the column of each row, or `ALONE`. The sum of what they cost is the least there is.
 * @throws RangeError where a row must have a column and there is none for it
 */
export function assign(costs: Costs, alone = Number.POSITIVE_INFINITY, tell?: (rows: number) => void): Int32Array {
  const search = searchIn(costs, alone);
  for (let row = 0; row < costs.rows; row++) {
    search.place(row);
    tell?.(row + 1);
  }
  return search.columnOf;
}

/** Columns that were settled on one search stand in front of `left` columns that were not. */
function searchIn({ rows, columns, at }: Costs, alone: number) {
  const columnOf = new Int32Array(rows).fill(ALONE);
  const rowOf = new Int32Array(columns).fill(ALONE);
  // What a row pays more, a column less: no reduced cost ever falls below nought.
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(columns);
  const distance = new Float64Array(columns);
  const cameFrom = new Int32Array(columns);
  const order = new Int32Array(columns);
  let left = 0;
  let steps: number[] = [];

  /** Look from a row at every column that is not settled; the nearest is returned as its place in `order`, or ALONE. */
  function nearestFrom(row: number, walked: number): number {
    const base = row * columns;
    const offset = walked - (rowPrice[row] as number);
    let nearest = ALONE;
    let least = Number.POSITIVE_INFINITY;
    for (let place = 0; place < left; place++) {
      const column = order[place] as number;
      const reached = offset + (at[base + column] as number) - (columnPrice[column] as number);
      let known = distance[column] as number;
      if (reached < known) {
        distance[column] = reached;
        cameFrom[column] = row;
        known = reached;
      }
      // Of equals one that is free ends the search.
      if (known < least || (known === least && known < Number.POSITIVE_INFINITY && rowOf[column] === ALONE)) {
        least = known;
        nearest = place;
      }
    }
    return nearest;
  }

  function settle(place: number): number {
    const column = order[place] as number;
    left -= 1;
    // Settled ones are kept behind, in the order in which they were.
    order[place] = order[left] as number;
    order[left] = column;
    return column;
  }

  /** The way from a new row to a free column, or to the row that is best left alone; and how long it is. */
  function walk(start: number): { walked: number; column: number; dropped: number } {
    for (let column = 0; column < columns; column++) order[column] = column;
    distance.fill(Number.POSITIVE_INFINITY);
    left = columns;
    steps = [start];
    let best = { walked: Number.POSITIVE_INFINITY, row: ALONE };
    let walked = 0;
    for (let row = start; ; ) {
      const out = walked + alone - (rowPrice[row] as number);
      if (out < best.walked) best = { walked: out, row };
      const place = nearestFrom(row, walked);
      const next = place === ALONE ? Number.POSITIVE_INFINITY : (distance[order[place] as number] as number);
      if (next === Number.POSITIVE_INFINITY && best.row === ALONE) throw new RangeError(`row ${start} finds no column`);
      if (best.walked < next) return { walked: best.walked, column: ALONE, dropped: best.row };
      walked = next;
      const column = settle(place);
      if (rowOf[column] === ALONE) return { walked, column, dropped: ALONE };
      row = rowOf[column] as number;
      steps.push(row);
    }
  }

  /** Prices after a walk: along it nothing is dearer than it is worth. */
  function reprice(start: number, walked: number): void {
    for (const row of steps) {
      const column = columnOf[row] as number;
      const before = row === start ? 0 : (distance[column] as number);
      rowPrice[row] = (rowPrice[row] as number) + walked - before;
    }
    for (let place = left; place < columns; place++) {
      const column = order[place] as number;
      columnPrice[column] = (columnPrice[column] as number) - walked + (distance[column] as number);
    }
  }

  /** Every row on the way back takes the column it was reached through, and gives up the one it had. */
  function take(start: number, free: number): void {
    for (let column = free; column !== ALONE; ) {
      const row = cameFrom[column] as number;
      const had = columnOf[row] as number;
      rowOf[column] = row;
      columnOf[row] = column;
      if (row === start) return;
      column = had;
    }
  }

  return {
    columnOf,
    place(start: number): void {
      const { walked, column, dropped } = walk(start);
      reprice(start, walked);
      if (dropped === ALONE) take(start, column);
      else if (dropped !== start) {
        const freed = columnOf[dropped] as number;
        columnOf[dropped] = ALONE;
        take(start, freed);
      }
    },
  };
}

/** What an assignment costs, those who are left alone included. */
export function costOf({ columns, at }: Costs, columnOf: Int32Array, alone: number): number {
  let sum = 0;
  for (const [row, column] of columnOf.entries())
    sum += column === ALONE ? alone : (at[row * columns + column] as number);
  return sum;
}
