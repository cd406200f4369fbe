/** What can be done to the cells of a checked file, and what was done. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ImportView } from '../../../../workers/api/wire.ts';
import classes from './CheckedRows.module.css';
import { ReplaceDialog } from './ReplaceDialog.tsx';
import type { GridSelection } from './RowGrid.tsx';
import { rowsTexts as texts } from './rows-texts.ts';
import { SetRefusedDialog } from './SetRefusedDialog.tsx';
import type { Corrections } from './useCorrections.ts';

interface CorrectionBarProps {
  view: ImportView;
  corrections: Corrections;
  selection: GridSelection | null;
  onFill: (selection: GridSelection) => void;
}

export function CorrectionBar({ view, corrections, selection, onFill }: CorrectionBarProps) {
  const [replacing, replace] = useDisclosure();
  const [setting, setRefused] = useDisclosure();
  const { set, busy, undo } = corrections;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        disabled={selection === null || selection.to === selection.from || busy}
        onClick={() => {
          if (selection !== null) onFill(selection);
        }}
      >
        {texts.fill}
      </Button>
      <Button size="xs" variant="default" onClick={replace.open}>
        {texts.replace}
      </Button>
      {view.failed > 0 && (
        <Button size="xs" variant="default" onClick={setRefused.open}>
          {texts.setRefused}
        </Button>
      )}
      {set !== null && set.lastStep !== null && (
        <Button size="xs" variant="subtle" loading={busy} onClick={undo}>
          {texts.undo(set.lastStep)}
        </Button>
      )}
      <div className={classes['hint']} aria-live="polite">
        {set !== null && set.cells > 0 && corrections.unseen
          ? `${texts.corrected(set.cells)}. ${texts.notJudged}`
          : texts.keys}
      </div>
      {replacing && (
        <ReplaceDialog view={view} corrections={corrections} selection={selection} onClose={replace.close} />
      )}
      {setting && <SetRefusedDialog view={view} corrections={corrections} onClose={setRefused.close} />}
    </>
  );
}
