/** The calls about e-mail. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import { mailSettingsSchema } from '../mail/settings-schema.ts';
import { base, invoiceFilter, paging } from './contract-base.ts';
import {
  mailStates,
  type MailHoldView,
  type MailPreview,
  type MailRow,
  type MailSettingsView,
  type MailState,
  type Page,
} from './wire.ts';

const mailSelection = z.object({
  invoices: z.union([
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({ matching: z.object(invoiceFilter) }),
    z.strictObject({ ids: z.array(z.string()).min(1) }),
    z.strictObject({ numbers: z.array(z.string()).min(1) }),
  ]),
  to: z.string().max(2000).optional(),
});

export const mail = {
  /** With where the password is kept, never the password. */
  settings: base.output(type<MailSettingsView>()),
  /** Mails that were held are tried again. A password that is left out stays as it is; null removes it. */
  saveSettings: base
    .input(z.object({ settings: mailSettingsSchema, password: z.string().max(1000).nullable().optional() }))
    .output(type<MailSettingsView & { released: number }>()),
  /** Sends a test message now and waits for the server's answer. */
  test: base.input(z.object({ to: z.string() })).output(type<{ code: number | null; words: string }>()),
  /** What `send` would do. `to` holds addresses in place of the customers'. */
  preview: base.input(mailSelection).output(type<MailPreview>()),
  /** One mail for each recipient, each wanted once. One invoice's at once, several by a bulk job. */
  send: base
    .input(mailSelection)
    .output(type<{ jobId: string | null; count: number; mails: { made: number; already: number } | null }>()),
  /** A mail that was sent, as a new one. */
  sendAgain: base.input(z.object({ id: z.string(), reason: z.string() })).output(type<{ id: string }>()),
  /** Newest first, with how many there are in each state, and why mails are held. */
  outbox: base
    .input(
      z.object({
        state: z.enum(mailStates).optional(),
        search: z.string().default(''),
        documentId: z.string().optional(),
        ...paging,
      }),
    )
    .output(type<Page<MailRow> & { counts: Record<MailState, number>; hold: MailHoldView | null }>()),
  /** How many mails of each of these invoices are in which state; those without a mail are left out. */
  ofInvoices: base
    .input(z.object({ ids: z.array(z.string()).max(500) }))
    .output(type<Record<string, Partial<Record<MailState, number>>>>()),
  /** Failed and cancelled ones by their ids, or all failed; with one that is held all that are held. */
  retry: base
    .input(
      z.union([
        z.strictObject({ ids: z.array(z.string()).min(1).max(500) }),
        z.strictObject({ state: z.enum(['held', 'failed']) }),
      ]),
    )
    .output(type<{ retried: number; skipped: number }>()),
};
