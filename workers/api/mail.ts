/** E-mail: its settings, invoices sent, the outbox. The password goes in and never out. */
import { mailHold } from '../mail/hold.ts';
import { previewMails, requestMails, sendAgain } from '../mail/request.ts';
import { retryMails } from '../mail/retry.ts';
import { mailAccount, saveMailSettings } from '../mail/settings.ts';
import { sendTestMessage } from '../mail/test-message.ts';
import { readSecret } from '../secrets.ts';
import type { Store } from '../store/open.ts';
import { countMails, mailStatesOf, outboxMails, type OutboxMail } from '../store/queries/outbox-mails.ts';
import { os } from './base.ts';
import { selectedInvoiceNos } from './invoice-selection.ts';
import type { MailRow, MailSettingsView } from './wire.ts';

export const mail = {
  settings: os.mail.settings.handler(({ context }) => settingsView(context.store)),

  saveSettings: os.mail.saveSettings.handler(({ input, context: { store, actor } }) => {
    const { released } = saveMailSettings(store, actor, input.settings, input.password);
    return { ...settingsView(store), released };
  }),

  test: os.mail.test.handler(({ input, context }) => sendTestMessage(context.store, context.actor, input.to)),

  preview: os.mail.preview.handler(async ({ input, context, signal }) =>
    previewMails(context.store, await selectedInvoiceNos(context, input.invoices, signal), input.to),
  ),

  send: os.mail.send.handler(async ({ input, context, signal }) => {
    const nos = await selectedInvoiceNos(context, input.invoices, signal);
    return requestMails(context.store, context.actor, nos, input.to);
  }),

  sendAgain: os.mail.sendAgain.handler(({ input, context }) => ({
    id: sendAgain(context.store, context.actor, input.id, input.reason),
  })),

  outbox: os.mail.outbox.handler(({ input, context: { store } }) => {
    const { state = null, documentId = null, search } = input;
    const { mails, total } = outboxMails(store, { state, documentId, search }, input);
    return { rows: mails.map(mailRow), total, counts: countMails(store), hold: mailHold(store) };
  }),

  ofInvoices: os.mail.ofInvoices.handler(({ input, context }) =>
    Object.fromEntries(mailStatesOf(context.store, input.ids)),
  ),

  retry: os.mail.retry.handler(({ input, context }) => retryMails(context.store, context.actor, input)),
};

function settingsView(store: Store): MailSettingsView {
  const secret = readSecret(store.paths, 'mail.password');
  return {
    settings: mailAccount(store)?.settings ?? null,
    password: secret?.from ?? null,
    hold: mailHold(store),
  };
}

function mailRow(record: OutboxMail): MailRow {
  return { ...record, effectKey: record.state === 'unknown' ? `email:${record.id}` : null };
}
