/**
 * The life of a child process: booted → configured → ready → stopped. It ends in four ways: asked to (0), by an error that nobody
 * foresaw (1), because it cannot work until a person does something (78), and because its supervisor is gone (0).
 */
import { parseArgs } from 'node:util';
import type { ChildContext } from '../child.ts';
import { desktopOver } from '../desktop.ts';
import { errorInfo, UserError } from '../errors.ts';
import { fileLogger, silentLogger, type Logger } from '../log.ts';
import { dataPaths } from '../paths.ts';
import type { ChildConfig, ToChild } from '../protocol.ts';
import { openStore, type Store } from '../store/open.ts';
import { startApi } from './api-role.ts';
import { endRedis, orphanLimitMs } from './orphan.ts';
import { parentLink } from './parent-link.ts';
import type { ChildProgram, Role } from './role.ts';
import { startWorker } from './worker-role.ts';

const exitCodes = { asked: 0, unforeseen: 1, jobHung: 70, needsPerson: 78 };

/** An import's working set of the unique index is what its speed depends on. */
const cacheMiB = { api: 16, office: 16, press: 64 };

export function runChild(program: ChildProgram): void {
  const { values } = parseArgs({
    options: { role: { type: 'string' }, name: { type: 'string' } },
    strict: false,
  });
  process.title = `dockhand ${String(values.name ?? values.role ?? 'worker')}`;
  const link = parentLink();
  const desktop = desktopOver(link.send);
  let log: Logger = silentLogger;
  let store: Store | null = null;
  let config: ChildConfig | null = null;
  let role: Role | null = null;
  let stopping = false;
  /** Came before the role could take them. */
  const early: [ToChild, readonly unknown[]][] = [];

  /** The supervisor keeps the last line that a child has printed as the reason of its end. */
  const die = (code: number, reason: string): never => {
    log.error('process ends', { code, reason });
    process.stderr.write(`${reason}\n`);
    process.exit(code);
  };
  process.on('uncaughtException', (error) => die(exitCodes.unforeseen, describe(error)));
  process.on('unhandledRejection', (error) => die(exitCodes.unforeseen, describe(error)));

  async function start(given: ChildConfig): Promise<void> {
    config = given;
    log = fileLogger(dataPaths(given.dataDir).logs, given.name);
    log.info('process started', { role: given.role, pid: process.pid, instance: given.instanceId });
    store = openStore({ dataDir: given.dataDir, cacheMiB: cacheMiB[given.role] });
    const context: ChildContext = { config: given, store, log, send: link.send, desktop };
    role =
      given.role === 'api'
        ? await startApi(context, program)
        : await startWorker(context, program, (reason) => die(exitCodes.jobHung, reason));
    for (const [message, ports] of early.splice(0)) role.receive(message, ports);
    link.send({ type: 'ready', ...(role.url === undefined ? {} : { url: role.url }) });
    log.info('process ready');
  }

  function cannotStart(error: unknown): void {
    const { code, message } = errorInfo(error);
    // A port that is taken may be free the next time, or another one is tried: the supervisor decides.
    if (!(error instanceof UserError) || code === 'port-in-use') die(exitCodes.unforeseen, describe(error));
    link.send({ type: 'fatal', code, message });
    // Sending is asynchronous, and there is no word when it is done.
    setTimeout(() => die(exitCodes.needsPerson, message), 50);
  }

  async function stop(graceMs: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    log.info('process stopping', { graceMs });
    const limit = setTimeout(() => die(exitCodes.asked, 'Something did not stop in time.'), graceMs);
    await role?.stop(graceMs);
    clearTimeout(limit);
    store?.close();
    log.info('process stopped');
    process.exit(exitCodes.asked);
  }

  async function orphaned(): Promise<void> {
    log.warn('supervisor is gone');
    setTimeout(() => process.exit(exitCodes.asked), orphanLimitMs);
    if (config !== null && !config.externalRedis && 'host' in config.redis) await endRedis(config.redis);
    process.exit(exitCodes.asked);
  }

  link.onGone(() => void orphaned());
  link.onMessage((message, ports) => {
    switch (message.type) {
      case 'configure':
        if (config === null) start(message.config).catch(cannotStart);
        return;
      case 'ping':
        link.send({ type: 'pong', n: message.n, memoryBytes: process.memoryUsage.rss() });
        return;
      case 'stop':
        void stop(message.graceMs);
        return;
      case 'desktop-answer':
        desktop.answered(message.n, message.answer);
        return;
      default:
        if (role === null) early.push([message, ports]);
        else role.receive(message, ports);
    }
  });
  link.send({ type: 'booted' });
}

function describe(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
