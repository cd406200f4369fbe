/** The real PDF, in the browser's own viewer. Made first where it does not exist yet. */
import { Button, Modal, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useEngine } from '../../data/engine.ts';
import { Failure } from '../../ui/Blank.tsx';
import { saveBlob } from '../../ui/save-file.ts';
import { texts as shared } from '../../ui/texts.ts';
import classes from './PdfViewer.module.css';
import { texts } from './texts.ts';

export interface PdfTarget {
  id: string;
  number: string;
  /** Of the invoice, where it may change while it is shown. */
  version?: number;
}

interface PdfViewerProps {
  /** Null: closed. */
  target: PdfTarget | null;
  onClose: () => void;
}

export function PdfViewer({ target, onClose }: PdfViewerProps) {
  return (
    <Modal
      opened={target !== null}
      onClose={onClose}
      size="min(1000px, 92vw)"
      title={target === null ? '' : texts.viewer.title(target.number)}
      closeButtonProps={{ 'aria-label': shared.close }}
      classNames={{ body: classes['body'] ?? '' }}
    >
      {target !== null && <Pdf target={target} />}
    </Modal>
  );
}

export function Pdf({ target }: { target: PdfTarget }) {
  const { client, queries, api } = useEngine();
  const query = useQuery({
    queryKey: ['pdf', target.id, target.version],
    queryFn: async ({ signal }) => {
      const file = await client.invoices.pdf({ id: target.id }, { signal });
      void queries.invalidateQueries({ queryKey: api.invoices.key() });
      return file;
    },
    // The invoice may have changed since: ask each time, and let go of the bytes.
    gcTime: 0,
    staleTime: Infinity,
  });
  const url = useObjectUrl(query.data);
  if (query.error !== null) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined || url === null) {
    return <Skeleton className={classes['frame']} aria-label={texts.viewer.preparing} aria-busy="true" />;
  }
  const file = query.data;
  return (
    <>
      {/* A sandbox would keep the browser's PDF viewer out; the bytes are a PDF that the engine drew, and run no script here. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
      <iframe
        className={classes['frame']}
        src={`${url}#navpanes=0`}
        title={texts.viewer.title(target.number)}
      />
      <div className={classes['foot']}>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={() => {
            saveBlob(file, file.name === '' ? `${target.number}.pdf` : file.name);
          }}
        >
          {texts.viewer.download}
        </Button>
      </div>
    </>
  );
}

/** An address for the bytes that lives as long as the component shows them. */
function useObjectUrl(file: File | undefined): string | null {
  const url = useMemo(
    () => (file === undefined ? null : URL.createObjectURL(new Blob([file], { type: 'application/pdf' }))),
    [file],
  );
  useEffect(() => {
    if (url === null) return undefined;
    return () => {
      URL.revokeObjectURL(url);
    };
  }, [url]);
  return url;
}
