/** How far something is: a bar with its figure, never only one of them. */
import { Progress } from '@mantine/core';
import { percent } from '../format/numbers.ts';
import classes from './Meter.module.css';

interface MeterProps {
  /** 0 to 1. */
  fraction: number;
  /** What is measured, for those who read by ear. */
  label: string;
  size?: 'sm' | 'lg';
}

export function Meter({ fraction, label, size = 'sm' }: MeterProps) {
  const value = Math.min(100, Math.max(0, fraction * 100));
  return (
    <span className={classes['meter']}>
      <Progress
        className={classes['bar'] ?? ''}
        value={value}
        size={size === 'lg' ? 10 : 6}
        color="var(--tone-running)"
        aria-label={label}
        transitionDuration={250}
      />
      <span className={`${classes['figure']} figures`} data-size={size}>
        {percent(fraction)}
      </span>
    </span>
  );
}
