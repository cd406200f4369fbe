/** One value for a column in all rows that were refused, or in those that were refused for one reason. */
import { Modal, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportView } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { texts as shared } from '../../../ui/texts.ts';
import { ChangeForm } from './ChangeForm.tsx';
import { ColumnSelect } from './ColumnSelect.tsx';
import { rowsTexts as texts } from './rows-texts.ts';
import type { Change, Corrections } from './useCorrections.ts';

interface SetRefusedDialogProps {
  view: ImportView;
  corrections: Corrections;
  onClose: () => void;
}

/** Issues that are looked through for reasons. */
const looked = 500;

export function SetRefusedDialog({ view, corrections, onClose }: SetRefusedDialogProps) {
  const { api } = useEngine();
  const { importId } = view;
  const issues =
    useQuery(api.imports.issues.queryOptions({ input: { importId, severity: 'error', limit: looked } })).data
      ?.rows ?? [];
  const reasons = new Map(issues.map(({ code, message }) => [code, message]));
  const [column, setColumn] = useState<number | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const change: Change | null =
    column === null ? null : { kind: 'failed', importId, column, value, ...(code === null ? {} : { code }) };
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.setRefused}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      <ChangeForm change={change} corrections={corrections} onDone={onClose}>
        <Stack gap="sm">
          <Select
            label={texts.reason}
            placeholder={texts.anyReason}
            clearable
            clearButtonProps={{ 'aria-label': texts.anyReason }}
            data={[...reasons].map(([each, message]) => ({ value: each, label: message }))}
            value={code}
            onChange={setCode}
          />
          <ColumnSelect view={view} column={column} onChoose={setColumn} />
          <TextInput
            label={texts.value}
            value={value}
            onChange={(event) => {
              setValue(event.currentTarget.value);
            }}
          />
        </Stack>
      </ChangeForm>
    </Modal>
  );
}
