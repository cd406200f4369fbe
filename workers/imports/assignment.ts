/** Who gets what, so that everybody together gets the most. */

export interface Edge {
  row: number;
  column: number;
  weight: number;
}

/**
 * The pairs of rows and columns, each used once, whose weights add up to the most: the Hungarian method with a free column for
 * every row, which means to go without. Time grows with rows² × columns.
 * @param edges weights above 0; pairs that are not named cannot be.
 * @returns the column of each row; -1 for none.
 */
export function bestAssignment(rows: number, columns: number, edges: readonly Edge[]): number[] {
  const width = columns + rows;
  const cost = Array.from({ length: rows }, () => new Float64Array(width).fill(impossible));
  for (const { row, column, weight } of edges) (cost[row] as Float64Array)[column] = -weight;
  for (let row = 0; row < rows; row += 1) (cost[row] as Float64Array)[columns + row] = 0;
  const owner = hungarian(cost, rows, width);
  const chosen = Array.from({ length: rows }, () => -1);
  for (let column = 0; column < columns; column += 1) {
    const row = owner[column + 1] as number;
    if (row > 0) chosen[row - 1] = column;
  }
  return chosen;
}

const impossible = 1e9;

/** Row (from 1) that owns each column (from 1); potentials and alternating paths after Kuhn and Munkres. */
function hungarian(cost: readonly Float64Array[], rows: number, width: number): Int32Array {
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(width + 1);
  const owner = new Int32Array(width + 1);
  const way = new Int32Array(width + 1);
  for (let row = 1; row <= rows; row += 1) {
    owner[0] = row;
    let at = 0;
    const least = new Float64Array(width + 1).fill(Infinity);
    const seen = new Uint8Array(width + 1);
    do {
      seen[at] = 1;
      const current = owner[at] as number;
      let delta = Infinity;
      let next = 0;
      for (let column = 1; column <= width; column += 1) {
        if (seen[column] === 1) continue;
        const reduced =
          ((cost[current - 1] as Float64Array)[column - 1] as number) -
          (rowPotential[current] as number) -
          (columnPotential[column] as number);
        if (reduced < (least[column] as number)) {
          least[column] = reduced;
          way[column] = at;
        }
        if ((least[column] as number) < delta) {
          delta = least[column] as number;
          next = column;
        }
      }
      for (let column = 0; column <= width; column += 1) {
        if (seen[column] === 1) {
          const owned = owner[column] as number;
          rowPotential[owned] = (rowPotential[owned] as number) + delta;
          columnPotential[column] = (columnPotential[column] as number) - delta;
        } else {
          least[column] = (least[column] as number) - delta;
        }
      }
      at = next;
    } while (owner[at] !== 0);
    while (at !== 0) {
      const previous = way[at] as number;
      owner[at] = owner[previous] as number;
      at = previous;
    }
  }
  return owner;
}
