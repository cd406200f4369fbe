/** What a customer still owes, invoice by invoice, oldest due date first. */
import { Anchor, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useEngine } from '../../data/engine.ts';
import { money } from '../../format/money.ts';
import { plainDate } from '../../format/time.ts';
import { paths } from '../../routing/paths.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Due } from '../invoices/Due.tsx';
import classes from './AccountScreen.module.css';
import { texts } from './texts.ts';

const most = 50;
const { columns } = texts.statement;

export function OpenInvoices({ customer, number }: { customer: string; number: string }) {
  const { api } = useEngine();
  const query = useQuery(api.payments.open.queryOptions({ input: { customer, limit: most } }));
  const { data } = query;
  if (data === undefined) {
    if (query.error !== null)
      return <Failure compact error={query.error} onRetry={() => void query.refetch()} />;
    return <Skeleton height={120} aria-busy="true" />;
  }
  if (data.total === 0) return <p className={classes['none']}>{texts.account.nothingOpen}</p>;
  return (
    <>
      <table className={classes['table']} aria-label={texts.account.openInvoices}>
        <thead>
          <tr>
            <th scope="col">{columns.reference}</th>
            <th scope="col">{columns.date}</th>
            <th scope="col">{columns.due}</th>
            <th scope="col" data-right>
              {texts.aging.open}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Anchor component={Link} href={paths.invoice(row.id)} inherit fw={600}>
                  {row.number}
                </Anchor>
              </td>
              <td className="figures">{plainDate(row.issueDate)}</td>
              <td>
                <Due row={row} />
              </td>
              <td data-right>{money(row.openCents, row.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.total > most && (
        <div className={classes['foot']}>
          <Anchor component={Link} href={paths.invoices({ customer: number, status: 'open' })}>
            {texts.account.moreOpen(data.total)}
          </Anchor>
        </div>
      )}
    </>
  );
}
