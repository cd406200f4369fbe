/** A customer's payments, and credit notes of which something is left: with what each settles, and what can be done with it. */
import { Anchor, Button, Group, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { OpenCreditView, PaymentView } from '../../../workers/api/ledger-wire.ts';
import { useEngine } from '../../data/engine.ts';
import { money } from '../../format/money.ts';
import { plainDate } from '../../format/time.ts';
import { paths } from '../../routing/paths.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { texts as shared } from '../../ui/texts.ts';
import { ApplyDialog } from '../invoices/payment/ApplyDialog.tsx';
import { creditTexts, nameOfCredit, paidBy } from '../invoices/payment/credit-texts.ts';
import { ReverseDialog } from '../invoices/payment/ReverseDialog.tsx';
import classes from './AccountScreen.module.css';

const words = creditTexts.list;
const most = 50;

type Doing = { apply: OpenCreditView } | { reverse: PaymentView } | null;

export function PaymentsAndCredits({ customer }: { customer: string }) {
  const { api } = useEngine();
  const [doing, setDoing] = useState<Doing>(null);
  const payments = useQuery(api.payments.list.queryOptions({ input: { customer, limit: most } }));
  const credits = useQuery(api.payments.credits.queryOptions({ input: { customer } }));
  const error = payments.error ?? credits.error;
  const retry = () => {
    void payments.refetch();
    void credits.refetch();
  };
  if (error !== null)
    return (
      <Panel title={words.title}>
        <Failure compact error={error} onRetry={retry} />
      </Panel>
    );
  if (payments.data === undefined || credits.data === undefined)
    return (
      <Panel title={words.title}>
        <Skeleton height={90} aria-busy="true" />
      </Panel>
    );
  const { rows, total } = payments.data;
  const notes = credits.data.filter(({ source }) => source === 'credit-note');
  const close = () => {
    setDoing(null);
  };
  return (
    <Panel title={words.title} flush>
      {rows.length + notes.length === 0 ? (
        <p className={classes['none']}>{words.none}</p>
      ) : (
        // The region scrolls, so the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className={classes['scroll']} tabIndex={0} aria-label={words.title}>
          <table className={classes['table']} aria-label={words.title}>
            <Head />
            <tbody>
              {notes.map((note) => (
                <NoteRow
                  key={note.id}
                  note={note}
                  onApply={() => {
                    setDoing({ apply: note });
                  }}
                />
              ))}
              {rows.map((payment) => (
                <PaymentRow key={payment.id} payment={payment} onDo={setDoing} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {total > most && <p className={classes['none']}>{words.more(most, total)}</p>}
      {doing !== null && 'apply' in doing && (
        <ApplyDialog credit={doing.apply} customer={customer} onClose={close} />
      )}
      {doing !== null && 'reverse' in doing && (
        <ReverseDialog payment={reversible(doing.reverse)} onClose={close} />
      )}
    </Panel>
  );
}

function Head() {
  const { columns } = words;
  return (
    <thead>
      <tr>
        <th scope="col">{columns.date}</th>
        <th scope="col">{columns.what}</th>
        <th scope="col">{columns.settles}</th>
        <th scope="col" data-right>
          {columns.amount}
        </th>
        <th scope="col" data-right>
          {columns.left}
        </th>
        <th scope="col" data-right>
          {columns.act}
        </th>
      </tr>
    </thead>
  );
}

function NoteRow({ note, onApply }: { note: OpenCreditView; onApply: () => void }) {
  const { id, label, date, amountCents, leftCents, currency } = note;
  return (
    <tr>
      <td className="figures">{plainDate(date)}</td>
      <td>
        {words.creditNote}{' '}
        <Anchor component={Link} href={paths.invoice(id)} inherit>
          {label}
        </Anchor>
      </td>
      <td>{shared.nothing}</td>
      <td data-right>{money(amountCents, currency)}</td>
      <td data-right>{money(leftCents, currency)}</td>
      <td data-right>
        <Act label={creditTexts.apply.submit} name={creditTexts.apply.title(label)} onClick={onApply} />
      </td>
    </tr>
  );
}

function PaymentRow({ payment, onDo }: { payment: PaymentView; onDo: (doing: Doing) => void }) {
  const { id, date, amountCents, leftCents, currency, reversed, shares } = payment;
  const label = `${payment.method} ${payment.reference}`.trim();
  const name = paidBy(label);
  const credit: OpenCreditView = { source: 'payment', id, label, date, currency, amountCents, leftCents };
  return (
    <tr>
      <td className="figures">{plainDate(date)}</td>
      <td>{name}</td>
      <td>{reversed === null ? <Settled shares={shares} /> : words.reversed(reversed.reason)}</td>
      <td data-right>{money(amountCents, currency)}</td>
      <td data-right>{leftCents === 0 ? shared.nothing : money(leftCents, currency)}</td>
      <td data-right>
        {reversed === null && (
          <Group gap={6} justify="flex-end" wrap="nowrap">
            {leftCents > 0 && (
              <Act
                label={creditTexts.apply.submit}
                name={creditTexts.apply.title(nameOfCredit(credit))}
                onClick={() => {
                  onDo({ apply: credit });
                }}
              />
            )}
            <Act
              label={creditTexts.reverse.open}
              name={creditTexts.reverse.openOf(name)}
              onClick={() => {
                onDo({ reverse: payment });
              }}
            />
          </Group>
        )}
      </td>
    </tr>
  );
}

const shownShares = 3;

function Settled({ shares }: { shares: PaymentView['shares'] }) {
  if (shares.length === 0) return <>{shared.nothing}</>;
  return (
    <>
      {shares.slice(0, shownShares).map(({ invoiceId, number }, at) => (
        <span key={invoiceId}>
          {at > 0 && ', '}
          <Anchor component={Link} href={paths.invoice(invoiceId)} inherit>
            {number}
          </Anchor>
        </span>
      ))}
      {shares.length > shownShares && ` ${words.others(shares.length - shownShares)}`}
    </>
  );
}

function Act({ label, name, onClick }: { label: string; name: string; onClick: () => void }) {
  return (
    <Button size="compact-sm" variant="default" aria-label={name} onClick={onClick}>
      {label}
    </Button>
  );
}

function reversible({ id, amountCents, currency, method, reference }: PaymentView) {
  return { id, name: paidBy(`${method} ${reference}`.trim()), amount: money(amountCents, currency) };
}
