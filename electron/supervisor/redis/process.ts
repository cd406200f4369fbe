/** What "start", "ping" and "ask to stop" mean for Redis. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Clock } from '../../../workers/clock.ts';
import { errorInfo, UserError } from '../../../workers/errors.ts';
import type { Logger } from '../../../workers/log.ts';
import type { RedisAddress } from '../../../workers/protocol.ts';
import type { Launch, ProcessReport } from '../child.ts';
import { exitReason } from '../exit-reason.ts';
import { LastWords } from '../last-words.ts';
import { redisConfig } from './config.ts';
import type { RedisBinary } from './find.ts';
import { folderIdentity, isIntact, prepareFolder, setAside } from './folder.ts';
import { freePort, isFree } from './port.ts';
import type { ConnectProber, RedisFacts, RedisProber } from './prober.ts';

/** Starts in a row that failed with the folder as it is, before a fresh one is tried. */
const startsBeforeFreshFolder = 2;

/** Ms between two looks at a Redis that is starting. */
const lookEveryMs = 20;

export interface RedisSession {
  /** Of this session; only the port changes, and only when somebody else has taken it. */
  address: RedisAddress;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly connect: ConnectProber;
  /** Which program to run; asked at every start, so that what a person has installed meanwhile counts. */
  find(): Promise<RedisBinary>;
  /** Program and address are settled; called before the process is made, so that the run record can name them first. */
  onSettled(binary: RedisBinary): Promise<void>;
}

/** Redis as a child process of ours, its starts counted over the whole session. */
export function redisLaunch(session: RedisSession): Launch {
  const attempts = { failed: 0 };
  return (_instanceId, report) => {
    const run = new RedisRun(session, report, attempts);
    void run.begin();
    return run;
  };
}

class RedisRun {
  readonly #session: RedisSession;
  readonly #report: (report: ProcessReport) => void;
  readonly #attempts: { failed: number };
  #child: ChildProcess | null = null;
  #prober: RedisProber | null = null;
  #folder = '';
  #isReady = false;
  #isOver = false;
  #isUnwanted = false;
  #pinging = false;
  #couldWrite = true;

  constructor(session: RedisSession, report: (report: ProcessReport) => void, attempts: { failed: number }) {
    this.#session = session;
    this.#report = report;
    this.#attempts = attempts;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async begin(): Promise<void> {
    try {
      const binary = await this.#session.find();
      await this.#prepare();
      await this.#session.onSettled(binary);
      if (this.#isUnwanted) return this.#end('It was stopped before it had started');
      this.#spawn(binary.path);
    } catch (error) {
      const { code, message } = errorInfo(error);
      if (error instanceof UserError) this.#report({ type: 'fatal', code, message });
      this.#end(`It could not be started: ${message}`);
    }
  }

  async #prepare(): Promise<void> {
    const { folder, log, address } = this.#session;
    if (this.#attempts.failed >= startsBeforeFreshFolder) {
      log.warn('redis-folder-set-aside', { to: await setAside(folder) });
      this.#attempts.failed = 0;
    }
    if (!(await isFree(address.port))) this.#session.address = { ...address, port: await freePort() };
    await prepareFolder(folder, redisConfig(this.#session.address));
    this.#folder = (await folderIdentity(folder)) ?? '';
  }

  #spawn(path: string): void {
    const child = spawn(path, ['redis.conf'], {
      cwd: this.#session.folder,
      // Ctrl+C in a terminal goes to the whole process group; Redis has to outlive the workers.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const words = new LastWords();
    child.stdout.on('data', (chunk: Buffer) => words.add(chunk));
    child.stderr.on('data', (chunk: Buffer) => words.add(chunk));
    child.once('error', (error) => {
      if (child.pid === undefined) this.#end(`It could not be started: ${error.message}`);
    });
    child.once('close', (code, signal) => this.#end(exitReason({ code, signal, said: words.error })));
    if (child.pid === undefined) return;
    this.#report({ type: 'appeared' });
    this.#prober = this.#session.connect(this.#session.address);
    void this.#look();
  }

  /** Until it answers and is what it should be. The limit for this is the lifecycle's. */
  async #look(): Promise<void> {
    if (this.#isOver || this.#isUnwanted) return;
    const facts = await this.#prober?.facts().catch(() => null);
    if (this.#isOver || this.#isUnwanted) return;
    if (facts === null || facts === undefined) {
      this.#session.clock.after(lookEveryMs, () => void this.#look());
      return;
    }
    const objection = objectionTo(facts, this.pid);
    if (objection === null) {
      this.#isReady = true;
      this.#attempts.failed = 0;
      this.#report({ type: 'ready' });
    } else {
      this.#report({ type: 'fatal', code: 'redis-unusable', message: objection });
      this.kill('SIGTERM');
    }
  }

  ping(): void {
    if (!this.#pinging) void this.#ping();
  }

  async #ping(): Promise<void> {
    this.#pinging = true;
    const { folder, log } = this.#session;
    try {
      if (!(await isIntact(folder, this.#folder))) {
        this.#report({
          type: 'spoiled',
          reason: 'Its files were deleted; it began again with fresh ones',
        });
        return;
      }
      const answer = await this.#prober?.ping();
      if (answer === undefined) return;
      if (this.#couldWrite !== answer.canWrite) {
        this.#couldWrite = answer.canWrite;
        if (answer.canWrite) log.info('redis-writes-again');
        else log.error('redis-cannot-write', { folder });
      }
      this.#report({ type: 'answered' });
    } catch {
      // No answer is what the lifecycle counts.
    } finally {
      this.#pinging = false;
    }
  }

  askToStop(): void {
    this.#isUnwanted = true;
    if (this.#prober === null) this.kill('SIGTERM');
    else void this.#prober.shutdown();
  }

  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#isUnwanted = true;
    this.#child?.kill(signal);
  }

  #end(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    // A full disk is no fault of the folder, and over when somebody has made room.
    const blameless = isDiskFull(reason);
    if (!this.#isReady && !this.#isUnwanted && !blameless) this.#attempts.failed += 1;
    this.#prober?.close();
    this.#report({ type: 'exited', reason, blameless });
  }
}

/** Whether Redis (or we, for it) could not write for want of space, by what it said. */
export function isDiskFull(reason: string): boolean {
  return /no space left on device|ENOSPC|disk quota exceeded|EDQUOT|not enough space on the disk/i.test(
    reason,
  );
}

/** Why a Redis that answers must not be used; null when it is ours and keeps what it is given. */
export function objectionTo(facts: RedisFacts, pid: number | undefined): string | null {
  // Redis for Windows is built on an emulation layer with process numbers of its own.
  if (process.platform !== 'win32' && facts.pid !== pid) {
    return 'Another program answers on the port of Dockhand’s Redis. Restart Dockhand.';
  }
  if (facts.appendonly !== 'yes' || facts.maxmemoryPolicy !== 'noeviction') {
    return `Redis does not keep its settings (appendonly ${facts.appendonly}, maxmemory-policy ${facts.maxmemoryPolicy}). Install another Redis.`;
  }
  return null;
}
