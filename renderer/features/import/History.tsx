/** Every import there was, newest first. */
import { Anchor } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { ImportView, UndoView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { person } from '../../format/actor.ts';
import { count } from '../../format/numbers.ts';
import { paths } from '../../routing/paths.ts';
import { pageNumber, useUrlParams } from '../../routing/url-params.ts';
import { importTone } from '../../theme/tones.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { usePage } from '../../ui/usePage.ts';
import { FileHash } from './FileHash.tsx';
import classes from './History.module.css';
import { fractionDone } from './progress.ts';
import { texts } from './texts.ts';
import { undoTexts } from './undo-texts.ts';

const pageSize = 20;
const defaults = { page: '1' };

export function History() {
  const { api } = useEngine();
  const [, navigate] = useLocation();
  const [params, setParams] = useUrlParams(defaults);
  const page = pageNumber(params.page);
  const list = usePage<ImportView>(
    api.imports.list.queryOptions({ input: { limit: pageSize, offset: (page - 1) * pageSize } }),
  );
  return (
    <Panel title={texts.history.title} flush>
      <PagedTable
        list={list}
        page={page}
        pageSize={pageSize}
        onPage={(next) => {
          setParams({ page: String(next) });
        }}
        label={texts.history.title}
        columns={columns}
        idOf={(row) => row.importId}
        nameOf={(row) => row.fileName}
        onOpen={(row) => {
          navigate(paths.import(row.importId));
        }}
        bounded
        empty={
          <Blank icon={IconHistory} title={texts.history.emptyTitle} compact>
            {texts.history.emptyText}
          </Blank>
        }
      />
    </Panel>
  );
}

const columns: Column<ImportView>[] = [
  {
    key: 'file',
    header: texts.history.file,
    cell: (row) => (
      <>
        <Anchor component={Link} href={paths.import(row.importId)} inherit>
          <Clip>{row.fileName}</Clip>
        </Anchor>
        <div className={classes['below']}>
          <FileHash sha256={row.fileSha256} />
        </div>
      </>
    ),
  },
  {
    key: 'entity',
    header: texts.history.entity,
    width: '120px',
    cell: (row) => texts.entities[row.entity].many,
  },
  { key: 'state', header: texts.history.state, width: '230px', cell: (row) => <State row={row} /> },
  {
    key: 'rows',
    header: texts.history.rows,
    width: '110px',
    align: 'right',
    cell: (row) => count(row.total),
  },
  {
    key: 'refused',
    header: texts.history.refused,
    width: '100px',
    align: 'right',
    cell: (row) => count(row.failed),
  },
  {
    key: 'when',
    header: texts.history.when,
    width: '140px',
    cell: (row) => (
      <>
        <Moment at={row.createdAt} />
        <div className={classes['below']}>{texts.history.by(person(row.createdBy))}</div>
      </>
    ),
  },
];

const undoTone = { waiting: 'waiting', running: 'running', done: 'waiting', failed: 'bad' } as const;

function undoLabel({ state, kept }: UndoView): string {
  return state === 'done' && kept > 0 ? undoTexts.historyKept(kept) : undoTexts.history[state];
}

function State({ row }: { row: ImportView }) {
  return (
    <div className={classes['state']}>
      <StateBadge
        tone={row.undo === null ? importTone(row) : undoTone[row.undo.state]}
        label={row.undo === null ? texts.states[row.state] : undoLabel(row.undo)}
      />
      {row.state === 'running' && <Meter fraction={fractionDone(row)} label={texts.result.progress} />}
      {row.dryRun && row.state !== 'running' && (
        <span className={classes['dry']}>{texts.history.checkOnly}</span>
      )}
    </div>
  );
}
