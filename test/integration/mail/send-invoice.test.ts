/** Mails of invoices on their way through jobs, ledger and a real server: each arrives once, or stands where a person sees it. */
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { voidInvoice } from '../../../workers/invoices/ledger/void.ts';
import { sendAgain } from '../../../workers/mail/request.ts';
import { retryMails } from '../../../workers/mail/retry.ts';
import { resolveEffect } from '../../../workers/queues/resolve-effect.ts';
import { requestCancel } from '../../../workers/queues/requests.ts';
import { letterOf } from '../../../workers/store/queries/dead-letters.ts';
import { mailOffice, password, type MailOffice } from '../../fixtures/mail/office.ts';
import {
  startMailServer,
  type MailFault,
  type MailServer,
  type MailStage,
} from '../../support/mail-server.ts';
import { seededRandom } from '../../support/seeded-random.ts';

let office: MailOffice;
let server: MailServer;
beforeEach(async () => {
  office = await mailOffice();
  server = await startMailServer({ account: { user: 'clerk', password } });
});
afterEach(async () => {
  await server.close();
  office.remove();
});

const goesWrong = (faultAt: (stage: MailStage, about: { to: string }) => MailFault) => {
  server.options = { ...server.options, faultAt };
};
/** So often, and then no more. */
const times = (count: number, stage: MailStage, fault: MailFault) => {
  let left = count;
  goesWrong((seen) => (seen === stage && left-- > 0 ? fault : null));
};
const only = () => {
  const [mail] = office.mails();
  if (mail === undefined) throw new Error('There is no mail.');
  return mail;
};
const decide = (decision: 'done' | 'not-done') =>
  resolveEffect(office.store, 'user:clerk', { key: `email:${only().id}`, decision, again: true }, () => true);

async function sendOne(): Promise<void> {
  office.setUp(server.port);
  office.want(office.invoiceTo('pay@acme.example').no);
  await office.drain();
}

