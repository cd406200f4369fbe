/** Every row that was refused or doubtful, by the file's own line numbers. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { severities, type ImportView, type RowIssue } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { count } from '../../format/numbers.ts';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { usePage } from '../../ui/usePage.ts';
import classes from './ResultScreen.module.css';
import { hasRefused, RefusedDownload } from './RefusedDownload.tsx';
import { texts } from './texts.ts';

const pageSize = 100;

export function Issues({ view }: { view: ImportView }) {
  const { api } = useEngine();
  const [page, setPage] = useState(1);
  const [severity, setSeverity] = useState<RowIssue['severity'] | undefined>();
  const { importId } = view;
  const list = usePage<RowIssue>(
    api.imports.issues.queryOptions({
      input: { importId, severity, limit: pageSize, offset: (page - 1) * pageSize },
    }),
  );
  return (
    <Panel
      title={texts.result.issues}
      aside={
        <div className={classes['tools']}>
          {view.failed > 0 && view.warnings > 0 && (
            <SeverityFilter
              severity={severity}
              onChange={(chosen) => {
                setSeverity(chosen);
                setPage(1);
              }}
            />
          )}
          {hasRefused(view) && <RefusedDownload view={view} />}
        </div>
      }
      flush
    >
      <PagedTable
        list={list}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        label={texts.result.issues}
        columns={columns}
        idOf={(issue) => `${issue.line}/${issue.column}/${issue.code}`}
        nameOf={(issue) => String(issue.line)}
        bounded
        empty={<p className={classes['clean']}>{texts.result.noIssues}</p>}
      />
    </Panel>
  );
}

interface SeverityFilterProps {
  /** Undefined: all. */
  severity: RowIssue['severity'] | undefined;
  onChange: (severity: RowIssue['severity'] | undefined) => void;
}

function SeverityFilter({ severity, onChange }: SeverityFilterProps) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={texts.result.severityHeader}
      value={severity ?? ''}
      data={[
        { value: '', label: texts.result.allIssues },
        ...severities.map((value) => ({ value, label: texts.result.severity[value] })),
      ]}
      onChange={(value) => {
        onChange(severities.find((each) => each === value));
      }}
    />
  );
}

const columns: Column<RowIssue>[] = [
  {
    key: 'line',
    header: texts.result.line,
    width: '88px',
    cell: (issue) => <span className="figures">{count(issue.line)}</span>,
  },
  {
    key: 'severity',
    header: texts.result.severityHeader,
    width: '122px',
    cell: (issue) => (
      <StateBadge
        tone={issue.severity === 'error' ? 'bad' : 'attention'}
        label={texts.result.severity[issue.severity]}
      />
    ),
  },
  {
    key: 'column',
    header: texts.result.column,
    width: '18%',
    cell: (issue) => <Clip>{issue.column === '' ? texts.result.wholeRow : issue.column}</Clip>,
  },
  {
    key: 'message',
    header: texts.result.message,
    cell: (issue) => <div className={classes['message']}>{issue.message}</div>,
  },
  {
    key: 'code',
    header: texts.result.code,
    width: '20%',
    cell: (issue) => <Clip>{issue.code}</Clip>,
  },
];
