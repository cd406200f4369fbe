/** Starts a job that makes one file of what is selected: a PDF for printing or a ZIP for sending. */
import { Button } from '@mantine/core';
import { IconFileZip, IconFiles } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEngine } from '../../../data/engine.ts';
import { reportFailure } from '../../../ui/report.ts';
import { exportTexts } from '../export-texts.ts';
import type { SelectionActionProps } from './action.ts';

const icons = { pdf: IconFiles, zip: IconFileZip };

export function OnePdfAction(props: SelectionActionProps) {
  return <ExportAction format="pdf" {...props} />;
}

export function ZipAction(props: SelectionActionProps) {
  return <ExportAction format="zip" {...props} />;
}

function ExportAction({
  format,
  invoices,
  count,
  onStarted,
}: SelectionActionProps & { format: 'pdf' | 'zip' }) {
  const { client } = useEngine();
  const start = useMutation({
    mutationFn: () => client.invoices.exportPdfs({ format, invoices }),
    onSuccess: ({ jobId }) => {
      onStarted(jobId);
    },
    onError: (error) => {
      reportFailure(exportTexts.startFailed, error);
    },
  });
  const Icon = icons[format];
  return (
    <Button
      size="xs"
      variant="default"
      disabled={count === 0}
      loading={start.isPending}
      leftSection={<Icon size={16} aria-hidden="true" />}
      onClick={() => {
        start.mutate();
      }}
    >
      {exportTexts.open[format]}
    </Button>
  );
}
