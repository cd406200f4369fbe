/** A served router on a database of its own, and ways to talk to it: typed clients over HTTP and MessagePorts, and bare requests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient, type ClientLink } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../../workers/api/contract.ts';
import { noDesktop } from '../../../workers/desktop.ts';
import { createApiContext, closeApiContext, type ApiContext } from '../../../workers/api/context.ts';
import { serveHttp, type HttpLimits } from '../../../workers/api/http/server.ts';
import { servePorts, type PortServer } from '../../../workers/api/ports.ts';
import type { Logger, LogFields } from '../../../workers/log.ts';
import { migrateStore } from '../../../workers/store/migrate.ts';
import { openStore, type Store } from '../../../workers/store/open.ts';

export type Client = ContractRouterClient<typeof contract>;

export interface TestApi {
  dataDir: string;
  store: Store;
  context: ApiContext;
  ports: PortServer;
  url: string;
  token: string;
  /** Over HTTP. */
  client: Client;
  /** Over a new MessagePort; `port` is the window's end of it. */
  window(): { client: Client; port: MessagePort };
  /** What was logged. */
  logged: { level: string; event: string; fields: LogFields | undefined }[];
  close(): Promise<void>;
}

export interface TestApiOptions {
  consoleFolder?: string;
  limits?: HttpLimits;
  redis?: { host: string; port: number; password: string };
}

export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dockhand-test-api-'));
  const store = openStore({ dataDir });
  await migrateStore(store);
  const { log, logged } = recordingLogger();
  const token = 'test-token-0123456789';
  const context = createApiContext({
    store,
    log,
    send: () => {},
    desktop: noDesktop,
    config: {
      name: 'api',
      role: 'api',
      instanceId: 'test',
      dataDir,
      redis: options.redis ?? { host: '127.0.0.1', port: 1, password: 'none' },
      http: { port: 0, token },
    },
  });
  const ports = servePorts(context);
  const http = await serveHttp(context, {
    port: 0,
    token,
    ...(options.consoleFolder === undefined ? {} : { consoleFolder: options.consoleFolder }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const opened: MessagePort[] = [];
  return {
    dataDir,
    store,
    context,
    ports,
    url: http.url,
    token,
    logged,
    client: httpClient(http.url, token),
    window() {
      const { port1, port2 } = new MessageChannel();
      opened.push(port1);
      ports.connect(port2);
      port1.start();
      return { client: clientOf(new PortLink({ port: port1 })), port: port1 };
    },
    async close() {
      for (const port of opened) port.close();
      await Promise.all([closeApiContext(context), ports.close(), http.close()]);
      store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function clientOf(link: ClientLink<Record<never, never>>): Client {
  return createORPCClient(link);
}

export function httpClient(url: string, token: string): Client {
  return clientOf(new FetchLink({ url: `${url}/rpc`, headers: { authorization: `Bearer ${token}` } }));
}

function recordingLogger(): { log: Logger; logged: TestApi['logged'] } {
  const logged: TestApi['logged'] = [];
  const record = (level: string) => (event: string, fields?: LogFields) => {
    logged.push({ level, event, fields });
  };
  return {
    logged,
    log: { debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') },
  };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request as an attacker writes it: any header, and the path goes out as given. */
export function ask(
  url: string,
  path: string,
  options: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, path, method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

/** The rejection of a promise. @throws when it is fulfilled. */
export async function failure(
  promise: Promise<unknown>,
): Promise<{ code: string; message: string; data?: unknown }> {
  try {
    await promise;
  } catch (error) {
    return error as { code: string; message: string; data?: unknown };
  }
  throw new Error('This should have failed.');
}
