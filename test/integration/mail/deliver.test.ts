/** What a mail server can do to one message, and what is made of it: refused, later, held with all others, or in doubt. */
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { failureOf } from '../../../workers/mail/failure.ts';
import { mailSettingsSchema, type MailSettings } from '../../../workers/mail/settings-schema.ts';
import { deliver, SmtpFault } from '../../../workers/mail/smtp.ts';
import {
  selfSigned,
  startMailServer,
  type Certificate,
  type MailFault,
  type MailServer,
  type MailServerOptions,
  type MailStage,
} from '../../support/mail-server.ts';

const account = { user: 'clerk', password: 'geheim-4711' };
const message = Buffer.from('Message-ID: <one@cargo.example>\r\nSubject: It\r\n\r\nHello\r\n');

let certificate: Certificate;
let server: MailServer | null = null;
beforeAll(() => void (certificate = selfSigned()));
afterAll(() => certificate.remove());
afterEach(async () => {
  await server?.close();
  server = null;
});

async function tryWith(
  options: MailServerOptions,
  over: Partial<MailSettings> & {
    password?: string;
    silenceMs?: number;
    abortAfterMs?: number;
    bytes?: number;
  } = {},
) {
  server = await startMailServer(options);
  const { password = account.password, silenceMs = 20_000, abortAfterMs, bytes = 0, ...settings } = over;
  const parsed = mailSettingsSchema.parse({
    host: 'localhost',
    port: server.port,
    security: 'none',
    user: options.account === undefined ? '' : account.user,
    fromAddress: 'billing@cargo.example',
    ...settings,
  });
  const signal =
    abortAfterMs === undefined ? new AbortController().signal : AbortSignal.timeout(abortAfterMs);
  try {
    const reply = await deliver({
      account: { settings: parsed, password },
      from: 'billing@cargo.example',
      to: 'pay@acme.example',
      message: Buffer.concat([message, Buffer.alloc(bytes, 'x'.repeat(70) + '\r\n')]),
      signal,
      limits: { connectMs: silenceMs, greetingMs: silenceMs, silenceMs },
    });
    return { kind: 'sent', message: reply.words, code: String(reply.code) };
  } catch (error) {
    if (!(error instanceof SmtpFault)) throw error;
    return failureOf(error);
  }
}

const at = (stage: MailStage, fault: MailFault): MailServerOptions => ({
  faultAt: (seen) => (seen === stage ? fault : null),
  ...(stage === 'auth' ? { account } : {}),
});

describe('what the server says decides', () => {
  test.each<[MailStage, string, string, string]>([
    ['connect', '421 4.3.2 Shutting down', 'later', 'mail-deferred'],
    ['connect', '554 5.7.1 No service for you', 'later', 'mail-deferred'],
    ['auth', '454 4.7.0 Temporary authentication failure', 'later', 'mail-deferred'],
    ['auth', '535 5.7.8 Wrong password', 'held', 'mail-login-refused'],
    ['mail', '421 4.7.0 Too many connections', 'later', 'mail-deferred'],
    ['mail', '450 4.1.8 Sender not known yet', 'later', 'mail-deferred'],
    ['mail', '530 5.7.0 Authentication required', 'held', 'mail-login-refused'],
    ['mail', '550 5.7.1 This sender may not send', 'held', 'mail-sender-refused'],
    ['mail', '552 5.3.4 Message too big', 'refused', 'mail-refused'],
    ['rcpt', '421 4.3.2 Shutting down', 'later', 'mail-deferred'],
    ['rcpt', '450 4.2.0 Greylisted', 'later', 'mail-deferred'],
    ['rcpt', '451 4.3.0 Local error', 'later', 'mail-deferred'],
    ['rcpt', '452 4.2.2 Mailbox full', 'later', 'mail-deferred'],
    ['rcpt', '550 5.1.1 No such user', 'refused', 'mail-refused'],
    ['rcpt', '552 5.2.2 Over quota', 'refused', 'mail-refused'],
    ['rcpt', '554 5.7.1 Rejected', 'refused', 'mail-refused'],
    ['dot', '421 4.3.2 Shutting down', 'later', 'mail-deferred'],
    ['dot', '451 4.7.1 Scanner busy', 'later', 'mail-deferred'],
    ['dot', '452 4.3.1 No room', 'later', 'mail-deferred'],
    ['dot', '550 5.7.1 Looks like spam', 'refused', 'mail-refused'],
    ['dot', '554 5.6.0 Not accepted', 'refused', 'mail-refused'],
  ])('at %s: %s', async (stage, reply, kind, code) => {
    const failure = await tryWith(at(stage, reply));
    expect(failure).toMatchObject({ kind, code });
    expect(failure.message).toContain(reply.slice(reply.indexOf(' ', 4) + 1));
    expect(server?.received).toEqual([]);
  });

  it('and when it takes the message, its words are kept', async () => {
    expect(await tryWith({ account })).toMatchObject({ kind: 'sent', code: '250' });
    expect(server?.received).toMatchObject([{ to: 'pay@acme.example', messageId: '<one@cargo.example>' }]);
  });

  it('a pause that it asks for is kept', async () => {
    const failure = await tryWith(at('rcpt', '450 4.2.0 Greylisted, try again in 7 minutes'));
    expect(failure).toMatchObject({ kind: 'later', afterMs: 420_000 });
  });
});

