/** How much of a list is selected and what can be done with it. Always there, so that the table does not jump. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { everything, nothing, size, type Selected } from './selected.ts';
import classes from './SelectionBar.module.css';

interface SelectionBarProps {
  words: {
    label: string;
    none: string;
    some: (count: number) => string;
    all: (count: number) => string;
    selectAll: (count: number) => string;
    clear: string;
  };
  selected: Selected;
  /** Rows that the filter matches. */
  total: number;
  onSelect: (selected: Selected) => void;
  /** Told of what is selected, beside the count. */
  aside?: ReactNode;
  /** Onto a second line where there is no room. */
  wrap?: boolean;
  /** What can be done. */
  children: ReactNode;
}

export function SelectionBar({ words, selected, total, onSelect, aside, wrap, children }: SelectionBarProps) {
  const chosen = size(selected, total);
  const whole = selected.kind === 'everything';
  return (
    <section className={classes['bar']} aria-label={words.label} data-wrap={wrap === true || undefined}>
      <output className={classes['count']} data-some={chosen > 0 || undefined}>
        {chosen === 0 ? words.none : words[whole ? 'all' : 'some'](chosen)}
      </output>
      {!whole && total > chosen && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            onSelect(everything);
          }}
        >
          {words.selectAll(total)}
        </Button>
      )}
      {chosen > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => {
            onSelect(nothing);
          }}
        >
          {words.clear}
        </Button>
      )}
      {aside}
      <div className={classes['actions']}>{children}</div>
    </section>
  );
}
