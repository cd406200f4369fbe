/** The way to the refused rows as a file. */
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ImportView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { reportFailure } from '../../ui/report.ts';
import { blobOfPieces, saveBlob } from '../../ui/save-file.ts';
import { texts } from './texts.ts';

/** Whether there may be rows to download: refused, or left out for what is known. */
export function hasRefused({ entity, failed, knownPartners, skipped }: ImportView): boolean {
  return failed > 0 || (entity === 'lead' && knownPartners === 'skip' && skipped > 0);
}

/** The refused rows in the file's own columns, to be mended and imported again. */
export function RefusedDownload({ view }: { view: ImportView }) {
  const { client } = useEngine();
  const download = useMutation({
    mutationFn: async () => {
      const pieces = await client.imports.rejected({ importId: view.importId });
      saveBlob(await blobOfPieces(pieces, 'text/csv'), rejectedName(view.fileName));
    },
    onError: (error) => {
      reportFailure(texts.result.downloadFailed, error);
    },
  });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden="true" />}
      loading={download.isPending}
      onClick={() => {
        download.mutate();
      }}
    >
      {view.failed > 0 ? texts.result.download : texts.result.downloadSkipped}
    </Button>
  );
}

/** `customers.csv` → `customers-refused.csv` */
const rejectedName = (fileName: string) => `${fileName.replace(/\.[^.]*$/, '')}-refused.csv`;