describe('a connection that breaks', () => {
  test.each<[MailStage, string]>([
    ['connect', 'later'],
    ['ehlo', 'later'],
    ['auth', 'later'],
    ['mail', 'later'],
    ['rcpt', 'later'],
    ['data', 'later'],
    ['dot', 'unknown'],
    ['taken', 'unknown'],
  ])('at %s: %s', async (stage, kind) => {
    expect(await tryWith(at(stage, 'drop'))).toMatchObject({ kind });
    expect(server?.received).toHaveLength(stage === 'taken' ? 1 : 0);
  });

  test.each<[MailStage, string]>([
    ['connect', 'later'],
    ['auth', 'later'],
    ['mail', 'later'],
    ['rcpt', 'later'],
    ['dot', 'unknown'],
    ['taken', 'unknown'],
  ])('by silence at %s: %s', async (stage, kind) => {
    expect(await tryWith(at(stage, 'silence'), { silenceMs: 700 })).toMatchObject({ kind });
  });

  it('in the middle of a message leaves no doubt', async () => {
    const cut = createServer((socket) => {
      socket.write('220 here\r\n');
      let seen = 0;
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        const text = chunk.toString('latin1');
        seen += chunk.length;
        if (text.startsWith('DATA')) socket.write('354 go on\r\n');
        else if (seen > 100_000) socket.destroy();
        else if (/^(EHLO|MAIL|RCPT)/.test(text)) socket.write('250 ok\r\n');
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => cut.once('listening', resolve));
    const { port } = cut.address() as { port: number };
    expect(await tryWith({}, { port, bytes: 60_000_000 })).toMatchObject({ kind: 'later' });
    cut.close();
  });

  it('or that we give up ourselves is in doubt only after the end of the message', async () => {
    expect(await tryWith(at('rcpt', 'silence'), { abortAfterMs: 500 })).toMatchObject({ kind: 'later' });
    await server?.close();
    expect(await tryWith(at('taken', 'silence'), { abortAfterMs: 1500 })).toMatchObject({ kind: 'unknown' });
  });

  test.each([
    ['refused', { port: 1 }],
    ['to a server that is not there', { host: 'mail.invalid' }],
  ])('is tried later when it is %s', async (_, where) => {
    expect(await tryWith({}, where)).toMatchObject({ kind: 'later', code: 'mail-server-unreachable' });
  });
});

describe('encryption', () => {
  const trusted = () => ({ caFile: certificate.file });

  it.each([
    ['tls', true],
    ['starttls', false],
  ] as const)('%s with a certificate that is trusted', async (security, secure) => {
    const sent = await tryWith({ certificate, secure, account }, { security, ...trusted() });
    expect(sent).toMatchObject({ kind: 'sent' });
  });

  it.each([
    ['tls', true],
    ['starttls', false],
  ] as const)(
    '%s holds the mails when nobody vouches for the certificate, and sends no password',
    async (security, secure) => {
      let logins = 0;
      const faultAt = (stage: MailStage) => {
        if (stage === 'auth') logins++;
        return null;
      };
      const failure = await tryWith({ certificate, secure, account, faultAt }, { security });
      expect(failure).toMatchObject({ kind: 'held', code: 'mail-certificate' });
      expect(logins).toBe(0);
    },
  );

  it('holds the mails when STARTTLS was taken out on the way, and sends no password', async () => {
    let logins = 0;
    const faultAt = (stage: MailStage) => {
      if (stage === 'auth') logins++;
      return null;
    };
    const failure = await tryWith(
      { certificate, withoutStartTls: true, account, faultAt },
      { security: 'starttls', ...trusted() },
    );
    expect(failure).toMatchObject({ kind: 'held', code: 'mail-tls-refused' });
    expect(logins).toBe(0);
  });

  it('holds the mails when the port speaks without it', async () => {
    expect(await tryWith({ account }, { security: 'tls' })).toMatchObject({
      kind: 'held',
      code: 'mail-certificate',
    });
  });
});

it('a server that repeats the password does not get it into what we keep', async () => {
  const base64 = Buffer.from(account.password).toString('base64');
  const failure = await tryWith(at('auth', `535 5.7.8 no: ${account.password} ${base64}`));
  expect(failure).toMatchObject({ kind: 'held' });
  expect(JSON.stringify(failure)).not.toContain(account.password);
  expect(JSON.stringify(failure)).not.toContain(base64);
});
