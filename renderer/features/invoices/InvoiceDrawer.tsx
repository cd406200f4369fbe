/** One invoice beside the list, with its lines and totals. */
import { Button, Drawer, Group, Skeleton, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileTypePdf, IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { InvoiceView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { bytes } from '../../format/numbers.ts';
import { plainDate } from '../../format/time.ts';
import { invoiceTone } from '../../theme/tones.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { texts as shared } from '../../ui/texts.ts';
import { EmailDialog } from './EmailDialog.tsx';
import { EmailState } from './EmailState.tsx';
import classes from './InvoiceDrawer.module.css';
import { InvoiceLines } from './InvoiceLines.tsx';
import type { PdfTarget } from './PdfViewer.tsx';
import { invoiceStatus, texts } from './texts.ts';

interface InvoiceDrawerProps {
  /** Null: closed. */
  id: string | null;
  onClose: () => void;
  onPdf: (target: PdfTarget) => void;
}

export function InvoiceDrawer({ id, onClose, onPdf }: InvoiceDrawerProps) {
  const { api } = useEngine();
  const query = useQuery({
    ...api.invoices.get.queryOptions({ input: { id: id ?? '' } }),
    enabled: id !== null,
  });
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      position="right"
      size={680}
      title={query.data === undefined ? texts.title : texts.invoice.title(query.data.number)}
      closeButtonProps={{ 'aria-label': shared.close }}
      classNames={{ title: classes['title'] ?? '' }}
    >
      {query.data !== undefined && <Invoice invoice={query.data} onPdf={onPdf} />}
      {query.data === undefined && query.error === null && (
        <Stack aria-busy="true">
          <Skeleton height={120} />
          <Skeleton height={260} />
        </Stack>
      )}
      {query.data === undefined && query.error !== null && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Drawer>
  );
}

function Invoice({ invoice, onPdf }: { invoice: InvoiceView; onPdf: (target: PdfTarget) => void }) {
  const [emailing, email] = useDisclosure();
  return (
    <Stack gap="lg">
      <div className={classes['head']}>
        <StateBadge plain tone={invoiceTone(invoice.status)} label={invoiceStatus(invoice.status)} />
        <Group gap="xs">
          <Button
            leftSection={<IconFileTypePdf size={16} aria-hidden="true" />}
            onClick={() => {
              onPdf({ id: invoice.id, number: invoice.number });
            }}
          >
            {invoice.pdf === null ? texts.viewer.makeAndOpen : texts.viewer.open}
          </Button>
          <Button
            variant="default"
            leftSection={<IconMail size={16} aria-hidden="true" />}
            onClick={email.open}
          >
            {texts.email.open}
          </Button>
        </Group>
        {emailing && <EmailDialog opened invoices={{ ids: [invoice.id] }} onClose={email.close} />}
      </div>
      <dl className={classes['facts']}>
        <div>
          <dt>{texts.invoice.billTo}</dt>
          <dd>
            <strong>{invoice.billToName}</strong>
            {invoice.billToAddress !== null && (
              <div className={classes['address']}>{invoice.billToAddress}</div>
            )}
          </dd>
        </div>
        <div>
          <dt>{texts.invoice.customer}</dt>
          <dd>{invoice.customerNumber ?? shared.nothing}</dd>
        </div>
        <div>
          <dt>{texts.invoice.issued}</dt>
          <dd>{plainDate(invoice.issueDate)}</dd>
        </div>
        <div>
          <dt>{texts.invoice.due}</dt>
          <dd>{invoice.dueDate === null ? texts.invoice.noDue : plainDate(invoice.dueDate)}</dd>
        </div>
        <div>
          <dt>{texts.invoice.pdf}</dt>
          <dd>
            {invoice.pdf === null ? (
              texts.invoice.noPdf
            ) : (
              <>
                {bytes(invoice.pdf.bytes)} · <Moment at={invoice.pdf.at} />
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{texts.email.label}</dt>
          <dd>
            <EmailState invoiceId={invoice.id} number={invoice.number} />
          </dd>
        </div>
      </dl>
      <InvoiceLines invoice={invoice} />
    </Stack>
  );
}
