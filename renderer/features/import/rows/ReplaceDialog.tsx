/** One text for another, in one column or in all, over the whole file. */
import { Checkbox, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImportView } from '../../../../workers/api/wire.ts';
import { texts as shared } from '../../../ui/texts.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { ColumnSelect } from './ColumnSelect.tsx';
import type { GridSelection } from './RowGrid.tsx';
import { rowsTexts as texts } from './rows-texts.ts';
import type { Change, Corrections } from './useCorrections.ts';

interface ReplaceDialogProps {
  view: ImportView;
  corrections: Corrections;
  selection: GridSelection | null;
  onClose: () => void;
}

export function ReplaceDialog({ view, corrections, selection, onClose }: ReplaceDialogProps) {
  const [find, setFind] = useState('');
  const [replaceBy, setReplaceBy] = useState('');
  const [column, setColumn] = useState<number | null>(selection?.column.column ?? null);
  const [matchCase, setMatchCase] = useState(false);
  const [wholeCell, setWholeCell] = useState(false);
  const change: Change | null =
    find === '' && !wholeCell
      ? null
      : { kind: 'replace', find, replaceBy, matchCase, wholeCell, ...(column === null ? {} : { column }) };
  return (
    <Modal opened onClose={onClose} title={texts.replace} closeButtonProps={{ 'aria-label': shared.close }}>
      <ChangeForm change={change} corrections={corrections} onDone={onClose}>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={texts.find}
            description={texts.findEmpty}
            value={find}
            onChange={(event) => {
              setFind(event.currentTarget.value);
            }}
          />
          <TextInput
            label={texts.replaceBy}
            value={replaceBy}
            onChange={(event) => {
              setReplaceBy(event.currentTarget.value);
            }}
          />
          <ColumnSelect view={view} column={column} onChoose={setColumn} all />
          <Checkbox
            label={texts.matchCase}
            checked={matchCase}
            onChange={(event) => {
              setMatchCase(event.currentTarget.checked);
            }}
          />
          <Checkbox
            label={texts.wholeCell}
            checked={wholeCell}
            onChange={(event) => {
              setWholeCell(event.currentTarget.checked);
            }}
          />
        </Stack>
      </ChangeForm>
    </Modal>
  );
}
