import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';
import { invoiceDocument } from '../../../workers/invoices/document.ts';
import { composeInvoiceMail, invoiceSubject } from '../../../workers/mail/invoice-mail.ts';
import { invoiceRecord, type Sample } from '../../support/invoice-samples.ts';

const hostile = `Ruff & Sons <script>alert("1")</script> {{seller}} O'Neil`;

async function mailOf(sample: Sample = {}, over: { subject?: string; fromName?: string } = {}) {
  const document = invoiceDocument(invoiceRecord(sample));
  const message = await composeInvoiceMail({
    document,
    pdf: Buffer.from('%PDF-1.7 of the invoice'),
    settings: {
      fromName: over.fromName ?? 'Cargo',
      fromAddress: 'billing@cargo.example',
      replyTo: 'ar@cargo.example',
    },
    recipient: 'pay@acme.example',
    subject: over.subject ?? invoiceSubject(document.kind, document.number, document.seller.name),
    messageId: '<one@cargo.example>',
    at: Date.UTC(2026, 0, 5),
  });
  return { document, raw: message.toString('utf8'), mail: await simpleParser(message) };
}

it('says what is owed, until when and how to pay, in text and in HTML, with the PDF', async () => {
  const { mail, document } = await mailOf({ invoice: { number: 'A/1' } });
  expect(mail.subject).toBe(`Invoice A/1 from ${document.seller.name}`);
  expect(mail.messageId).toBe('<one@cargo.example>');
  expect(mail.replyTo?.text).toContain('ar@cargo.example');
  for (const words of [mail.text ?? '', String(mail.html)]) {
    expect(words).toContain('A/1');
    expect(words).toContain('Amount due');
    expect(words).toContain('How to pay');
    expect(words).toContain(document.remitTo[0]?.split('&')[0]);
    expect(words).not.toMatch(/\{\{|undefined/);
  }
  expect(mail.attachments).toMatchObject([{ filename: 'Invoice-A-1.pdf', contentType: 'application/pdf' }]);
  expect(mail.attachments[0]?.content.toString()).toBe('%PDF-1.7 of the invoice');
});

it('asks for no payment where nothing is owed', async () => {
  const { mail } = await mailOf({ invoice: { status: 'paid' } });
  expect(mail.text).not.toContain('How to pay');
  expect(mail.html).not.toContain('How to pay');
});

it('makes no markup of a name, and fills in nothing that a name asks for', async () => {
  const { mail } = await mailOf({ invoice: { billToName: hostile } });
  expect(mail.html).toContain('Ruff &amp; Sons &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  expect(mail.html).not.toContain('<script');
  expect(mail.text).toContain(hostile.replace('{{seller}}', '').slice(0, 20));
});

it('lets no line end of a name or number become a header', async () => {
  const { raw, mail } = await mailOf(
    {},
    {
      subject: invoiceSubject('invoice', 'A-1\r\nBcc: all@evil.example', 'x\nX-Evil: 1'),
      fromName: 'Cargo\r\nBcc: all@evil.example',
    },
  );
  expect(raw).not.toMatch(/^(Bcc|X-Evil):/im);
  expect(mail.bcc).toBeUndefined();
  expect(mail.subject).toContain('A-1');
});

it('calls a credit note what it is, and asks for no payment of it', async () => {
  const { mail } = await mailOf({ invoice: { kind: 'credit-note', number: 'CN-1' } });
  expect(mail.subject).toMatch(/^Credit note CN-1/);
  for (const words of [mail.text ?? '', String(mail.html)]) {
    expect(words).toContain('attached credit note');
    expect(words).toContain('Credit');
    expect(words).not.toMatch(/invoice|Amount due|How to pay/i);
  }
});
