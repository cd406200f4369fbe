/** What a printer's state is called, and what it is for. Pure. */
import type { PrinterRoleRow, PrinterRow, PrintRole } from '../../../workers/api/wire.ts';
import { lookUp } from '../../format/look-up.ts';
import type { Tone } from '../../theme/palette.ts';
import { texts } from './texts.ts';

const words = texts.printers;

export function printerState({ state, accepting, reason }: PrinterRow): {
  tone: Tone;
  label: string;
  reason: string;
} {
  if (state === 'paused') return { tone: 'attention', label: words.paused, reason };
  if (!accepting) return { tone: 'attention', label: words.closed, reason };
  return state === 'printing'
    ? { tone: 'running', label: words.printing, reason: '' }
    : { tone: 'good', label: words.idle, reason: '' };
}

export function roleName(role: string): string {
  return lookUp<string>(texts.role.names, role) ?? texts.role.testName;
}

/** The roles of a printer in words, its own ones first. */
export function usesOf(name: string, roles: readonly PrinterRoleRow[]): string[] {
  const own = roles.filter(({ printer }) => printer === name).map(({ role }) => roleName(role));
  const second = roles
    .filter(({ printer, fallback }) => fallback === name && printer !== name)
    .map(({ role }) => words.fallbackOf(roleName(role)));
  return [...own, ...second];
}

/** What a form about a role begins with. */
export interface RoleValues {
  printer: string | null;
  fallback: string | null;
  copies: number;
  tray: string;
  duplex: boolean;
}

export function valuesOf(role: PrintRole, roles: readonly PrinterRoleRow[]): RoleValues {
  const set = roles.find((each) => each.role === role);
  if (set === undefined) return { printer: null, fallback: null, copies: 1, tray: '', duplex: false };
  const { printer, fallback, copies, tray, duplex } = set;
  return { printer, fallback, copies, tray: tray ?? '', duplex };
}

export interface PrinterOption {
  value: string;
  label: string;
  disabled: boolean;
}

/**
 * The printers to choose from for what prints by itself: those without paper are shown and cannot be chosen, and one that is set
 * stays in the list when it is gone.
 */
export function printerOptions(printers: readonly PrinterRow[], set: string | null): PrinterOption[] {
  const options = printers.map(({ name, notPaper }) => ({
    value: name,
    label: notPaper === null ? name : texts.role.notPaper(name),
    disabled: notPaper !== null && name !== set,
  }));
  if (set === null || printers.some(({ name }) => name === set)) return options;
  return [...options, { value: set, label: texts.role.goneOption(set), disabled: false }];
}
