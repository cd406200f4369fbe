/** Columns that may fill a field though they are not sure enough: one click takes one. */
import { Anchor } from '@mantine/core';
import type { Suggestion } from '../../../../workers/api/wire.ts';
import classes from './Mapping.module.css';
import { texts } from '../texts.ts';

interface SuggestionsProps {
  /** For this field. */
  suggestions: readonly Suggestion[];
  onTake: (heading: string) => void;
}

export function Suggestions({ suggestions, onTake }: SuggestionsProps) {
  if (suggestions.length === 0) return null;
  return (
    <div className={classes['below']}>
      {suggestions.map(({ heading, why }) => (
        <span key={heading} className={classes['hint']}>
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              onTake(heading);
            }}
          >
            {texts.check.suggest(heading)}
          </Anchor>{' '}
          {why}
        </span>
      ))}
    </div>
  );
}
