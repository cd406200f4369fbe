/** All processes of the engine are up. */
import type { ChildSnapshot } from '../../protocol.ts';
import { ok, problem, warning, type Check, type Result } from './check.ts';

export const children: Check = {
  id: 'processes',
  title: 'Processes',
  look: ({ engine }) => judge(engine.latest?.children ?? null),
};

/** @param all null while the supervisor has not said anything. */
export function judge(all: readonly ChildSnapshot[] | null): Result {
  if (all === null) return warning('The supervisor has not reported yet.', 'Try again in a moment.');
  const lost = all.filter(({ state }) => state === 'gave-up');
  if (lost.length > 0) {
    return problem(
      `${names(lost)} kept failing and will not be started again. ${reasons(lost)}`,
      'Restart Dockhand. If it fails again, send the logs to support.',
    );
  }
  const unready = all.filter(({ state }) => state !== 'ready');
  if (unready.length > 0) {
    const said = unready.map(({ name, state }) => `${name} is ${state}`).join(', ');
    return warning(
      `Not everything is up: ${said}. ${reasons(unready)}`.trim(),
      'Wait a moment and check again.',
    );
  }
  const restarts = all.reduce((sum, child) => sum + child.restarts, 0);
  const said = `All ${all.length} processes are ready.`;
  return ok(restarts === 0 ? said : `${said} Restarts since the start: ${restarts}. ${reasons(all)}`);
}

function names(of: readonly ChildSnapshot[]): string {
  return of.map(({ name }) => name).join(', ');
}

/** The last reason of each. */
function reasons(of: readonly ChildSnapshot[]): string {
  return of
    .flatMap(({ name, reasons }) => {
      const last = reasons.at(-1);
      return last === undefined ? [] : [`${name}: ${last.reason}`];
    })
    .join('; ');
}
