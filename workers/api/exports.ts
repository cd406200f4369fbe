/** Everything of one entity as a text, in pieces, with the same memory for ten rows and ten million. */
import { exportRows } from './export/export-rows.ts';
import { os } from './base.ts';
import { textPieces } from './text-pieces.ts';

export const exports = {
  rows: os.exports.rows.handler(({ input, context, signal }) =>
    textPieces(exportRows(context.store, input.entity, input.format), signal),
  ),
};
