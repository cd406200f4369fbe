/** An import under way: how far, how fast, how long yet, and how to stop it. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { bytes } from '../../format/numbers.ts';
import { remaining } from '../../format/time.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { useNow } from '../../ui/Moment.tsx';
import { reportFailure, reportNotice } from '../../ui/report.ts';
import { CancelChoice } from './CancelChoice.tsx';
import { fractionDone, timeLeft } from './progress.ts';
import classes from './ResultScreen.module.css';
import { texts } from './texts.ts';

export function Running({ view }: { view: ImportView }) {
  const now = useNow(1000);
  const left = timeLeft(view, now);
  const facts =
    view.state === 'waiting'
      ? [texts.result.waiting]
      : [
          texts.result.rows(view, view.total),
          view.rowsPerSecond === null ? null : texts.result.rate(view.rowsPerSecond),
          texts.result.read(bytes(view.bytesDone), bytes(view.fileBytes)),
          left === null ? null : texts.result.left(remaining(left)),
        ].filter((fact) => fact !== null);
  return (
    <section className={classes['running']} aria-label={texts.result.progress}>
      <Meter fraction={fractionDone(view)} label={texts.result.progress} size="lg" />
      <div className={classes['under']}>
        <span className="figures">{facts.join(' · ')}</span>
        <CancelButton view={view} />
      </div>
    </section>
  );
}

function CancelButton({ view }: { view: ImportView }) {
  const { client } = useEngine();
  const [asking, { open, close }] = useDisclosure();
  const [takeBack, setTakeBack] = useState(false);
  const cancel = useMutation({
    mutationFn: () => client.imports.cancel({ importId: view.importId, takeBack }),
    onSuccess: ({ cancelled }) => {
      if (!cancelled) reportNotice(texts.result.cancelTooLate);
    },
    onError: (error) => {
      reportFailure(texts.result.cancelFailed, error);
    },
    onSettled: close,
  });
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerStop size={16} aria-hidden="true" />} onClick={open}>
        {texts.result.cancel}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={texts.result.cancelTitle}
        confirm={texts.result.cancel}
        busy={cancel.isPending}
        onConfirm={() => {
          cancel.mutate();
        }}
        onClose={close}
      >
        {view.dryRun ? (
          texts.result.cancelDryRunText
        ) : (
          <CancelChoice view={view} takeBack={takeBack} onChange={setTakeBack} />
        )}
      </ConfirmDialog>
    </>
  );
}
