/** The lines of an invoice with what is left of each, and a field for what is credited of it. */
import { Button, Table, Text, TextInput } from '@mantine/core';
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { decimalText } from '../../../format/decimal.ts';
import { money } from '../../../format/money.ts';
import { ledgerTexts } from '../ledger-texts.ts';
import { texts } from '../texts.ts';
import { leftOfLine, lineCredit } from './credit-amounts.ts';

const words = ledgerTexts.credit;

interface CreditLinesProps {
  invoice: InvoiceView;
  /** By position. */
  typed: Readonly<Record<number, string>>;
  onType: (position: number, text: string) => void;
}

export function CreditLines({ invoice, typed, onType }: CreditLinesProps) {
  return (
    <div>
      <Table verticalSpacing={6} aria-label={texts.invoice.lines}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.invoice.description}</Table.Th>
            <Table.Th ta="right">{words.left}</Table.Th>
            <Table.Th w={150}>{words.credited}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {invoice.lines.map((line) => {
            const left = leftOfLine(invoice, line);
            const credit = lineCredit(invoice, line, typed[line.position]);
            return (
              <Table.Tr key={line.position}>
                <Table.Td>{line.description}</Table.Td>
                <Table.Td ta="right" className="figures">
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    disabled={left === 0}
                    onClick={() => {
                      onType(line.position, decimalText(left, 2));
                    }}
                  >
                    {money(left, invoice.currency)}
                  </Button>
                </Table.Td>
                <Table.Td>
                  <TextInput
                    aria-label={words.amountOf(line.description)}
                    inputMode="decimal"
                    disabled={left === 0}
                    value={typed[line.position] ?? ''}
                    error={
                      credit === null || !('wrong' in credit)
                        ? undefined
                        : credit.wrong === 'no-amount'
                          ? words.notAmount
                          : words.tooMuch(money(left, invoice.currency))
                    }
                    onChange={(event) => {
                      onType(line.position, event.currentTarget.value);
                    }}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <Text c="dimmed" size="sm" mt={4}>
        {words.taxHint}
      </Text>
    </div>
  );
}
