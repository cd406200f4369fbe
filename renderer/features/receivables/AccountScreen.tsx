/** One customer as one who owes: what is open, the statement, terms, credit and its hold. */
import { Anchor, Button, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { CustomerAccount } from '../../../workers/api/ledger-wire.ts';
import { useEngine } from '../../data/engine.ts';
import { money } from '../../format/money.ts';
import { paths } from '../../routing/paths.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { PaymentDialog } from '../invoices/payment/PaymentDialog.tsx';
import classes from './AccountScreen.module.css';
import { AgingTotals } from './AgingTotals.tsx';
import { HoldAction, HoldNotice } from './CreditHold.tsx';
import { OpenInvoices } from './OpenInvoices.tsx';
import { PaymentsAndCredits } from './PaymentsAndCredits.tsx';
import { Statement } from './Statement.tsx';
import { texts } from './texts.ts';

const words = texts.account;

/** @param customer number or id. */
export default function AccountScreen({ customer }: { customer: string }) {
  const { api } = useEngine();
  const query = useQuery(api.receivables.account.queryOptions({ input: { customer } }));
  if (query.data !== undefined) return <Account account={query.data} />;
  return (
    <Page title={texts.title}>
      {query.error === null ? (
        <Stack gap="lg" aria-busy="true">
          <Skeleton height={120} />
          <Skeleton height={260} />
        </Stack>
      ) : (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
}

function Account({ account }: { account: CustomerAccount }) {
  const { api } = useEngine();
  const [paying, pay] = useDisclosure();
  const aging = useQuery(api.receivables.aging.queryOptions({ input: { customer: account.customerId } }));
  const totals = aging.data?.totals ?? [];
  const currency = totals[0]?.currency ?? 'USD';
  return (
    <Page
      title={account.name}
      aside={account.creditHold !== null && <StateBadge tone="bad" label={texts.hold.on} />}
      subtitle={
        <>
          <Anchor component={Link} href={paths.receivables} inherit underline="always">
            {words.back}
          </Anchor>{' '}
          · {words.number(account.number)}
        </>
      }
      actions={
        <>
          <HoldAction account={account} />
          <Button component={Link} href={paths.newInvoice(account.number)} variant="default">
            {words.newInvoice}
          </Button>
          <Button onClick={pay.open}>{words.pay}</Button>
        </>
      }
    >
      <HoldNotice account={account} />
      <AgingTotals totals={totals} />
      <div className={classes['columns']}>
        <Panel title={words.openInvoices} flush aside={<AllInvoices number={account.number} />}>
          <OpenInvoices customer={account.customerId} number={account.number} />
        </Panel>
        <Panel title={words.facts}>
          <Facts account={account} currency={currency} />
        </Panel>
      </div>
      <PaymentsAndCredits customer={account.customerId} />
      <Statement customer={account.customerId} />
      {paying && (
        <PaymentDialog
          payer={{ customer: account.customerId, name: account.name, currency }}
          onClose={pay.close}
        />
      )}
    </Page>
  );
}

function AllInvoices({ number }: { number: string }) {
  return (
    <Anchor component={Link} href={paths.invoices({ customer: number })}>
      {words.allInvoices}
    </Anchor>
  );
}

function Facts({ account, currency }: { account: CustomerAccount; currency: string }) {
  const { termsDays, creditLimitCents, email } = account;
  return (
    <dl className={classes['facts']}>
      <dt>{words.terms}</dt>
      <dd>{termsDays === null ? words.none : words.termsDays(termsDays)}</dd>
      <dt>{words.limit}</dt>
      <dd>{creditLimitCents === null ? words.none : money(creditLimitCents, currency)}</dd>
      <dt>{words.email}</dt>
      <dd>{email ?? words.none}</dd>
    </dl>
  );
}
