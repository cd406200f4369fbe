/** Saves a customer's statement as a PDF. */
import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEngine } from '../../data/engine.ts';
import { reportFailure } from '../../ui/report.ts';
import { saveBlob } from '../../ui/save-file.ts';
import { texts } from './texts.ts';

/** @param period as asked for; without a day the engine takes its own. */
export function StatementPdf({
  customer,
  period,
}: {
  customer: string;
  period: { from?: string; to?: string };
}) {
  const { client } = useEngine();
  const save = useMutation({
    mutationFn: () => client.receivables.statementPdf({ customer, ...period }),
    onSuccess: (file) => {
      saveBlob(file, file.name);
    },
    onError: (error) => {
      reportFailure(texts.statement.pdfFailed, error);
    },
  });
  return (
    <Button
      size="xs"
      variant="default"
      loading={save.isPending}
      leftSection={<IconFileTypePdf size={16} aria-hidden="true" />}
      onClick={() => {
        save.mutate();
      }}
    >
      {texts.statement.pdf}
    </Button>
  );
}
