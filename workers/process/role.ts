/** What a child process is there for. */
import type { ApiServer } from '../api/serve.ts';
import type { ChildContext } from '../child.ts';
import type { ToChild } from '../protocol.ts';
import type { AnyCatalog, AnyHandlers } from '../queues/define.ts';

/** What a child process is made of: tests bring their own jobs and their own server. */
export interface ChildProgram {
  catalog: AnyCatalog;
  handlers: AnyHandlers;
  serve: (context: ChildContext) => Promise<ApiServer>;
}

export interface Role {
  /** Where the console is served, if it is. */
  readonly url?: string | undefined;
  /** @param ports that came with the message. */
  receive(message: ToChild, ports: readonly unknown[]): void;
  /** Ends in order; done in less than `graceMs` if nothing hangs. */
  stop(graceMs: number): Promise<void>;
}
