/** Saves the file that an export has made. */
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEngine } from '../../data/engine.ts';
import { reportFailure } from '../../ui/report.ts';
import { saveBlob } from '../../ui/save-file.ts';
import { exportTexts } from './export-texts.ts';

export function SaveExport({ jobId, format }: { jobId: string; format: 'pdf' | 'zip' }) {
  const { client } = useEngine();
  const save = useMutation({
    mutationFn: () => client.invoices.exported({ jobId }),
    onSuccess: (file) => {
      saveBlob(file, file.name);
    },
    onError: (error) => {
      reportFailure(exportTexts.downloadFailed, error);
    },
  });
  return (
    <Button
      size="compact-sm"
      loading={save.isPending}
      leftSection={<IconDownload size={16} aria-hidden="true" />}
      onClick={() => {
        save.mutate();
      }}
    >
      {exportTexts.download[format]}
    </Button>
  );
}
