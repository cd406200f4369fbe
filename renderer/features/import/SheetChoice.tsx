/** Which sheet of a workbook is imported. */
import { Select } from '@mantine/core';
import type { SheetView } from '../../../workers/api/wire.ts';
import { Panel } from '../../ui/Panel.tsx';
import { texts } from './texts.ts';

interface SheetChoiceProps {
  sheets: readonly SheetView[];
  sheet: string;
  onChoose: (sheet: string) => void;
}

export function SheetChoice({ sheets, sheet, onChoose }: SheetChoiceProps) {
  return (
    <Panel title={texts.check.sheetTitle}>
      <Select
        aria-label={texts.check.sheetTitle}
        allowDeselect={false}
        value={sheet}
        data={sheets.map(({ name, hidden }) => ({
          value: name,
          label: hidden ? texts.check.sheetHidden(name) : name,
        }))}
        onChange={(value) => {
          if (value !== null && value !== sheet) onChoose(value);
        }}
      />
    </Panel>
  );
}
