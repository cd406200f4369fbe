/** Everything that the supervisor and its child processes say to each other. Nothing else crosses between them. */
import type { WorkerRole } from './queues/define.ts';

export type ChildRole = 'api' | WorkerRole;

interface RedisAccess {
  /** An ACL user; the default one when left out. */
  username?: string;
  /** Comes by message, never by argument or environment: those can be read by other users. Empty is none. */
  password: string;
  /** `ca` in PEM; the system's authorities when left out. `servername`: the name to be proved; the host's own when left out. */
  tls?: { ca?: string; servername?: string };
}

/** One server: the bundled Redis, or an external one. */
export interface RedisAddress extends RedisAccess {
  host: string;
  port: number;
  db?: number;
}

/** Where Redis is. */
export type RedisTarget =
  | RedisAddress
  | (RedisAccess & { sentinels: { host: string; port: number }[]; master: string; db?: number })
  | (RedisAccess & { cluster: { host: string; port: number }[] });

export interface ChildConfig {
  /** Such as `press-1`: names the log file and the runs. */
  name: string;
  role: ChildRole;
  /** New for every start of the process; marks its Bull locks, so that they can be released when it dies. */
  instanceId: string;
  dataDir: string;
  redis: RedisTarget;
  /** Redis is the site's own: never ended by us, and keys are kept apart from those of other installs. */
  externalRedis?: boolean;
  /** Only for the api: where to serve the console to a browser and the CLI; null inside Electron without `--serve`. */
  http: { port: number; token: string } | null;
}

/** What a child asks of the program around it: only that one may use what the desktop offers. One contract, two hosts. */
export type DesktopAsk =
  | { kind: 'printers' }
  | {
      kind: 'print';
      /** A PDF in the data folder. */
      file: string;
      /** As the system names it. */
      printer: string;
      copies: number;
      duplex: boolean;
      paper: 'letter' | 'a4';
    };

export interface DesktopPrinter {
  name: string;
  /** What the system tells of its driver and place; for telling real printers from those that write files. */
  details: string;
}

export type DesktopTrouble =
  | 'desktop-missing'
  | 'desktop-silent'
  | 'desktop-failed'
  | 'desktop-busy'
  | 'printer-unknown'
  | 'print-file-outside'
  | 'print-not-shown'
  | 'print-settings-refused'
  | 'print-unfinished';

export type DesktopAnswer =
  | { kind: 'printers'; printers: DesktopPrinter[] }
  /** The system's spooler has the whole document. */
  | { kind: 'printed' }
  /** Nothing was done, for certain. */
  | { kind: 'refused'; code: DesktopTrouble; message: string }
  /** It was begun, and nobody knows what became of it. */
  | { kind: 'uncertain'; code: DesktopTrouble; message: string };

export type ToChild =
  | { type: 'configure'; config: ChildConfig }
  | { type: 'ping'; n: number }
  /** Finish or hand back what is running, close everything, exit with 0 before `graceMs` is over. */
  | { type: 'stop'; graceMs: number }
  /** To the api, once it is ready and at every change: what `status` shows, and which instances live. */
  | { type: 'engine'; engine: EngineSnapshot }
  /** To the api: what a worker process holds of the machine's memory. */
  | { type: 'memory'; instanceId: string; bytes: number }
  /** To the api, with a MessagePort beside it: one end of a window's channel. */
  | { type: 'connect' }
  /** To the api: this instance is dead; release its jobs. */
  | { type: 'child-died'; instanceId: string; name: string }
  /** To the api, from another child: there is something in the outbox. */
  | { type: 'enqueued' }
  /** To the child that has asked under this number. */
  | { type: 'desktop-answer'; n: number; answer: DesktopAnswer };

export type FromChild =
  | { type: 'booted' }
  | { type: 'ready'; url?: string }
  /** With what the process holds of the machine's memory. */
  | { type: 'pong'; n: number; memoryBytes?: number }
  /** From any child to the supervisor, who passes it to the api: there is something in the outbox. */
  | { type: 'enqueued' }
  | { type: 'ask-desktop'; n: number; ask: DesktopAsk }
  /** The child cannot start and trying again will not help; a person has to do what `message` says. */
  | { type: 'fatal'; code: string; message: string };

export type ChildState =
  'stopped' | 'starting' | 'ready' | 'unresponsive' | 'stopping' | 'backing-off' | 'gave-up';

export interface ChildSnapshot {
  name: string;
  role: ChildRole | 'redis';
  state: ChildState;
  pid: number | null;
  /** Of the running process, from its start until its exit was seen; null otherwise. What is not named here is dead. */
  instanceId: string | null;
  /** Ms UTC of the last change of state. */
  since: number;
  restarts: number;
  /** Newest last, at most ten: why it was started again. */
  reasons: { at: number; reason: string }[];
}

export interface EngineSnapshot {
  supervisorPid: number;
  startedAt: number;
  version: string;
  /** Where an external one is stands in `place`; port and version are those of the bundled one. */
  redis: { source: string; version: string; port: number; place?: string } | null;
  children: ChildSnapshot[];
}
