/** The calls about printers and prints. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import { base, invoiceFilter, paging } from './contract-base.ts';
import {
  printRoles,
  printStates,
  type PrinterRoleRow,
  type PrinterRow,
  type PrintersView,
  type PrintPreview,
  type PrintRow,
  type PrintState,
  type RequestedPrints,
} from './printing-wire.ts';
import type { Page } from './wire.ts';

const printSelection = z.object({
  invoices: z.union([
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({ matching: z.object(invoiceFilter) }),
    z.strictObject({ ids: z.array(z.string()).min(1) }),
    /** As printed. */
    z.strictObject({ numbers: z.array(z.string()).min(1) }),
  ]),
  /** In place of the role's; strict. */
  printer: z.string().min(1).optional(),
  copies: z.int().min(1).max(99).optional(),
});

/** Chosen by the caller: asked again with the same, nothing is printed a second time. */
const requestId = z.uuid().optional();

export const printing = {
  /** As the system lists them. */
  printers: base.output(type<PrinterRow[]>()),
  roles: base.output(type<PrinterRoleRow[]>()),
  /** Both, also while the print system does not answer. */
  overview: base.output(type<PrintersView>()),
  /** Which printer is for what; without a fallback a document waits for its printer. What waits for the printer of before moves along. */
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
    .output(type<{ roles: PrinterRoleRow[]; moved: number }>()),
  testPage: base
    .input(
      z.object({
        printer: z.string().min(1),
        tray: z.string().nullable().optional(),
        duplex: z.boolean().optional(),
        requestId,
      }),
    )
    .output(type<{ id: string }>()),
  /** What `printInvoices` would do. */
  preview: base.input(printSelection).output(type<PrintPreview>()),
  /** Each invoice once: what was printed or is on its way counts as `already`. Drafts and void ones are refused. */
  printInvoices: base.input(printSelection).output(type<RequestedPrints>()),
  /** A void invoice, by id or number, with its stamp. */
  printVoidCopy: base
    .input(z.object({ invoice: z.string(), reason: z.string().max(500), requestId }))
    .output(type<{ id: string }>()),
  /** Newest first, with how many there are in each state. */
  queue: base
    .input(
      z.object({
        state: z.enum(printStates).optional(),
        documentId: z.string().optional(),
        search: z.string().default(''),
        ...paging,
      }),
    )
    .output(type<Page<PrintRow> & { counts: Partial<Record<PrintState, number>> }>()),
  /** Null when there is none. */
  print: base.input(z.object({ id: z.string() })).output(type<PrintRow | null>()),
  /** As a print of its own, with the reason in the trail. */
  reprint: base
    .input(z.object({ id: z.string(), reason: z.string().max(500), requestId }))
    .output(type<{ id: string }>()),
  /** Of one that is `unknown`: it came out, or it is printed again. `id` is the print that goes on, null when none does. */
  answer: base
    .input(z.object({ id: z.string(), cameOut: z.boolean() }))
    .output(type<{ id: string | null }>()),
  cancel: base.input(z.object({ id: z.string() })).output(type<{ cancelled: boolean }>()),
};
