/** A state's shape in its colour: told apart without seeing the colour. */
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockHour4,
  IconProgress,
  IconSquareRoundedX,
} from '@tabler/icons-react';
import type { Tone } from '../theme/palette.ts';

const shapes: Record<Tone, typeof IconCircleCheck> = {
  good: IconCircleCheck,
  running: IconProgress,
  waiting: IconClockHour4,
  attention: IconAlertTriangle,
  bad: IconSquareRoundedX,
};

/** Decoration: the text beside it says the same. @param size in px. */
export function ToneIcon({ tone, size = 16 }: { tone: Tone; size?: number }) {
  const Shape = shapes[tone];
  return (
    <Shape
      size={size}
      stroke={2}
      color={`var(--tone-${tone})`}
      aria-hidden="true"
      style={{ flexShrink: 0 }}
    />
  );
}
