/** The rows that an undo has kept, with the reason of each. */
import { useState } from 'react';
import type { KeptRow } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { count } from '../../format/numbers.ts';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { usePage } from '../../ui/usePage.ts';
import { undoTexts as texts } from './undo-texts.ts';

const pageSize = 100;

export function KeptRows({ importId }: { importId: string }) {
  const { api } = useEngine();
  const [page, setPage] = useState(1);
  const list = usePage<KeptRow>(
    api.imports.undoIssues.queryOptions({
      input: { importId, limit: pageSize, offset: (page - 1) * pageSize },
    }),
  );
  return (
    <Panel title={texts.kept} flush>
      <PagedTable
        list={list}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        label={texts.kept}
        columns={columns}
        idOf={(row) => String(row.line)}
        nameOf={(row) => String(row.line)}
        bounded
        empty={null}
      />
    </Panel>
  );
}

const columns: Column<KeptRow>[] = [
  {
    key: 'line',
    header: texts.line,
    width: '88px',
    cell: (row) => <span className="figures">{count(row.line)}</span>,
  },
  { key: 'record', header: texts.record, width: '24%', cell: (row) => <Clip>{row.key}</Clip> },
  { key: 'why', header: texts.why, cell: (row) => row.message },
];
