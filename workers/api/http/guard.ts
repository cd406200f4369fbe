/**
 * Who is let in. The server listens on loopback only, but any web page that this machine's browsers show can send requests there
 * too, and any program of any user can connect. Hence, in this order:
 *
 * 1. Host names us. A page of another site that has its own name point to 127.0.0.1 (DNS rebinding) sends that name here.
 * 2. Origin, where a browser sends one, is ours. There is no CORS: no other site gets to read or to change anything.
 * 3. What is not the console's own static files needs the token.
 *
 * Pure: decides by headers alone.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Refusal {
  status: 401 | 403;
  text: string;
}

export interface Door {
  /** Port that the server listens on. */
  port: number;
  token: string;
}

/** Null where the request may go on. @param secret whether what it asks for needs the token. */
export function refusal(headers: IncomingHttpHeaders, door: Door, secret: boolean): Refusal | null {
  if (!ownHosts(door.port).includes((headers.host ?? '').toLowerCase())) {
    return {
      status: 403,
      text: `Dockhand answers to http://127.0.0.1:${door.port} and http://localhost:${door.port} only.`,
    };
  }
  if (headers.origin !== undefined && !ownOrigins(door.port).includes(headers.origin.toLowerCase()))
    return { status: 403, text: 'This request comes from a page that is not Dockhand’s own.' };
  if (secret && !hasToken(headers.authorization, door.token)) {
    return {
      status: 401,
      text: 'This needs the token. Open the console by the address that Dockhand prints, or send the token of engine.json as “Authorization: Bearer …”.',
    };
  }
  return null;
}

function ownHosts(port: number): string[] {
  // A browser leaves the port out where it is the scheme's own.
  const plain = port === 80 ? ['127.0.0.1', 'localhost'] : [];
  return [`127.0.0.1:${port}`, `localhost:${port}`, ...plain];
}

function ownOrigins(port: number): string[] {
  return ownHosts(port).map((host) => `http://${host}`);
}

/** Takes the same time wherever a wrong token begins to differ, and whatever its length. */
function hasToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token)) && token !== '';
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
