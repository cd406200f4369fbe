/** A list from the engine as a table with its pager: loading, failed, empty or there. */
import { Button } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import { Blank, Failure } from './Blank.tsx';
import { DataTable, type DataTableProps } from './DataTable.tsx';
import classes from './PagedTable.module.css';
import { Pager } from './Pager.tsx';
import { texts } from './texts.ts';
import type { PageQuery } from './usePage.ts';

interface PagedTableProps<Row> extends Omit<DataTableProps<Row>, 'rows' | 'stale'> {
  list: PageQuery<Row>;
  /** From 1. */
  page: number;
  pageSize: number;
  onPage: (page: number) => void;
}

export function PagedTable<Row>({ list, page, pageSize, onPage, ...table }: PagedTableProps<Row>) {
  const { bounded = false } = table;
  if (list.error !== null) return <Failure error={list.error} onRetry={list.retry} compact={bounded} />;
  // Within a panel a list that fits needs no foot; below a list that fills the window it keeps its place.
  const hasFoot = !bounded || list.total > pageSize;
  return (
    <>
      <DataTable
        {...table}
        rows={list.rows}
        stale={list.stale}
        empty={
          list.total > 0 ? (
            <PastTheEnd
              onFirst={() => {
                onPage(1);
              }}
            />
          ) : (
            table.empty
          )
        }
      />
      {hasFoot && (
        <div className={bounded ? classes['foot'] : undefined}>
          <Pager
            page={page}
            pageSize={pageSize}
            total={list.rows === undefined ? null : list.total}
            onPage={onPage}
          />
        </div>
      )}
    </>
  );
}

/** The list has become shorter than the page that the address names. */
function PastTheEnd({ onFirst }: { onFirst: () => void }) {
  return (
    <Blank
      icon={IconFileOff}
      title={texts.pastTheEnd}
      action={
        <Button variant="default" onClick={onFirst}>
          {texts.firstPage}
        </Button>
      }
    />
  );
}
