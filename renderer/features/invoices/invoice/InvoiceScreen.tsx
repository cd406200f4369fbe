/** One invoice, draft or credit note: what it says, what became of it, its PDF, and what can be done with it. */
import { Anchor, Skeleton, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { paths } from '../../../routing/paths.ts';
import { useUrlParams } from '../../../routing/url-params.ts';
import { Failure } from '../../../ui/Blank.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { InvoiceBadge } from '../InvoiceBadge.tsx';
import { InvoiceLines } from '../InvoiceLines.tsx';
import { ledgerTexts as words } from '../ledger-texts.ts';
import { Pdf } from '../PdfViewer.tsx';
import { printedNumber } from '../standing.ts';
import { texts } from '../texts.ts';
import { invoiceActions } from './actions.ts';
import { Amounts } from './Amounts.tsx';
import { Facts } from './Facts.tsx';
import classes from './InvoiceScreen.module.css';
import { Timeline } from './Timeline.tsx';

const defaults = { tab: 'details' };

export default function InvoiceScreen({ id }: { id: string }) {
  const { api } = useEngine();
  const query = useQuery(api.invoices.get.queryOptions({ input: { id } }));
  if (query.data !== undefined) return <Invoice invoice={query.data} />;
  return (
    <Page title={texts.title}>
      {query.error === null ? (
        <Stack gap="lg" aria-busy="true">
          <Skeleton height={180} />
          <Skeleton height={240} />
        </Stack>
      ) : (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
}

function Invoice({ invoice }: { invoice: InvoiceView }) {
  const [{ tab }, setParams] = useUrlParams(defaults);
  return (
    <Page
      title={titleOf(invoice)}
      aside={<InvoiceBadge row={invoice} />}
      subtitle={
        <Anchor component={Link} href={paths.invoices()} inherit>
          {words.back}
        </Anchor>
      }
      actions={invoiceActions.map(({ key, Action }) => (
        <Action key={key} invoice={invoice} />
      ))}
    >
      {invoice.voided !== null && <Notice tone="attention">{words.voided(invoice.voided.reason)}</Notice>}
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) => {
          setParams({ tab: next ?? 'details' });
        }}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="details">{words.tabs.details}</Tabs.Tab>
          <Tabs.Tab value="pdf">{words.tabs.pdf}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <div className={classes['columns']}>
            <Stack gap="lg" miw={0}>
              <Panel title={words.parties}>
                <Facts invoice={invoice} />
              </Panel>
              <InvoiceLines invoice={invoice} />
            </Stack>
            <Stack gap="lg" miw={0}>
              <Amounts invoice={invoice} />
              <Panel title={words.timeline.title} flush>
                <Timeline id={invoice.id} currency={invoice.currency} />
              </Panel>
            </Stack>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="pdf">
          <Pdf target={{ id: invoice.id, number: printedNumber(invoice), version: invoice.version }} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function titleOf({ kind, status, number }: InvoiceView): string {
  if (status === 'draft') return words.draftTitle;
  return kind === 'credit-note' ? words.creditNoteTitle(number) : texts.invoice.title(number);
}
