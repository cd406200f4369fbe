/** The house's colour, for headings, rules and grounds. */
import type { Look } from '../look.ts';
import { colors } from './style.ts';

/** @returns black where the house has none. */
export function accentOf({ look }: { look?: Look }): string {
  return look === undefined || look.accent === '' ? colors.ink : look.accent;
}
