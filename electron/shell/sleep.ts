/**
 * The computer sleeps and wakes. Nothing has to be held for it: the supervisor counts silence by ticks of its own, of which each counts
 * for two intervals at most, and leases are kept in SQLite. It is written down, because it explains every gap in the logs.
 */
import { powerMonitor } from 'electron';
import type { ShellOptions } from './command-line.ts';
import { whenReady } from './when-ready.ts';

export function setupSleep({ log }: Pick<ShellOptions, 'log'>): void {
  whenReady(() => {
    let since: number | null = null;
    powerMonitor.on('suspend', () => {
      since = Date.now();
      log.info('computer-sleeps', {});
    });
    powerMonitor.on('resume', () => {
      log.info('computer-woke', { sleptMs: since === null ? null : Date.now() - since });
      since = null;
    });
  });
}
