/** What a job says of itself beside its progress, in one line: `rows 12,000 · rows per second 45,000`. Pure. */
import { count } from '../../format/numbers.ts';

/** `rowsPerSecond` → `rows per second`. */
const spoken = (name: string) => name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

export function noteLine(note: Record<string, string | number> | null): string {
  return Object.entries(note ?? {})
    .map(([name, value]) => `${spoken(name)} ${typeof value === 'number' ? count(value) : value}`)
    .join(' · ');
}
