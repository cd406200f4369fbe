/** Makes the PDFs of what is selected. */
import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEngine } from '../../../data/engine.ts';
import { reportFailure } from '../../../ui/report.ts';
import { texts } from '../texts.ts';
import type { SelectionActionProps } from './action.ts';

export function PdfAction({ invoices, count, onStarted }: SelectionActionProps) {
  const { client } = useEngine();
  const make = useMutation({
    mutationFn: () => client.invoices.makePdfs(invoices),
    onSuccess: ({ jobId }) => {
      onStarted(jobId);
    },
    onError: (error) => {
      reportFailure(texts.making.startFailed, error);
    },
  });
  return (
    <Button
      size="xs"
      disabled={count === 0}
      loading={make.isPending}
      leftSection={<IconFileTypePdf size={16} aria-hidden="true" />}
      onClick={() => {
        make.mutate();
      }}
    >
      {texts.selection.make}
    </Button>
  );
}
