/** Hands one message to the mail server, and says how far it came when that fails. */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { cleanWords, secretsOf } from './server-words.ts';
import { trustedCertificates, type MailAccount } from './settings.ts';

/**
 * `ended`: the end of the message may have left this machine, so without a refusal nobody knows whether the server has it. Before that
 * it has nothing (RFC 5321, 4.1.1.4: without its end a message is not processed).
 */
export type SmtpStage = 'connect' | 'login' | 'envelope' | 'ended';

export interface ServerReply {
  code: number | null;
  /** One line, without control characters and passwords. */
  words: string;
}

export class SmtpFault extends Error {
  override readonly name = 'SmtpFault';
  readonly stage: SmtpStage;
  /** Null when the server said nothing. */
  readonly reply: ServerReply | null;
  /** Of the SMTP library, and of the system or TLS beneath it: `ETIMEDOUT`, `CERT_HAS_EXPIRED`. */
  readonly codes: readonly string[];
  /** The command that was refused, such as `MAIL FROM`. */
  readonly command: string;
  constructor(
    stage: SmtpStage,
    message: string,
    rest: { reply: ServerReply | null; codes: string[]; command: string },
  ) {
    super(message);
    this.stage = stage;
    this.reply = rest.reply;
    this.codes = rest.codes;
    this.command = rest.command;
  }
}

/** Silence that is borne, ms. */
export interface SmtpLimits {
  connectMs: number;
  greetingMs: number;
  silenceMs: number;
}

const usualLimits: SmtpLimits = { connectMs: 20_000, greetingMs: 30_000, silenceMs: 100_000 };

export interface Delivery {
  account: Pick<MailAccount, 'settings' | 'password'>;
  from: string;
  to: string;
  /** The whole message: headers, an empty line, body. */
  message: Buffer;
  signal: AbortSignal;
  limits?: SmtpLimits;
}

/** @returns the server's word that it has the message. @throws SmtpFault; UserError `ca-file-unreadable`. */
export function deliver({
  account,
  from,
  to,
  message,
  signal,
  limits = usualLimits,
}: Delivery): Promise<ServerReply> {
  const { settings, password } = account;
  const secrets = secretsOf(settings.user, password);
  const ca = trustedCertificates(settings);
  const connection = new SMTPConnection({
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    requireTLS: settings.security === 'starttls',
    ignoreTLS: settings.security === 'none',
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.greetingMs,
    dnsTimeout: limits.connectMs,
    socketTimeout: limits.silenceMs,
    socketCloseTimeout: 0,
    tls: ca === undefined ? {} : { ca },
    logger: false,
  });
  let stage: SmtpStage = 'connect';
  const body = Readable.from(pieces(message));
  // Before the library hears of it, which then sends the closing dot.
  body.once('end', () => (stage = 'ended'));
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', abort);
      act();
    };
    const fail = (error: unknown) =>
      settle(() => {
        reject(faultOf(stage, error, secrets, connection.lastServerResponse));
        connection.close();
      });
    const abort = () => fail(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted) return abort();
    connection.on('error', fail);
    // A server that says 421 is left without a word to whoever waits for its greeting or the login.
    connection.once('end', () => fail(new Error('The server closed the connection.')));
    const send = () => {
      stage = 'envelope';
      connection.send({ from, to: [to], size: message.length }, body, (error, info) => {
        if (error) return fail(error);
        settle(() => resolve(replyOf(info?.response, secrets) ?? { code: null, words: '' }));
        connection.quit();
      });
    };
    connection.connect((error) => {
      if (error) return fail(error);
      if (settings.user === '') return send();
      stage = 'login';
      connection.login({ user: settings.user, pass: password }, (refused) =>
        refused ? fail(refused) : send(),
      );
    });
  });
}

/** Small ones, so that what has not left this machine when a connection breaks is not taken for sent. */
function* pieces(message: Buffer): Generator<Buffer> {
  for (let from = 0; from < message.length; from += 8192) yield message.subarray(from, from + 8192);
}

function faultOf(
  stage: SmtpStage,
  error: unknown,
  secrets: readonly string[],
  last: string | false,
): SmtpFault {
  const { code, originalCode, response, command, message } = error as Record<string, unknown>;
  const isClosed =
    message === 'The server closed the connection.' && typeof last === 'string' && /^[45]/.test(last);
  const reply = replyOf(typeof response === 'string' ? response : isClosed ? last : undefined, secrets);
  const codes = [code, originalCode].filter((each) => typeof each === 'string');
  return new SmtpFault(stage, cleanWords(String(message), secrets), {
    reply,
    codes,
    command: typeof command === 'string' ? command : '',
  });
}

function replyOf(response: string | undefined, secrets: readonly string[]): ServerReply | null {
  if (response === undefined || response === '') return null;
  const code = /^\d{3}/.exec(response)?.[0];
  return { code: code === undefined ? null : Number(code), words: cleanWords(response, secrets) };
}
