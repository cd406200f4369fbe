import { describe, expect, it } from 'vitest';
import { printTexts } from '../../../renderer/features/invoices/print-texts.ts';
import {
  printerOptions,
  printerState,
  usesOf,
  valuesOf,
} from '../../../renderer/features/printing/printer-words.ts';
import type { PrinterRoleRow, PrinterRow } from '../../../workers/api/wire.ts';

const printer = (name: string, changes: Partial<PrinterRow> = {}): PrinterRow => ({
  name,
  state: 'idle',
  accepting: true,
  reason: '',
  isDefault: false,
  notPaper: null,
  ...changes,
});
const role = (name: string, of: string, fallback: string | null = null): PrinterRoleRow => ({
  role: name,
  printer: of,
  fallback,
  copies: 2,
  tray: null,
  duplex: true,
  updatedAt: 0,
  updatedBy: 'user:test',
});

describe('a printer in words', () => {
  it('is ready, printing, paused with the reason, or takes no documents', () => {
    expect(printerState(printer('A'))).toMatchObject({ tone: 'good', label: 'Ready' });
    expect(printerState(printer('A', { state: 'printing' })).label).toBe('Printing');
    expect(printerState(printer('A', { state: 'paused', reason: 'out of paper' }))).toEqual({
      tone: 'attention',
      label: 'Paused',
      reason: 'out of paper',
    });
    expect(printerState(printer('A', { accepting: false })).label).toBe('Takes no documents');
  });

  it('has its own roles first, then those that it stands in for', () => {
    const roles = [role('invoice', 'B', 'A'), role('label', 'A')];
    expect(usesOf('A', roles)).toEqual(['Labels', 'Invoices (fallback)']);
    expect(usesOf('C', roles)).toEqual([]);
  });
});

describe('the printers to choose from', () => {
  const printers = [printer('Office'), printer('To-PDF', { notPaper: 'It writes files.' })];

  it('hold one that makes no paper, which cannot be chosen', () => {
    expect(printerOptions(printers, null)).toEqual([
      { value: 'Office', label: 'Office', disabled: false },
      { value: 'To-PDF', label: 'To-PDF (makes no paper)', disabled: true },
    ]);
  });

  it('hold the one that is set also when it is gone', () => {
    expect(printerOptions(printers, 'Old').at(-1)).toEqual({
      value: 'Old',
      label: 'Old (not there any more)',
      disabled: false,
    });
  });

  it('begin with what is set', () => {
    expect(valuesOf('invoice', [role('invoice', 'Office')])).toEqual({
      printer: 'Office',
      fallback: null,
      copies: 2,
      tray: '',
      duplex: true,
    });
    expect(valuesOf('label', [])).toMatchObject({ printer: null, copies: 1 });
  });
});

it('how much paper it is counts the copies and says what is not known yet', () => {
  expect(printTexts.count(3, 2, 'Office')).toBe('3 invoices in 2 copies on Office.');
  expect(printTexts.count(0, 1, 'Office')).toBe('None of these is to be printed.');
  expect(printTexts.pages(8, 0)).toBe('8 pages.');
  expect(printTexts.pages(8, 1)).toContain('1 invoice whose PDF is still to be made');
  expect(printTexts.pages(0, 3)).toBe('Their pages are counted once their PDFs are made.');
});
