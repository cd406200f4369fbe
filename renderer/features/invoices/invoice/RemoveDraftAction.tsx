/** Deletes a draft, after asking. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useEngine } from '../../../data/engine.ts';
import { paths } from '../../../routing/paths.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { reportDone, reportFailure } from '../../../ui/report.ts';
import { ledgerTexts } from '../ledger-texts.ts';
import type { InvoiceActionProps } from './action.ts';

const words = ledgerTexts.removeDraft;

export function RemoveDraftAction({ invoice }: InvoiceActionProps) {
  const { api, client, queries } = useEngine();
  const [, navigate] = useLocation();
  const [opened, { open, close }] = useDisclosure();
  const remove = useMutation({
    mutationFn: () => client.invoices.removeDraft({ invoice: invoice.id }),
    onSuccess: () => {
      reportDone(words.done);
      navigate(paths.invoices(), { replace: true });
      void queries.invalidateQueries({ queryKey: api.invoices.list.key() });
    },
    onError: (error) => {
      reportFailure(words.title, error);
    },
    onSettled: close,
  });
  if (invoice.status !== 'draft') return null;
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        {words.open}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={words.title}
        confirm={words.confirm}
        busy={remove.isPending}
        onConfirm={() => {
          remove.mutate();
        }}
        onClose={close}
      >
        {words.text}
      </ConfirmDialog>
    </>
  );
}
