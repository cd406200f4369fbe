/** Where a grid's rows come from: a staged file, or an import with what became of them. */
import type { ImportView, RowFilter } from '../../../../workers/api/wire.ts';
import type { Client } from '../../../transport/client.ts';
import type { RowSource } from './useRows.ts';

type PreviewChoice = Omit<Parameters<Client['imports']['preview']>[0], 'from' | 'limit'>;

export function stagedRows(client: Client, file: PreviewChoice): RowSource {
  return {
    key: ['staged', file],
    load: async (from, limit, signal) => {
      const preview = await client.imports.preview({ ...file, from, limit }, { signal });
      return { ...preview, columns: [] };
    },
  };
}

/** @param editsId corrections to be shown; null for those that the import was started with. */
export function importedRows(
  client: Client,
  view: Pick<ImportView, 'importId' | 'state'>,
  filter: RowFilter,
  editsId: string | null,
): RowSource {
  const { importId, state } = view;
  return {
    key: ['import', importId, state, filter, editsId],
    load: (offset, limit, signal) =>
      client.imports.rows(
        { importId, filter, offset, limit, ...(editsId === null ? {} : { editsId }) },
        { signal },
      ),
  };
}
