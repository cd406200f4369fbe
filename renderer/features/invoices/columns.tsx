/** The columns of the invoice list. */
import { ActionIcon, Anchor, Tooltip } from '@mantine/core';
import { IconFilePlus, IconFileTypePdf } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { InvoiceRow } from '../../../workers/api/wire.ts';
import { money } from '../../format/money.ts';
import { plainDate } from '../../format/time.ts';
import { paths } from '../../routing/paths.ts';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { Due } from './Due.tsx';
import { InvoiceBadge } from './InvoiceBadge.tsx';
import type { PdfTarget } from './PdfViewer.tsx';
import { printedNumber, signedTotal } from './standing.ts';
import { texts } from './texts.ts';

interface Actions {
  onPdf: (target: PdfTarget) => void;
}

export function invoiceColumns({ onPdf }: Actions): Column<InvoiceRow>[] {
  return [
    {
      key: 'number',
      header: texts.columns.number,
      width: '166px',
      cell: (row) => (
        <Anchor component={Link} href={paths.invoice(row.id)} inherit fw={600} maw="100%" display="block">
          <Clip>{printedNumber(row)}</Clip>
        </Anchor>
      ),
    },
    { key: 'billTo', header: texts.columns.billTo, cell: (row) => <Clip>{row.billToName}</Clip> },
    {
      key: 'issued',
      header: texts.columns.issued,
      width: '120px',
      cell: (row) => <span className="figures">{plainDate(row.issueDate)}</span>,
    },
    { key: 'due', header: texts.columns.due, width: '132px', cell: (row) => <Due row={row} /> },
    {
      key: 'total',
      header: texts.columns.total,
      width: '108px',
      align: 'right',
      cell: (row) => <Clip>{money(signedTotal(row), row.currency)}</Clip>,
    },
    {
      key: 'open',
      header: texts.columns.open,
      width: '108px',
      align: 'right',
      cell: (row) => <Clip>{row.openCents === 0 ? null : money(row.openCents, row.currency)}</Clip>,
    },
    {
      key: 'status',
      header: texts.columns.status,
      width: '112px',
      cell: (row) => <InvoiceBadge row={row} />,
    },
    {
      key: 'pdf',
      header: texts.columns.pdf,
      width: '60px',
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
        aria-label={made ? texts.viewer.openOf(printedNumber(row)) : texts.viewer.makeOf(printedNumber(row))}
        onClick={() => {
          onPdf({ id: row.id, number: printedNumber(row) });
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
