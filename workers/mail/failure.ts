/** What a failed delivery means for the mail, and for the others. Pure. */
import { pauseAskedFor } from './server-words.ts';
import type { SmtpFault } from './smtp.ts';

export type MailFailure = { code: string; message: string } & (
  | /** Not now: it did not arrive, and is tried again. */ { kind: 'later'; afterMs?: number | undefined }
  | /** This mail never: it did not arrive. */ { kind: 'refused' }
  | /** No mail until a person has done something: it did not arrive. */ { kind: 'held' }
  | /** It may have arrived. */ { kind: 'unknown' }
);

export function failureOf(fault: SmtpFault): MailFailure {
  const { stage, reply } = fault;
  if (reply?.code !== null && reply?.code !== undefined && reply.code >= 400)
    return refusal(fault, reply.code, reply.words);
  const held = certificateFault(fault);
  if (held !== null && stage !== 'ended') return held;
  if (fault.codes.includes('EMESSAGE') && stage === 'envelope')
    return {
      kind: 'refused',
      code: 'mail-too-large',
      message: `The mail server takes no message of this size (${fault.message}).`,
    };
  if (stage === 'ended')
    return {
      kind: 'unknown',
      code: 'mail-unanswered',
      message: `the mail server did not say whether it took the message (${fault.message})`,
    };
  return {
    kind: 'later',
    code: 'mail-server-unreachable',
    message: `The mail server could not be reached, or broke off: ${fault.message} Nothing was sent; it will be tried again.`,
  };
}

function refusal({ stage, command, codes }: SmtpFault, code: number, words: string): MailFailure {
  const said = `The mail server said: ${words}`;
  if (code < 500) {
    return later(said, words);
  }
  if (stage === 'login' || codes.includes('EAUTH') || code === 530 || code === 535)
    return {
      kind: 'held',
      code: 'mail-login-refused',
      message: `The mail server refused the login. ${said}. Correct user and password in the mail settings; all mails wait until then.`,
    };
  if (codes.includes('ETLS') || command === 'STARTTLS')
    return {
      kind: 'held',
      code: 'mail-tls-refused',
      message: `The mail server offers no encryption where the settings ask for it. ${said}. Look at security and port in the mail settings; all mails wait until then.`,
    };
  if (command === 'MAIL FROM' && code !== 552 && code !== 555)
    return {
      kind: 'held',
      code: 'mail-sender-refused',
      message: `The mail server does not let us send. ${said}. Look at the sender's address in the mail settings; all mails wait until then.`,
    };
  if (stage === 'connect') return later(said, words);
  return {
    kind: 'refused',
    code: 'mail-refused',
    message: `${said}. It was not sent and will not be tried again by itself.`,
  };
}

function later(said: string, words: string): MailFailure {
  return {
    kind: 'later',
    code: 'mail-deferred',
    message: `${said}. It will be tried again.`,
    afterMs: pauseAskedFor(words),
  };
}

const certificateCode =
  /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|HANDSHAKE_FAILURE|PACKET_LENGTH_TOO_LONG/;

/** What encryption needs and is not there. A connection that just breaks during it is none of this. */
function certificateFault({ codes, message }: SmtpFault): MailFailure | null {
  const isCertificate =
    codes.some((code) => certificateCode.test(code)) || /certificate|wrong version number/i.test(message);
  const isMissing = codes.includes('ETLS') && !/closed|timeout|ECONNRESET/i.test(message);
  if (!isCertificate && !isMissing) return null;
  return {
    kind: 'held',
    code: isCertificate ? 'mail-certificate' : 'mail-tls-refused',
    message: `No encrypted connection with the mail server came about: ${message}. Look at security, port and trusted certificates in the mail settings; all mails wait until then.`,
  };
}
