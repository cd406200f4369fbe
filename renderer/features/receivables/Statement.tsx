/** A customer's account over a period: what was owed, what moved it, what is owed. */
import { Skeleton, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Account } from '../../../workers/invoices/ledger/statement.ts';
import { useEngine } from '../../data/engine.ts';
import { money } from '../../format/money.ts';
import { plainDate } from '../../format/time.ts';
import { useUrlParams } from '../../routing/url-params.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Panel } from '../../ui/Panel.tsx';
import classes from './AccountScreen.module.css';
import { StatementPdf } from './StatementPdf.tsx';
import { texts } from './texts.ts';

const words = texts.statement;
const defaults = { from: '', to: '' };

export function Statement({ customer }: { customer: string }) {
  const { api } = useEngine();
  const [{ from, to }, setParams] = useUrlParams(defaults);
  const asked = { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
  const query = useQuery({
    ...api.receivables.statement.queryOptions({ input: { customer, ...asked } }),
    placeholderData: keepPreviousData,
  });
  const { data } = query;
  const period = (
    <span className={classes['period']}>
      <StatementPdf customer={customer} period={asked} />
      <TextInput
        type="date"
        size="xs"
        aria-label={words.from}
        value={from === '' ? (data?.from ?? '') : from}
        onChange={(event) => {
          setParams({ from: event.currentTarget.value });
        }}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        size="xs"
        aria-label={words.to}
        value={to === '' ? (data?.to ?? '') : to}
        onChange={(event) => {
          setParams({ to: event.currentTarget.value });
        }}
      />
    </span>
  );
  return (
    <Panel title={words.title} aside={period} flush>
      {query.error !== null && <Failure compact error={query.error} onRetry={() => void query.refetch()} />}
      {query.error === null && data === undefined && <Skeleton height={140} aria-busy="true" />}
      {query.error === null && data?.accounts.length === 0 && <p className={classes['none']}>{words.none}</p>}
      {query.error === null &&
        data?.accounts.map((account) => <AccountTable key={account.currency} account={account} />)}
    </Panel>
  );
}

function AccountTable({ account }: { account: Account }) {
  const { currency, entries, openingCents, closingCents, onAccountCents } = account;
  const { columns } = words;
  return (
    // The region scrolls, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes['scroll']} tabIndex={0} aria-label={words.account(currency)}>
      <table className={classes['table']} aria-label={words.title}>
        <thead>
          <tr>
            <th scope="col">{columns.date}</th>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.reference}</th>
            <th scope="col" data-right>
              {columns.amount}
            </th>
            <th scope="col" data-right>
              {columns.balance}
            </th>
          </tr>
        </thead>
        <tbody>
          <Sum label={words.opening} amount={money(openingCents, currency)} />
          {entries.map((entry, at) => (
            // A statement is shown as a whole: an entry is what it is by its place.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at}>
              <td className="figures">{plainDate(entry.date)}</td>
              <td>{words.entries[entry.kind]}</td>
              <td>{entry.reference}</td>
              <td data-right>{money(entry.amountCents, currency)}</td>
              <td data-right>{money(entry.balanceCents, currency)}</td>
            </tr>
          ))}
          <Sum label={words.closing} amount={money(closingCents, currency)} />
        </tbody>
      </table>
      {onAccountCents > 0 && (
        <p className={classes['none']}>{words.onAccount(money(onAccountCents, currency))}</p>
      )}
    </section>
  );
}

function Sum({ label, amount }: { label: string; amount: string }) {
  return (
    <tr data-sum>
      <td colSpan={4}>{label}</td>
      <td data-right>{amount}</td>
    </tr>
  );
}
