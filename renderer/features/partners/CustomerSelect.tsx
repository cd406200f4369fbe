/** One customer, found by any part of its name or number as one types. */
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useEngine } from '../../data/engine.ts';
import { texts } from './texts.ts';

interface CustomerSelectProps {
  /** Shown above the field; without it `name` is read out. */
  label?: string;
  name?: string;
  placeholder?: string;
  description?: ReactNode;
  error?: string | undefined;
  /** CSS width. */
  width?: string;
  /** Number of the customer; empty for none. */
  value: string;
  onChange: (number: string) => void;
}

/** Offered at most; whoever does not see theirs types more of it. */
const offered = 20;

export function CustomerSelect({ value, onChange, name, width, ...field }: CustomerSelectProps) {
  const { api } = useEngine();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed, 200);
  const list = useQuery({
    ...api.partners.list.queryOptions({ input: { entity: 'customer', search: asked, limit: offered } }),
    placeholderData: keepPreviousData,
  });
  const known = useQuery({
    ...api.receivables.account.queryOptions({ input: { customer: value } }),
    enabled: value !== '',
  });
  const options = (list.data?.rows ?? []).map((row) => ({
    value: row.key,
    label: labelOf(row.key, row.name),
  }));
  if (value !== '' && !options.some((option) => option.value === value)) {
    options.unshift({ value, label: known.data === undefined ? value : labelOf(value, known.data.name) });
  }
  // Until the engine has answered, what does not fit must not be there to be chosen.
  const isBehind = typed !== asked || list.isPlaceholderData;
  return (
    <Select
      {...field}
      aria-label={name}
      w={width}
      data={options}
      value={value === '' ? null : value}
      onChange={(next) => {
        onChange(next ?? '');
      }}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': texts.clearCustomer, tabIndex: 0, 'aria-hidden': false }}
      onSearchChange={setTyped}
      // The engine has searched already, and finds more than the label shows.
      filter={({ options: all }) => (isBehind ? all.filter((option) => names(option, typed)) : all)}
      selectFirstOptionOnChange
      nothingFoundMessage={texts.noMatchTitle}
      maxDropdownHeight={320}
    />
  );
}

const labelOf = (number: string, name: string) => `${name} · ${number}`;

function names(option: object, typed: string): boolean {
  return 'label' in option && String(option.label).toLowerCase().includes(typed.trim().toLowerCase());
}
