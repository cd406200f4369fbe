/** Asks before invoices are printed: how many, how much paper, where; and what is not printed, with the reasons. */
import { Anchor, Button, Group, List, Modal, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { PrintersView, PrintPreview } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { readableError } from '../../transport/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { reportDone } from '../../ui/report.ts';
import { texts as shared } from '../../ui/texts.ts';
import type { InvoiceFilter } from './list-params.ts';
import { printTexts as texts } from './print-texts.ts';
import { VoidCopyForm } from './VoidCopyForm.tsx';

interface PrintDialogProps {
  invoices: { ids: string[] } | { matching: InvoiceFilter };
  opened: boolean;
  onClose: () => void;
}

const listed = 10;

export function PrintDialog({ invoices, opened, onClose }: PrintDialogProps) {
  const { api, client, queries } = useEngine();
  const [printer, setPrinter] = useState<string | null>(null);
  const [copies, setCopies] = useState<number | null>(null);
  const wish = {
    invoices,
    ...(printer === null ? {} : { printer }),
    ...(copies === null ? {} : { copies }),
  };
  const preview = useQuery({
    ...api.printing.preview.queryOptions({ input: wish }),
    enabled: opened,
    retry: false,
  });
  const overview = useQuery({ ...api.printing.overview.queryOptions(), enabled: opened });
  const send = useMutation({
    mutationFn: () => client.printing.printInvoices(wish),
    onSuccess: ({ made }) => {
      reportDone(texts.started(made));
      void queries.invalidateQueries({ queryKey: api.printing.key() });
      onClose();
    },
  });
  const { data } = preview;
  const error = send.error ?? preview.error;
  const voidId = onlyVoid(data);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={voidId === null ? texts.title : texts.voidTitle}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      {voidId !== null ? (
        <VoidCopyForm invoiceId={voidId} onClose={onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate();
          }}
        >
          <Stack gap="sm">
            <Summary preview={data} failed={preview.error !== null} />
            <Group grow align="start">
              <Select
                label={texts.printer}
                allowDeselect={false}
                placeholder={texts.noRole}
                data={choices(overview.data)}
                value={printer ?? roleOf(overview.data)}
                onChange={(name) => {
                  send.reset();
                  setPrinter(name === roleOf(overview.data) ? null : name);
                }}
              />
              <NumberInput
                label={texts.copies}
                min={1}
                max={99}
                clampBehavior="strict"
                allowDecimal={false}
                value={copies ?? data?.copies ?? 1}
                onChange={(value) => {
                  send.reset();
                  setCopies(Math.max(1, Number(value)));
                }}
              />
            </Group>
            {error !== null && (
              <Notice tone="bad" live>
                {readableError(error).message}
              </Notice>
            )}
            {overview.data?.trouble !== undefined && overview.data.trouble !== null && (
              <Notice tone="attention">{overview.data.trouble.message}</Notice>
            )}
            <Group justify="space-between">
              <Group gap="md">
                <Anchor component={Link} href={paths.prints()}>
                  {texts.queue}
                </Anchor>
                <Anchor component={Link} href={paths.printers()}>
                  {texts.settings}
                </Anchor>
              </Group>
              <Button type="submit" loading={send.isPending} disabled={(data?.prints ?? 0) === 0}>
                {texts.send(data?.prints ?? 0)}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function Summary({ preview, failed }: { preview: PrintPreview | undefined; failed: boolean }) {
  if (preview === undefined) return failed ? null : <Text component="output">{shared.loading}</Text>;
  const { prints, copies, printer, pages, uncounted, already, refused, refusedCount } = preview;
  return (
    <>
      <Text component="output">
        {texts.count(prints, copies, printer)} {prints > 0 && texts.pages(pages * copies, uncounted)}
      </Text>
      {already > 0 && <Text>{texts.already(already)}</Text>}
      {refusedCount > 0 && (
        <Notice tone="attention" title={texts.refused(refusedCount)}>
          <List size="sm">
            {refused.slice(0, listed).map(({ invoiceId, message }) => (
              <List.Item key={invoiceId}>{message}</List.Item>
            ))}
          </List>
          {refusedCount > listed && texts.andMore(refusedCount - listed)}
        </Notice>
      )}
    </>
  );
}

/** A void invoice all by itself may be printed as a copy. */
function onlyVoid(preview: PrintPreview | undefined): string | null {
  if (preview === undefined || preview.invoices !== 1) return null;
  const [only] = preview.refused;
  return only?.code === 'invoice-void' ? only.invoiceId : null;
}

const roleOf = (view: PrintersView | undefined) =>
  view?.roles.find(({ role }) => role === 'invoice')?.printer ?? null;

/** The printer for invoices comes first, also while the print system does not answer. */
function choices(view: PrintersView | undefined) {
  const usual = roleOf(view);
  const others = (view?.printers ?? [])
    .filter(({ name }) => name !== usual)
    .map(({ name, notPaper }) => ({
      value: name,
      label: notPaper === null ? name : texts.notPaper(name),
      disabled: notPaper !== null,
    }));
  return usual === null ? others : [{ value: usual, label: texts.usual(usual), disabled: false }, ...others];
}
