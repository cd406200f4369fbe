/** The lines of a draft, and what they come to by the engine's own arithmetic. */
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEngine } from '../../../data/engine.ts';
import { parseDecimal } from '../../../format/decimal.ts';
import { money } from '../../../format/money.ts';
import { texts as shared } from '../../../ui/texts.ts';
import classes from './DraftEditor.module.css';
import type { PartProps } from './DraftEditor.tsx';
import { emptyLine, readLine, type LineForm } from './draft-form.ts';
import { draftTexts as words } from './draft-texts.ts';
import { LineFields } from './LineFields.tsx';

export function DraftLines({ form, errors, change }: PartProps) {
  const { lines, currency } = form;
  const priced = usePrices(lines, form.tax);
  const amountOf = (line: LineForm) => {
    const at = lines.filter((each) => readLine(each) !== null).findIndex(({ key }) => key === line.key);
    const cents = at === -1 ? undefined : priced.data?.amounts[at];
    return cents === undefined ? shared.nothing : money(cents, currency);
  };
  const sum = (cents: number | undefined) => (cents === undefined ? shared.nothing : money(cents, currency));
  return (
    <>
      <div className={classes['scroll']}>
        <table className={classes['lines']} aria-label={words.lines}>
          <thead>
            <tr>
              <th scope="col">{words.code}</th>
              <th scope="col">{words.description}</th>
              <th scope="col">{words.quantity}</th>
              <th scope="col">{words.unitPrice}</th>
              <th scope="col">{words.discount}</th>
              <th scope="col" className={classes['right']}>
                {words.amount}
              </th>
              <th scope="col">
                <span className="hidden-visually">{words.remove}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <LineFields
                key={line.key}
                line={line}
                position={at + 1}
                amount={amountOf(line)}
                errors={errors}
                onChange={(changes) => {
                  change({ lines: lines.map((each) => (each === line ? { ...line, ...changes } : each)) });
                }}
                onRemove={() => {
                  change({ lines: lines.filter((each) => each !== line) });
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes['foot']}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden="true" />}
          onClick={() => {
            change({ lines: [...lines, emptyLine()] });
          }}
        >
          {words.addLine}
        </Button>
        <dl className={classes['sums']} data-stale={priced.isPlaceholderData || undefined}>
          <dt>{words.subtotal}</dt>
          <dd>{sum(priced.data?.subtotalCents)}</dd>
          <dt>{words.tax}</dt>
          <dd>
            <TextInput
              size="xs"
              aria-label={words.tax}
              inputMode="decimal"
              placeholder="0.00"
              styles={{ input: { textAlign: 'right' } }}
              error={errors['tax']}
              value={form.tax}
              onChange={(event) => {
                change({ tax: event.currentTarget.value });
              }}
            />
          </dd>
          <dt>{words.total}</dt>
          <dd data-main>{sum(priced.data?.totalCents)}</dd>
        </dl>
      </div>
    </>
  );
}

/** Of the lines whose numbers can be read already; what they are for does not matter for what they cost. */
function usePrices(lines: readonly LineForm[], tax: string) {
  const { api } = useEngine();
  const read = lines.flatMap((line) => readLine({ ...line, description: '-' }) ?? []);
  const [asked] = useDebouncedValue({ lines: read, taxCents: Math.max(0, parseDecimal(tax, 2) ?? 0) }, 150);
  return useQuery({
    ...api.invoices.price.queryOptions({ input: asked }),
    placeholderData: keepPreviousData,
  });
}