it('an invoice arrives with its PDF at each address of its customer, once, however often it is wanted', async () => {
  office.setUp(server.port);
  const { no, id } = office.invoiceTo('pay@acme.example; Jane <jane@acme.example>', 'A-1');
  office.want(no);
  office.want(no);
  await office.drain();
  office.want(no);
  await office.drain();
  expect(server.received.map(({ to }) => to).sort()).toEqual(['jane@acme.example', 'pay@acme.example']);
  const mail = await simpleParser(server.received[0]?.raw ?? '');
  expect(mail.attachments).toMatchObject([{ filename: 'Invoice-A-1.pdf' }]);
  expect(mail.attachments[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
  expect(mail.from?.value).toMatchObject([{ name: 'Cargo "Best" <Co>', address: 'billing@cargo.example' }]);
  expect(office.mails()).toMatchObject([
    { state: 'sent', documentId: id, attempts: 1, replyCode: 250 },
    { state: 'sent', documentId: id },
  ]);
});

describe('a server that puts it off', () => {
  it('gets it again after growing pauses, under the same Message-ID', async () => {
    const starts: number[] = [];
    let left = 4;
    goesWrong((stage) => {
      if (stage !== 'rcpt') return null;
      starts.push(office.clock.now());
      return left-- > 0 ? '450 4.2.0 Greylisted' : null;
    });
    await sendOne();
    const pauses = starts.slice(1).map((at, i) => at - (starts[i] ?? 0));
    expect(pauses).toHaveLength(4);
    for (const [i, pause] of pauses.entries())
      expect(pause).toBeGreaterThanOrEqual(i === 0 ? 30_000 : 1.5 * (pauses[i - 1] ?? 0));
    expect(server.received).toMatchObject([{ messageId: only().messageId }]);
    expect(only()).toMatchObject({ state: 'sent', attempts: 5 });
  });

  it('is obeyed when it names a pause', async () => {
    const starts: number[] = [];
    let left = 1;
    goesWrong((stage) => {
      if (stage !== 'rcpt') return null;
      starts.push(office.clock.now());
      return left-- > 0 ? '450 4.2.0 Try again in 20 minutes' : null;
    });
    await sendOne();
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(1_200_000);
  });

  it('says so in the outbox, and for ever ends in the dead letters with its words', async () => {
    goesWrong((stage) => (stage === 'rcpt' ? '452 4.2.2 Mailbox full' : null));
    office.setUp(server.port);
    office.want(office.invoiceTo('pay@acme.example').no);
    await office.drain(1);
    expect(only()).toMatchObject({ state: 'waiting', replyCode: 452 });
    expect(only().nextTryAt).toBeGreaterThan(office.clock.now());
    await office.drain();
    expect(only()).toMatchObject({ state: 'failed', attempts: 20 });
    expect(only().reply).toContain('Mailbox full');
    expect(letterOf(office.store, only().jobId ?? '')?.message).toContain('Mailbox full');
    goesWrong(() => null);
    expect(retryMails(office.store, 'user:clerk', { ids: [only().id] })).toEqual({ retried: 1, skipped: 0 });
    await office.drain();
    expect(only().state).toBe('sent');
    expect(server.received).toHaveLength(1);
  });
});

it('a recipient that the server refuses fails at once with its words; others get theirs', async () => {
  goesWrong((stage, { to }) => (stage === 'rcpt' && to.startsWith('gone') ? '550 5.1.1 No such user' : null));
  office.setUp(server.port);
  office.want(office.invoiceTo('gone@acme.example; pay@acme.example').no);
  await office.drain();
  expect(office.mails()).toMatchObject([{ state: 'failed', attempts: 1, replyCode: 550 }, { state: 'sent' }]);
  expect(office.mails()[0]?.reply).toContain('No such user');
});

describe('a server that refuses us', () => {
  it('holds all mails after one try, until the settings are changed; then each arrives once', async () => {
    office.setUp(server.port, { user: 'somebody' });
    const nos = [1, 2, 3].map((n) => office.invoiceTo(`pay${n}@acme.example`).no);
    office.want(...nos);
    await office.drain();
    expect(server.connections).toBe(1);
    expect(office.mails().map(({ state }) => state)).toEqual(['held', 'held', 'held']);
    expect(only().reply).toContain('Authentication credentials invalid');
    office.setUp(server.port);
    await office.drain();
    expect(office.mails().map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(server.received).toHaveLength(3);
  });

  it('is tried again when a person says so', async () => {
    times(1, 'mail', '550 5.7.1 This sender may not send');
    await sendOne();
    expect(only().state).toBe('held');
    retryMails(office.store, 'user:clerk', { state: 'held' });
    await office.drain();
    expect(only().state).toBe('sent');
    expect(server.received).toHaveLength(1);
  });
});

describe('a server that goes silent after the end of the message', () => {
  it.each(['dot', 'taken'] as const)(
    'leaves it in doubt, and by itself it is never sent again (%s)',
    async (stage) => {
      times(1, stage, 'drop');
      await sendOne();
      expect(only().state).toBe('unknown');
      office.want(1);
      await office.drain();
      expect(retryMails(office.store, 'user:clerk', { ids: [only().id] })).toEqual({
        retried: 0,
        skipped: 1,
      });
      expect(() => sendAgain(office.store, 'user:clerk', only().id, 'lost')).toThrow('not known');
      expect(server.connections).toBe(1);
      expect(letterOf(office.store, only().jobId ?? '')).toMatchObject({ code: 'effect-in-doubt' });
      const { messageId } = only();
      decide(stage === 'taken' ? 'done' : 'not-done');
      await office.drain();
      expect(only().state).toBe('sent');
      expect(server.received).toMatchObject([{ messageId }]);
    },
  );
});

describe('what is there to be sent', () => {
  it('is looked at when it is sent: an invoice that was voided meanwhile is not', async () => {
    office.setUp(server.port);
    const { id, no } = office.invoiceTo('pay@acme.example');
    office.want(no);
    voidInvoice(office.store, 'user:test', id, 'It was wrong');
    await office.drain();
    expect(only()).toMatchObject({ state: 'failed' });
    expect(only().reply).toContain('void');
    expect(server.received).toEqual([]);
  });

  it('is sent again only as a new mail, with a reason', async () => {
    await sendOne();
    expect(() => sendAgain(office.store, 'user:clerk', only().id, ' ')).toThrow('why');
    sendAgain(office.store, 'user:clerk', only().id, 'The customer deleted it');
    await office.drain();
    const [first, second] = office.mails();
    expect(second).toMatchObject({ state: 'sent' });
    expect(second?.messageId).not.toBe(first?.messageId);
    expect(server.received).toHaveLength(2);
  });

  it('is not sent when its job is cancelled first, and is when that is taken back', async () => {
    office.setUp(server.port);
    office.want(office.invoiceTo('pay@acme.example').no);
    requestCancel(office.store, 'user:clerk', only().jobId ?? '');
    await office.drain();
    expect(only().state).toBe('cancelled');
    retryMails(office.store, 'user:clerk', { ids: [only().id] });
    await office.drain();
    expect(only().state).toBe('sent');
  });
});

it(
  'two hundred mails to a server that goes wrong at random: each arrived once, or stands with the server’s words',
  { timeout: 240_000 },
  async () => {
    const random = seededRandom(20260105);
    const faults: [MailStage, MailFault][] = [
      ['connect', '421 4.3.2 Busy'],
      ['connect', 'drop'],
      ['ehlo', 'drop'],
      ['auth', '454 4.7.0 Try later'],
      ['mail', '451 4.3.0 Local error'],
      ['mail', 'drop'],
      ['rcpt', '450 4.2.0 Greylisted'],
      ['rcpt', '550 5.1.1 No such user'],
      ['rcpt', 'drop'],
      ['data', 'drop'],
      ['dot', '452 4.3.1 No room'],
      ['dot', '554 5.7.1 Rejected'],
      ['dot', 'drop'],
      ['taken', 'drop'],
    ];
    goesWrong((stage) => {
      const [at, fault] = faults[Math.floor(random() * faults.length * 3)] ?? [null, null];
      return at === stage ? fault : null;
    });
    office.setUp(server.port);
    const nos = Array.from({ length: 200 }, (_, n) => office.invoiceTo(`pay${n}@acme.example`).no);
    office.want(...nos);
    await office.drain();
    const arrived = Map.groupBy(server.received, ({ messageId }) => messageId);
    const seen = { sent: 0, failed: 0, unknown: 0 };
    for (const mail of office.mails()) {
      const copies = arrived.get(mail.messageId)?.length ?? 0;
      expect(['sent', 'failed', 'unknown']).toContain(mail.state);
      seen[mail.state as keyof typeof seen]++;
      expect(mail.reply).toMatch(mail.state === 'unknown' ? /not known/ : /\d{3}/);
      if (mail.state === 'unknown') expect(copies).toBeLessThanOrEqual(1);
      else expect(copies).toBe(mail.state === 'sent' ? 1 : 0);
      if (mail.state !== 'sent') expect(letterOf(office.store, mail.jobId ?? '')).toBeDefined();
    }
    expect(office.mails()).toHaveLength(200);
    expect(seen.sent).toBeGreaterThan(100);
    expect(Math.min(seen.failed, seen.unknown)).toBeGreaterThan(0);
    expect(office.logged.length).toBeGreaterThan(200);
    expect(office.logged.join()).not.toContain(password);
  },
);
