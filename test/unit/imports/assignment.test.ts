import { describe, expect, it } from 'vitest';
import { bestAssignment, type Edge } from '../../../workers/imports/assignment.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** Every way there is. */
function bestByTrying(
  rows: number,
  edges: readonly Edge[],
  row = 0,
  used: ReadonlySet<number> = new Set(),
): number {
  if (row === rows) return 0;
  let best = bestByTrying(rows, edges, row + 1, used);
  for (const { column, weight } of edges.filter((edge) => edge.row === row && !used.has(edge.column)))
    best = Math.max(best, weight + bestByTrying(rows, edges, row + 1, new Set(used).add(column)));
  return best;
}

describe('the best assignment', () => {
  it('gives up a better pair where that helps everybody', () => {
    const edges = [
      { row: 0, column: 0, weight: 10 },
      { row: 0, column: 1, weight: 9 },
      { row: 1, column: 0, weight: 8 },
    ];
    expect(bestAssignment(2, 2, edges)).toEqual([1, 0]);
  });

  it('leaves without what has no pair', () => {
    expect(bestAssignment(2, 1, [{ row: 1, column: 0, weight: 5 }])).toEqual([-1, 0]);
    expect(bestAssignment(2, 0, [])).toEqual([-1, -1]);
  });

  it('is as good as trying every way', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 200; round += 1) {
      const [rows, columns] = [1 + Math.floor(random() * 5), 1 + Math.floor(random() * 5)];
      const edges: Edge[] = [];
      for (let row = 0; row < rows; row += 1)
        for (let column = 0; column < columns; column += 1)
          if (random() < 0.6) edges.push({ row, column, weight: 1 + Math.floor(random() * 20) });
      const chosen = bestAssignment(rows, columns, edges);
      const taken = chosen.filter((each) => each !== -1);
      expect(new Set(taken).size).toBe(taken.length);
      let total = 0;
      chosen.forEach((each, row) => {
        if (each === -1) return;
        const edge = edges.find((one) => one.row === row && one.column === each);
        expect(edge).toBeDefined();
        total += edge?.weight ?? 0;
      });
      expect(total).toBe(bestByTrying(rows, edges));
    }
  });
});
