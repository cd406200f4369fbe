/** Search as you type. Asks when the typing rests; Escape clears. */
import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from './texts.ts';

interface SearchBoxProps {
  label: string;
  /** What is searched now, as the address says. */
  value: string;
  onSearch: (text: string) => void;
  /** CSS width. */
  width?: string;
}

export function SearchBox({ label, value, onSearch, width = '20rem' }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  // The address changed by other means, such as back: it wins over what was typed.
  if (value !== asked) {
    setAsked(value);
    if (value !== typed.trim()) setTyped(value);
  }
  const ask = useDebouncedCallback((text: string) => {
    onSearch(text.trim());
  }, 250);
  const change = (text: string) => {
    setTyped(text);
    ask(text);
  };
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      type="search"
      maxLength={200}
      w={width}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
      rightSection={
        typed !== '' && (
          <CloseButton
            size="sm"
            aria-label={texts.clearSearch}
            onClick={() => {
              change('');
            }}
          />
        )
      }
      value={typed}
      onChange={(event) => {
        change(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') change('');
      }}
    />
  );
}
