/** Search and filters of the invoice list. */
import { Button, Pill, Select, TextInput } from '@mantine/core';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { CustomerSelect } from '../partners/CustomerSelect.tsx';
import classes from './Filters.module.css';
import { isFiltered, listDefaults, standingOf, type ListParams } from './list-params.ts';
import { standingWords, texts } from './texts.ts';

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
        width="15rem"
        onSearch={(q) => {
          onChange({ q });
        }}
      />
      <Select
        aria-label={texts.statusFilter}
        placeholder={texts.anyStatus}
        w="9.5rem"
        clearable
        clearButtonProps={{ 'aria-label': texts.anyStatus, tabIndex: 0, 'aria-hidden': false }}
        value={standingOf(params.status) ?? null}
        data={Object.entries(standingWords).map(([value, label]) => ({ value, label }))}
        onChange={(status) => {
          onChange({ status: status ?? '' });
        }}
      />
      <CustomerSelect
        name={texts.customerFilter}
        placeholder={texts.anyCustomer}
        width="15rem"
        value={params.customer}
        onChange={(customer) => {
          onChange({ customer });
        }}
      />
      <Dates params={params} onChange={onChange} />
      <Select
        aria-label={texts.pdfFilter}
        w="8.5rem"
        allowDeselect={false}
        value={params.pdf}
        data={[
          { value: 'any', label: texts.pdf.any },
          { value: 'made', label: texts.pdf.made },
          { value: 'missing', label: texts.pdf.missing },
        ]}
        onChange={(pdf) => {
          onChange({ pdf: pdf ?? 'any' });
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
      {isFiltered(params) && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => {
            onChange({ ...listDefaults, job: params.job });
          }}
        >
          {texts.clearFilters}
        </Button>
      )}
    </Toolbar>
  );
}

/** Of the issue date. The browser's own field: it knows the reader's way of writing a date, and the keyboard. */
function Dates({ params, onChange }: FiltersProps) {
  return (
    <div className={classes['dates']}>
      <TextInput
        type="date"
        aria-label={texts.issuedFrom}
        w="8.75rem"
        value={params.from}
        onChange={(event) => {
          onChange({ from: event.currentTarget.value });
        }}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        type="date"
        aria-label={texts.issuedTo}
        w="8.75rem"
        value={params.to}
        onChange={(event) => {
          onChange({ to: event.currentTarget.value });
        }}
      />
    </div>
  );
}
