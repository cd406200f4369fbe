/** A listening socket as a claim: the system drops it with the process, however that ends. */
import { randomBytes } from 'node:crypto';
import { connect, createServer, type Server } from 'node:net';
import { userInfo } from 'node:os';

const answerLimitMs = 1_000;

export interface ClaimSocket {
  /** What everybody who asks is told: process number, a random part, and the user's name. */
  readonly holder: string;
  close(): Promise<void>;
}

/** Listens under the name; null when somebody does already. */
export async function openClaim(name: string): Promise<ClaimSocket | null> {
  const holder = `${process.pid} ${randomBytes(12).toString('hex')} ${encodeURIComponent(userName())}`;
  const server = await listen(name, holder);
  if (server === null) return null;
  // The claim alone keeps no process alive.
  server.unref();
  return { holder, close: () => new Promise((resolve) => void server.close(() => resolve())) };
}

function listen(name: string, holder: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(holder);
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      // The pipe of another Windows user answers EACCES.
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
      else reject(error);
    });
    // Every user of the machine may ask. An abstract socket has no mode, and Node refuses one.
    const everybody = !name.startsWith('\0');
    const options = everybody ? { path: name, readableAll: true, writableAll: true } : { path: name };
    server.listen(options, () => resolve(server));
  });
}

/** What the holder says; null when nobody listens, the empty string when there is somebody who does not answer in time. */
export function askClaim(name: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ path: name });
    let said = '';
    socket.setTimeout(answerLimitMs, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
    socket.once('error', ({ code }: NodeJS.ErrnoException) => {
      resolve(code === 'ECONNREFUSED' || code === 'ENOENT' ? null : '');
    });
    socket.once('close', () => resolve(said));
  });
}

/** The process number in a holder's answer; null where there is none. */
export function holderPid(holder: string | null): number | null {
  const pid = Number(holder?.split(' ')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

/** The name of the user who holds it; null where the answer has none. Of another program: for people to read only. */
export function holderUser(holder: string | null): string | null {
  try {
    const name = decodeURIComponent(holder?.split(' ')[2] ?? '');
    // Letters, digits and what goes into names, but nothing that could look like another sentence.
    return /^[\p{L}\p{N}._@\\ -]{1,64}$/u.test(name) ? name : null;
  } catch {
    return null;
  }
}

/** Of this process; empty where the system has no entry for the user. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
