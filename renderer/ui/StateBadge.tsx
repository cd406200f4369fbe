/** A state as shape, colour and word. */
import type { Tone } from '../theme/palette.ts';
import classes from './StateBadge.module.css';
import { ToneIcon } from './ToneIcon.tsx';

export function StateBadge({ tone, label }: { tone: Tone; label: string }) {
  return (
    <span className={classes['badge']} data-tone={tone}>
      <ToneIcon tone={tone} size={14} />
      <span>{label}</span>
    </span>
  );
}
