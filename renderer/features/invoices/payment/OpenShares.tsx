/** Open invoices, oldest due date first, with what a payment settles of each. */
import { ScrollArea, Table, Text, TextInput } from '@mantine/core';
import type { OpenInvoiceView } from '../../../../workers/api/ledger-wire.ts';
import { money } from '../../../format/money.ts';
import { Due } from '../Due.tsx';
import { ledgerTexts } from '../ledger-texts.ts';
import { shareOf, type TypedShares } from './shares.ts';

const words = ledgerTexts.payment;

interface OpenSharesProps {
  open: readonly OpenInvoiceView[];
  typed: TypedShares;
  onType: (invoice: string, text: string) => void;
}

export function OpenShares({ open, typed, onType }: OpenSharesProps) {
  if (open.length === 0) return <Text c="dimmed">{words.nothingOpen}</Text>;
  return (
    <ScrollArea.Autosize mah={280} type="auto">
      <Table verticalSpacing={5} aria-label={words.shares} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.columns.number}</Table.Th>
            <Table.Th>{words.columns.due}</Table.Th>
            <Table.Th ta="right">{words.columns.open}</Table.Th>
            <Table.Th w={160}>{words.columns.share}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {open.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>{row.number}</Table.Td>
              <Table.Td>
                <Due row={row} />
              </Table.Td>
              <Table.Td ta="right" className="figures">
                {money(row.openCents, row.currency)}
              </Table.Td>
              <Table.Td>
                <TextInput
                  aria-label={words.shareOf(row.number)}
                  inputMode="decimal"
                  value={typed[row.id] ?? ''}
                  error={shareOf(row, typed[row.id]) === null ? words.notAmount : undefined}
                  onChange={(event) => {
                    onType(row.id, event.currentTarget.value);
                  }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
