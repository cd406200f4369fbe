/** The invoices: found, selected, made into PDFs, opened. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { InvoiceRow } from '../../../workers/api/wire.ts';
import { useEngine, useStatus } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { pageNumber, useUrlParams } from '../../routing/url-params.ts';
import { ImportButton } from '../../ui/ImportButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { usePage } from '../../ui/usePage.ts';
import { invoiceColumns } from './columns.tsx';
import { Filters } from './Filters.tsx';
import { InvoicesEmpty } from './InvoicesEmpty.tsx';
import { filterOf, isFiltered, listDefaults } from './list-params.ts';
import { MakingPdfs } from './MakingPdfs.tsx';
import { PdfViewer, type PdfTarget } from './PdfViewer.tsx';
import { has, nothing, toggled, withPage, type Selected } from '../../ui/selected.ts';
import { InvoiceBar } from './selection/InvoiceBar.tsx';
import { printedNumber } from './standing.ts';
import { texts } from './texts.ts';

const pageSize = 100;

export default function InvoicesScreen() {
  const { api } = useEngine();
  const [params, setParams] = useUrlParams(listDefaults);
  const [, navigate] = useLocation();
  const [selected, setSelected] = useState<Selected>(nothing);
  const [viewed, setViewed] = useState<PdfTarget | null>(null);
  const known = useStatus()?.counts.invoice;
  const filter = filterOf(params);
  const page = pageNumber(params.page);
  const list = usePage<InvoiceRow>(
    api.invoices.list.queryOptions({
      input: { ...filter, limit: pageSize, offset: (page - 1) * pageSize },
    }),
  );
  const ids = list.rows?.map((row) => row.id) ?? [];
  const open = (row: InvoiceRow) => {
    navigate(paths.invoice(row.id));
  };

  return (
    <Page
      title={texts.title}
      subtitle={known === undefined ? undefined : texts.total(known)}
      actions={
        <>
          <ImportButton label={texts.importFile} />
          <Button
            component={Link}
            href={paths.newInvoice()}
            leftSection={<IconPlus size={16} aria-hidden="true" />}
          >
            {texts.newDraft}
          </Button>
        </>
      }
      fill
    >
      <Filters
        params={params}
        onChange={(changes) => {
          // Another question, another selection: what is not in sight must not be in the batch.
          setSelected(nothing);
          setParams({ ...changes, page: '1' });
        }}
      />
      {params.job !== '' && (
        <MakingPdfs
          key={params.job}
          jobId={params.job}
          onDismiss={() => {
            setParams({ job: '' });
          }}
        />
      )}
      <InvoiceBar
        selected={selected}
        total={list.total}
        filter={filter}
        onSelect={setSelected}
        onStarted={(jobId) => {
          setSelected(nothing);
          setParams({ job: jobId });
        }}
      />
      <PagedTable
        list={list}
        page={page}
        pageSize={pageSize}
        onPage={(next) => {
          setParams({ page: String(next) });
        }}
        label={texts.title}
        columns={invoiceColumns({ onPdf: setViewed })}
        idOf={(row) => row.id}
        nameOf={(row) => texts.rowName(printedNumber(row))}
        onOpen={open}
        selection={{
          isSelected: (id) => has(selected, id),
          toggle: (id) => {
            setSelected(toggled(selected, id));
          },
          togglePage: (select) => {
            setSelected(withPage(selected, ids, select));
          },
          everything: selected.kind === 'everything',
        }}
        empty={<InvoicesEmpty filtered={isFiltered(params)} />}
      />
      <PdfViewer
        target={viewed}
        onClose={() => {
          setViewed(null);
        }}
      />
    </Page>
  );
}
