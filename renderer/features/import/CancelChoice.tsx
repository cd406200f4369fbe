/** What becomes of the rows that are in when an import is cancelled. */
import { Radio, Stack } from '@mantine/core';
import type { ImportView } from '../../../workers/api/wire.ts';
import { undoTexts as texts } from './undo-texts.ts';

interface CancelChoiceProps {
  view: ImportView;
  takeBack: boolean;
  onChange: (takeBack: boolean) => void;
}

export function CancelChoice({ view, takeBack, onChange }: CancelChoiceProps) {
  return (
    <Radio.Group
      label={texts.cancelQuestion}
      value={takeBack ? 'take-back' : 'keep'}
      onChange={(value) => {
        onChange(value === 'take-back');
      }}
    >
      <Stack gap="xs" mt="xs">
        <Radio value="keep" label={texts.cancelKeep} description={texts.cancelKeepHint} />
        <Radio
          value="take-back"
          label={texts.cancelTakeBack}
          description={texts.consequences(view).join(' ')}
        />
      </Stack>
    </Radio.Group>
  );
}
