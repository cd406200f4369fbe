/** Aging: what each customer owes, by days past the due date, with the way to their account. */
import { Button, TextInput } from '@mantine/core';
import { IconMapPin, IconReportMoney, IconSearchOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { useEngine } from '../../data/engine.ts';
import { plainDate } from '../../format/time.ts';
import { paths } from '../../routing/paths.ts';
import { pageNumber, useUrlParams } from '../../routing/url-params.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Page } from '../../ui/Page.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { agingColumns } from './aging-columns.tsx';
import { AgingTotals } from './AgingTotals.tsx';
import { agingKey, owing } from './owing.ts';
import { texts } from './texts.ts';

const pageSize = 100;
const defaults = { q: '', asOf: '', page: '1' };

export default function ReceivablesScreen() {
  const { api } = useEngine();
  const [params, setParams] = useUrlParams(defaults);
  const [, navigate] = useLocation();
  const page = pageNumber(params.page);
  const query = useQuery({
    ...api.receivables.aging.queryOptions({ input: params.asOf === '' ? {} : { asOf: params.asOf } }),
    placeholderData: keepPreviousData,
  });
  const found = query.data === undefined ? undefined : owing(query.data.rows, params.q);
  return (
    <Page
      title={texts.title}
      subtitle={query.data === undefined ? undefined : texts.subtitle(plainDate(query.data.asOf))}
      actions={
        <Button
          component={Link}
          href={paths.remitTo}
          variant="default"
          leftSection={<IconMapPin size={16} aria-hidden="true" />}
        >
          {texts.remitToLink}
        </Button>
      }
      fill
    >
      <Toolbar>
        <SearchBox
          label={texts.search}
          value={params.q}
          onSearch={(q) => {
            setParams({ q, page: '1' });
          }}
        />
        <TextInput
          type="date"
          aria-label={texts.asOf}
          title={texts.asOfHint}
          w="9.5rem"
          value={params.asOf}
          onChange={(event) => {
            setParams({ asOf: event.currentTarget.value, page: '1' });
          }}
        />
      </Toolbar>
      {query.data !== undefined && query.data.totals.length > 0 && <AgingTotals totals={query.data.totals} />}
      <PagedTable
        list={{
          rows: found?.slice((page - 1) * pageSize, page * pageSize),
          total: found?.length ?? 0,
          stale: query.isPlaceholderData,
          error: query.data === undefined || query.isPlaceholderData ? query.error : null,
          retry: () => void query.refetch(),
        }}
        page={page}
        pageSize={pageSize}
        onPage={(next) => {
          setParams({ page: String(next) });
        }}
        label={texts.aging.label}
        columns={agingColumns}
        idOf={agingKey}
        nameOf={(row) => row.name}
        onOpen={(row) => {
          navigate(
            row.customerNumber === null ? paths.invoices({ q: row.name }) : paths.account(row.customerNumber),
          );
        }}
        empty={
          params.q === '' ? (
            <Blank icon={IconReportMoney} title={texts.aging.emptyTitle}>
              {texts.aging.emptyText}
            </Blank>
          ) : (
            <Blank icon={IconSearchOff} title={texts.aging.noMatch} />
          )
        }
      />
    </Page>
  );
}
