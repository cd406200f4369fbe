/** Search and filters of the invoice list. */
import { Pill, SegmentedControl } from '@mantine/core';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import type { ListParams } from './list-params.ts';
import { texts } from './texts.ts';

interface FiltersProps {
  params: ListParams;
  onChange: (changes: Partial<ListParams>) => void;
}

export function Filters({ params, onChange }: FiltersProps) {
  return (
    <Toolbar>
      <SearchBox
        label={texts.search}
        value={params.q}
        onSearch={(q) => {
          onChange({ q });
        }}
      />
      <SegmentedControl
        aria-label={texts.pdfFilter}
        value={params.pdf}
        data={[
          { value: 'any', label: texts.pdf.any },
          { value: 'made', label: texts.pdf.made },
          { value: 'missing', label: texts.pdf.missing },
        ]}
        onChange={(pdf) => {
          onChange({ pdf });
        }}
      />
      {params.import !== '' && (
        <Pill
          size="lg"
          fz="sm"
          withRemoveButton
          removeButtonProps={{ 'aria-label': texts.removeImportFilter, tabIndex: 0, 'aria-hidden': false }}
          onRemove={() => {
            onChange({ import: '' });
          }}
        >
          {texts.fromImport}
        </Pill>
      )}
    </Toolbar>
  );
}
