/** A state as shape, colour and word. */
import type { Tone } from '../theme/palette.ts';
import classes from './StateBadge.module.css';
import { ToneIcon } from './ToneIcon.tsx';

interface StateBadgeProps {
  tone: Tone;
  label: string;
  /** Only the word on its ground, for a status that a person gave and no machine watches. */
  plain?: boolean;
}

export function StateBadge({ tone, label, plain = false }: StateBadgeProps) {
  return (
    <span className={classes['badge']} data-tone={tone} data-plain={plain || undefined}>
      {!plain && <ToneIcon tone={tone} size={14} />}
      <span>{label}</span>
    </span>
  );
}
