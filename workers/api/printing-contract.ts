/** The calls about printers and prints. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Printer } from '../printing/print-system.ts';
import type { PrintRecord } from '../store/print-job.ts';
import { printRoles, type PrinterRoleRecord } from '../store/printer-role.ts';
import { base, paging } from './contract-base.ts';
import type { Page } from './wire.ts';

const states = ['waiting', 'held', 'handing', 'handed', 'printed', 'failed', 'unknown'] as const;

export const printing = {
  /** As the system lists them. */
  printers: base.output(type<Printer[]>()),
  roles: base.output(type<PrinterRoleRecord[]>()),
  /** Which printer is for what; without a fallback a document waits for its printer. */
  setRole: base
    .input(
      z.object({
        role: z.enum(printRoles),
        printer: z.string().min(1),
        fallback: z.string().min(1).nullable().default(null),
        copies: z.int().min(1).max(99).default(1),
        tray: z.string().nullable().default(null),
        duplex: z.boolean().default(false),
        /** Also a printer that makes no paper. */
        insist: z.boolean().default(false),
      }),
    )
    .output(type<PrinterRoleRecord[]>()),
  /** `number`s are as printed. Each invoice once: what was printed or is on its way counts as `already`. */
  printInvoices: base
    .input(z.object({ numbers: z.array(z.string()).min(1), copies: z.int().min(1).max(99).optional() }))
    .output(type<{ made: number; already: number }>()),
  /** Newest first. */
  queue: base
    .input(
      z.object({
        state: z.enum(states).optional(),
        documentId: z.string().optional(),
        search: z.string().default(''),
        ...paging,
      }),
    )
    .output(type<Page<PrintRecord>>()),
  /** As a print of its own, with the reason in the trail. */
  reprint: base.input(z.object({ id: z.string(), reason: z.string() })).output(type<{ id: string }>()),
  cancel: base.input(z.object({ id: z.string() })).output(type<{ cancelled: boolean }>()),
};
