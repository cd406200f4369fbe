/** The columns of the invoice list. */
import { ActionIcon, Anchor, Tooltip } from '@mantine/core';
import { IconFilePlus, IconFileTypePdf } from '@tabler/icons-react';
import type { InvoiceRow } from '../../../workers/api/wire.ts';
import { money } from '../../format/money.ts';
import { plainDate } from '../../format/time.ts';
import { invoiceTone } from '../../theme/tones.ts';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import type { PdfTarget } from './PdfViewer.tsx';
import { invoiceStatus, texts } from './texts.ts';

interface Actions {
  onOpen: (row: InvoiceRow) => void;
  onPdf: (target: PdfTarget) => void;
}

export function invoiceColumns({ onOpen, onPdf }: Actions): Column<InvoiceRow>[] {
  return [
    {
      key: 'number',
      header: texts.columns.number,
      width: '100px',
      cell: (row) => (
        <Anchor
          component="button"
          type="button"
          inherit
          fw={600}
          maw="100%"
          display="block"
          ta="left"
          onClick={() => {
            onOpen(row);
          }}
        >
          <Clip>{row.number}</Clip>
        </Anchor>
      ),
    },
    { key: 'billTo', header: texts.columns.billTo, cell: (row) => <Clip>{row.billToName}</Clip> },
    {
      key: 'customer',
      header: texts.columns.customer,
      width: '100px',
      cell: (row) => <Clip>{row.customerNumber}</Clip>,
    },
    {
      key: 'issued',
      header: texts.columns.issued,
      width: '124px',
      cell: (row) => <span className="figures">{plainDate(row.issueDate)}</span>,
    },
    {
      key: 'due',
      header: texts.columns.due,
      width: '124px',
      cell: (row) => <Clip>{row.dueDate === null ? null : plainDate(row.dueDate)}</Clip>,
    },
    {
      key: 'total',
      header: texts.columns.total,
      width: '122px',
      align: 'right',
      cell: (row) => <Clip>{money(row.totalCents, row.currency)}</Clip>,
    },
    {
      key: 'status',
      header: texts.columns.status,
      width: '96px',
      cell: (row) => <StateBadge plain tone={invoiceTone(row.status)} label={invoiceStatus(row.status)} />,
    },
    {
      key: 'pdf',
      header: texts.columns.pdf,
      width: '68px',
      cell: (row) => <PdfButton row={row} onPdf={onPdf} />,
    },
  ];
}

function PdfButton({ row, onPdf }: { row: InvoiceRow; onPdf: Actions['onPdf'] }) {
  const made = row.pdf !== null;
  return (
    <Tooltip label={made ? texts.viewer.open : texts.viewer.makeAndOpen}>
      <ActionIcon
        variant="subtle"
        color={made ? 'harbor' : 'gray'}
        size={30}
        aria-label={made ? texts.viewer.openOf(row.number) : texts.viewer.makeOf(row.number)}
        onClick={() => {
          onPdf({ id: row.id, number: row.number });
        }}
      >
        {made ? (
          <IconFileTypePdf size={19} stroke={1.6} aria-hidden="true" />
        ) : (
          <IconFilePlus size={19} stroke={1.6} aria-hidden="true" />
        )}
      </ActionIcon>
    </Tooltip>
  );
}
