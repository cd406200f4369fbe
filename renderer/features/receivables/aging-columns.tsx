/** The columns of the aging. */
import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { money } from '../../format/money.ts';
import { paths } from '../../routing/paths.ts';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import type { AgingRow } from './owing.ts';
import { texts } from './texts.ts';

const words = texts.aging;

function amount(key: string, header: string, cents: (row: AgingRow) => number): Column<AgingRow> {
  return {
    key,
    header,
    width: '126px',
    align: 'right',
    cell: (row) => <Clip>{cents(row) === 0 ? null : money(cents(row), row.currency)}</Clip>,
  };
}

export const agingColumns: Column<AgingRow>[] = [
  {
    key: 'customer',
    header: words.customer,
    cell: (row) =>
      row.customerNumber === null ? (
        <Clip>{row.name}</Clip>
      ) : (
        <Anchor
          component={Link}
          href={paths.account(row.customerNumber)}
          inherit
          fw={600}
          maw="100%"
          display="block"
        >
          <Clip>{row.name}</Clip>
        </Anchor>
      ),
  },
  amount('notDue', words.notDue, (row) => row.notDueCents),
  amount('days30', words.days30, (row) => row.days30Cents),
  amount('days60', words.days60, (row) => row.days60Cents),
  amount('days90', words.days90, (row) => row.days90Cents),
  amount('older', words.older, (row) => row.olderCents),
  {
    ...amount('open', words.open, (row) => row.openCents),
    cell: (row) => (
      <strong>
        <Clip>{money(row.openCents, row.currency)}</Clip>
      </strong>
    ),
  },
];
