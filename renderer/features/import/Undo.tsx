/** Taking an import back: the way to it, how far it is, and what came of it. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ImportView, UndoView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { reportFailure, reportNotice } from '../../ui/report.ts';
import { KeptRows } from './KeptRows.tsx';
import { canUndo, fractionUndone, isUndoing } from './progress.ts';
import classes from './ResultScreen.module.css';
import { undoTexts as texts } from './undo-texts.ts';

/** Nothing where there is nothing to take back. */
export function UndoButton({ view }: { view: ImportView }) {
  const { api, client } = useEngine();
  const queries = useQueryClient();
  const [asking, { open, close }] = useDisclosure();
  const undo = useMutation({
    mutationFn: () => client.imports.undo({ importId: view.importId }),
    onSuccess: ({ undo: answer }) => {
      if (answer === 'done-before') reportNotice(texts.doneBefore);
    },
    onError: (error) => {
      reportFailure(texts.startFailed, error);
    },
    onSettled: async () => {
      close();
      await queries.invalidateQueries({ queryKey: api.imports.key() });
    },
  });
  if (!canUndo(view)) return null;
  const label = view.undo === null ? texts.button : texts.goOn;
  return (
    <>
      <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden="true" />} onClick={open}>
        {label}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={texts.askTitle}
        confirm={label}
        busy={undo.isPending}
        onConfirm={() => {
          undo.mutate();
        }}
        onClose={close}
      >
        <ul className={classes['consequences']}>
          {texts.consequences(view).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  );
}

/** Nothing while nobody has asked for an undo. */
export function UndoResult({ view }: { view: ImportView }) {
  const { undo } = view;
  if (undo === null) return null;
  if (isUndoing(view)) {
    return (
      <section className={classes['running']} aria-label={texts.progress}>
        <Meter fraction={fractionUndone(view)} label={texts.progress} size="lg" />
        <div className={classes['under']}>
          <span className="figures">{texts.running(undo)}</span>
        </div>
      </section>
    );
  }
  return (
    <>
      <Ended undo={undo} />
      {undo.kept > 0 && <KeptRows importId={view.importId} />}
    </>
  );
}

function Ended({ undo }: { undo: UndoView }) {
  if (undo.state === 'failed') {
    return (
      <Notice tone="bad" title={texts.failedTitle} live>
        {texts.failedText}
      </Notice>
    );
  }
  return (
    <Notice tone={undo.kept === 0 ? 'good' : 'attention'} title={texts.doneTitle(undo)} live>
      {texts.doneText(undo)}
    </Notice>
  );
}
