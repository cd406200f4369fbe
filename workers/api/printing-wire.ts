/** What the calls about printing send. */
import type { PrintPreview } from '../printing/preview.ts';
import type { Printer } from '../printing/print-system.ts';
import type { RequestedPrints } from '../printing/request.ts';
import type { PrinterRoleRecord } from '../store/printer-role.ts';

export type { PrintPreview, RequestedPrints };

export const printRoles = ['invoice', 'label', 'report'] as const;
export type PrintRole = (typeof printRoles)[number];

/**
 * `held`: its printer is away. `handed`: the print system has it. `unknown`: nobody knows whether it came out, and a person says
 * (`printing.answer`).
 */
export const printStates = ['waiting', 'held', 'handing', 'handed', 'printed', 'failed', 'unknown'] as const;
export type PrintState = (typeof printStates)[number];

export interface PrintRow {
  id: string;
  documentId: string | null;
  title: string;
  /** One of the roles, or `test`. */
  role: string;
  printer: string;
  copies: number;
  tray: string | null;
  duplex: boolean;
  /** Of a reprint or a copy. */
  reason: string | null;
  state: PrintState;
  /** Why it waits, why it failed, what is to be looked at. */
  message: string | null;
  jobId: string | null;
  createdAt: number;
  createdBy: string;
  handedAt: number | null;
  settledAt: number | null;
}

export type PrinterRow = Printer;
export type PrinterRoleRow = PrinterRoleRecord;

/** Printers, as the system lists them; and why there are none to be seen, where it does not answer. */
export interface PrintersView {
  printers: PrinterRow[];
  roles: PrinterRoleRow[];
  trouble: { code: string; message: string } | null;
}
