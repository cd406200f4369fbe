/** The HTTP side: one server on loopback for the console's files, its calls and its uploads. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { UserError } from '../../errors.ts';
import { programRoot } from '../../paths.ts';
import type { ApiContext } from '../context.ts';
import { consoleFiles, type ConsoleFiles } from './console-files.ts';
import { refusal } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { rpcOverHttp, type RpcOverHttp } from './rpc.ts';
import { sendText } from './send.ts';
import { serveConsole } from './serve-console.ts';
import { receiveUpload } from './upload.ts';

const host = '127.0.0.1';
const seconds = 1000;
/** Milliseconds that answers under way get when the server closes. */
const lastWordsMs = 300;

export interface HttpServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface HttpOptions {
  /** 0 = any free one. */
  port: number;
  token: string;
  /** The built console. */
  consoleFolder?: string;
  limits?: HttpLimits;
}

export interface HttpLimits {
  /** Milliseconds for a call's input to arrive. */
  inputMs: number;
  /** Milliseconds without a byte after which an upload is given up. */
  uploadIdleMs: number;
}

const usualLimits: HttpLimits = { inputMs: 30 * seconds, uploadIdleMs: 30 * seconds };

/** @throws UserError `port-in-use` */
export async function serveHttp(
  context: ApiContext,
  { port, token, consoleFolder = join(programRoot, 'dist', 'renderer'), limits = usualLimits }: HttpOptions,
): Promise<HttpServer> {
  const files = consoleFiles(consoleFolder);
  const rpc = rpcOverHttp(context, limits.inputMs);
  const server = createServer({
    headersTimeout: 10 * seconds,
    // The time that a body may take differs by what is asked for: see time-limits.ts.
    requestTimeout: 0,
    keepAliveTimeout: 30 * seconds,
    connectionsCheckingInterval: 5 * seconds,
  });
  server.maxConnections = 256;
  await listen(server, port);
  const { port: own } = server.address() as AddressInfo;
  server.on('request', (request, response) => {
    answer({ context, files, rpc, limits, door: { port: own, token } }, request, response).catch(
      (error: unknown) => {
        context.log.error('http answer failed', { message: String(error), path: pathOf(request) });
        response.destroy();
      },
    );
  });
  return {
    url: `http://${host}:${own}`,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      // Answers under way, such as the last word of a stream, get a moment.
      const idle = setInterval(() => {
        server.closeIdleConnections();
      }, 20);
      const limit = setTimeout(() => {
        server.closeAllConnections();
      }, lastWordsMs);
      await closed;
      clearInterval(idle);
      clearTimeout(limit);
    },
  };
}

interface Served {
  context: ApiContext;
  files: ConsoleFiles;
  rpc: RpcOverHttp;
  limits: HttpLimits;
  door: { port: number; token: string };
}

async function answer(
  { context, files, rpc, limits, door }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A connection that breaks off is nobody's fault; without a listener it would end the process.
  request.on('error', () => {});
  response.on('error', () => {});
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const path = pathOf(request);
  const isRpc = path === '/rpc' || path.startsWith('/rpc/');
  const isUpload = path === '/upload';
  const refused = refusal(request.headers, door, isRpc || isUpload);
  if (refused !== null) {
    if (refused.status === 401) response.setHeader('www-authenticate', 'Bearer realm="Dockhand"');
    // Whatever else it wants to send is not taken.
    response.setHeader('connection', 'close');
    sendText(response, refused.status, refused.text);
    return;
  }
  if (isRpc) await rpc.answer(request, response);
  else if (isUpload) await receiveUpload(context, queryOf(request), limits.uploadIdleMs, request, response);
  else await serveConsole(files, path, request, response);
}

/** As sent: neither decoded nor with its dots resolved, because nothing below makes a file's path of it. */
function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

function queryOf(request: IncomingMessage): URLSearchParams {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  return new URLSearchParams(mark === -1 ? '' : url.slice(mark));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') reject(error);
      else {
        reject(
          new UserError(
            'port-in-use',
            `Port ${port} of this computer is taken by another program. Choose another one with --port, or end that program.`,
            { cause: error },
          ),
        );
      }
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      // Later errors, such as too many open files, concern single connections.
      server.on('error', () => {});
      resolve();
    });
  });
}
