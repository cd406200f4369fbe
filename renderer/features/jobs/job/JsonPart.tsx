/** The beginning of a payload or result that is too long to be shown, with a way to all of it. */
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useEngine } from '../../../data/engine.ts';
import { reportFailure } from '../../../ui/report.ts';
import { saveBlob } from '../../../ui/save-file.ts';
import classes from './Job.module.css';
import { prettyPart } from './pretty-part.ts';
import { texts } from './texts.ts';

const most = { lines: 400, width: 160 };

interface JsonPartProps {
  jobId: string;
  part: 'payload' | 'result';
  label: string;
  beginning: string;
  size: number;
}

export function JsonPart({ jobId, part, label, beginning, size }: JsonPartProps) {
  const { client } = useEngine();
  const text = useMemo(() => prettyPart(beginning, most.lines, most.width).join('\n'), [beginning]);
  const download = useMutation({
    mutationFn: () => client.jobDetails.whole({ id: jobId, part }),
    onSuccess: (file) => {
      saveBlob(file, file.name);
    },
    onError: (error) => {
      reportFailure(texts.downloadFailed, error);
    },
  });
  return (
    <>
      {/* The box scrolls, so the keyboard must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes['part']} tabIndex={0} aria-label={label}>
        {text}
      </pre>
      <div className={classes['foot']}>
        <span>{texts.part(size)}</span>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          aria-label={`${texts.download}: ${label}`}
          loading={download.isPending}
          onClick={() => {
            download.mutate();
          }}
        >
          {texts.download}
        </Button>
      </div>
    </>
  );
}
