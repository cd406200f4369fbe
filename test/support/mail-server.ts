/** A real mail server on this machine that keeps what it takes, and goes wrong where it is told to. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** Where in a conversation. `dot`: the whole message is there and not answered; `taken`: it is kept, and then not answered. */
export type MailStage = 'connect' | 'ehlo' | 'auth' | 'mail' | 'rcpt' | 'data' | 'dot' | 'taken';

/** A reply such as `450 4.7.1 Try later`, `drop` or `silence`; null: it goes well. `ehlo` and `data` can only drop. */
export type MailFault = string | null;

export interface ReceivedMail {
  from: string;
  to: string;
  raw: string;
  messageId: string;
}

export interface MailServerOptions {
  faultAt?: (stage: MailStage, about: { to: string; user: string }) => MailFault;
  secure?: boolean;
  /** Answers that there is no STARTTLS. */
  withoutStartTls?: boolean;
  certificate?: Certificate;
  /** Refused unless given. */
  account?: { user: string; password: string };
}

export interface MailServer {
  port: number;
  received: ReceivedMail[];
  connections: number;
  options: MailServerOptions;
  close(): Promise<void>;
}

export interface Certificate {
  key: string;
  cert: string;
  /** PEM file of the certificate itself: trusted, it makes it good. */
  file: string;
  remove(): void;
}

/** For `localhost`, signed by itself. */
export function selfSigned(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'dockhand-cert-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const args = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
  ];
  execFileSync(
    'openssl',
    [
      ...args,
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
      '-keyout',
      key,
      '-out',
      cert,
    ],
    { stdio: 'ignore' },
  );
  return {
    key: readFileSync(key, 'utf8'),
    cert: readFileSync(cert, 'utf8'),
    file: cert,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { certificate } = options;
  const state: MailServer = { port: 0, received: [], connections: 0, options, close: () => stopped(server) };
  const faultOf = (stage: MailStage, session?: SMTPServerSession): MailFault => {
    const to = session === undefined ? '' : recipientOf(session);
    const user = typeof session?.user === 'string' ? session.user : '';
    return state.options.faultAt?.(stage, { to, user }) ?? null;
  };
  /** @returns whether the conversation goes on. */
  const pass = (stage: MailStage, session: SMTPServerSession, answer: (error?: Error) => void): boolean => {
    const fault = faultOf(stage, session);
    if (fault === null) return true;
    if (fault === 'drop') socketOf(server, session)?.destroy();
    else if (fault !== 'silence') answer(replyError(fault));
    return false;
  };
  const hidden = ['PIPELINING'].concat(
    options.withoutStartTls === true || certificate === undefined ? ['STARTTLS'] : [],
  );
  const smtp: SMTPServerOptions = {
    secure: options.secure === true,
    ...(certificate === undefined ? {} : { key: certificate.key, cert: certificate.cert }),
    disabledCommands: options.account === undefined ? [...hidden, 'AUTH'] : hidden,
    hidePIPELINING: true,
    authOptional: options.account === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onConnect(session, done) {
      state.connections++;
      if (pass('connect', session, done)) done();
    },
    onAuth(auth, session, done) {
      if (!pass('auth', session, (error) => done(error ?? null))) return;
      const { user, password } = state.options.account ?? { user: '', password: '' };
      if (auth.username === user && auth.password === password) done(null, { user });
      else done(replyError('535 5.7.8 Authentication credentials invalid'));
    },
    onMailFrom(_, session, done) {
      if (pass('mail', session, done)) done();
    },
    onRcptTo({ address }, session, done) {
      const about = { ...session, envelope: { ...session.envelope, rcptTo: [{ address, args: {} }] } };
      if (pass('rcpt', about, done)) done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (!pass('dot', session, done)) return;
        const raw = Buffer.concat(chunks).toString('utf8');
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const messageId = /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? '';
        state.received.push({ from, to: recipientOf(session), raw, messageId });
        if (pass('taken', session, done)) done();
      });
    },
  };
  const server = new SMTPServer(smtp);
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  listening.on('connection', (socket: Socket) => {
    socket.on('data', (chunk: Buffer) => {
      const command = /^(EHLO|DATA)\b/i.exec(chunk.toString('latin1'))?.[1]?.toLowerCase();
      if (command !== undefined && faultOf(command as MailStage) === 'drop') socket.destroy();
    });
  });
  await once(listening, 'listening');
  state.port = (listening.address() as AddressInfo).port;
  return state;
}

function recipientOf({ envelope }: SMTPServerSession): string {
  return envelope.rcptTo.map(({ address }) => address).join();
}

function replyError(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

/** The library keeps its connections to itself. */
function socketOf(server: SMTPServer, { id }: SMTPServerSession): Socket | undefined {
  const { connections } = server as unknown as { connections: Set<{ id: string; _socket: Socket }> };
  return [...connections].find((connection) => connection.id === id)?._socket;
}

function stopped(server: SMTPServer): Promise<void> {
  const { connections } = server as unknown as { connections: Set<{ _socket: Socket }> };
  for (const { _socket } of connections) _socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
