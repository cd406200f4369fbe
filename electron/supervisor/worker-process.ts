/** What "start", "ping" and "ask to stop" mean for a worker process. */
import type { ChildConfig, ChildRole, FromChild } from '../../workers/protocol.ts';
import type { DesktopHost } from '../host/desktop.ts';
import type { Launch } from './child.ts';
import { exitReason } from './exit-reason.ts';
import type { ChildHandle, Spawner } from './spawner.ts';

export interface WorkerOptions {
  name: string;
  role: ChildRole;
  spawner: Spawner;
  /** Asked when the process is there and listens, so that it gets what is true then. */
  configure(instanceId: string): ChildConfig;
  /** Answers what the process asks of the desktop. */
  desktop: DesktopHost;
  /** Every message that is not about the process itself. */
  onMessage(message: Extract<FromChild, { type: 'ready' | 'enqueued' }>): void;
  /** What the present process holds of the machine's memory, told with each answer to a ping. */
  onMemory(instanceId: string, bytes: number): void;
  /** The way to send to the present process; null when there is none any more. */
  onHandle(handle: ChildHandle | null): void;
}

export function workerLaunch(options: WorkerOptions): Launch {
  return (instanceId, report) => {
    const { name, role } = options;
    const handle = options.spawner.spawn({ name, role });
    options.onHandle(handle);
    let pings = 0;
    handle.onMessage((message) => {
      switch (message.type) {
        case 'booted':
          handle.send({ type: 'configure', config: options.configure(instanceId) });
          report({ type: 'appeared' });
          break;
        case 'ready':
          options.onMessage(message);
          report({ type: 'ready' });
          break;
        case 'pong':
          report({ type: 'answered' });
          if (message.memoryBytes !== undefined) options.onMemory(instanceId, message.memoryBytes);
          break;
        case 'fatal':
          report({ type: 'fatal', message: message.message, code: message.code });
          break;
        case 'enqueued':
          options.onMessage(message);
          break;
        case 'ask-desktop':
          // To this very process: one that is started in its place has not asked.
          void options.desktop
            .answer(message.ask)
            .then((answer) => handle.send({ type: 'desktop-answer', n: message.n, answer }));
          break;
      }
    });
    handle.onExit((exit) => {
      options.onHandle(null);
      report({ type: 'exited', reason: exitReason(exit) });
    });
    return {
      get pid() {
        return handle.pid;
      },
      ping: () => handle.send({ type: 'ping', n: ++pings }),
      askToStop: (graceMs) => handle.send({ type: 'stop', graceMs }),
      kill: (signal) => handle.kill(signal),
    };
  };
}
