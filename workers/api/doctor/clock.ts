/** The clock is not obviously wrong: due dates, schedules and what is newest all depend on it. */
import { newestTimestamp } from '../../store/queries/newest-timestamp.ts';
import { ok, problem, warning, type Check, type Result } from './check.ts';

const minutes = 60_000;
/** No copy of this program is older. */
const earliest = Date.UTC(2026, 0, 1);

export const clock: Check = {
  id: 'clock',
  title: 'Clock',
  look: ({ store }) => judge(store.clock.now(), newestTimestamp(store)),
};

/** @param now,newestWrite ms UTC. */
export function judge(now: number, newestWrite: number): Result {
  const said = `This computer's clock says ${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
  const fix = 'Set the date and time of this computer, best by having it set itself over the network.';
  if (now < earliest) return problem(`${said} That cannot be.`, fix);
  if (newestWrite > now + 5 * minutes) {
    const ahead = new Date(newestWrite).toISOString().slice(0, 16).replace('T', ' ');
    return warning(
      `${said} The newest entry was made at ${ahead} UTC, which is still to come: the clock is wrong now, or was then.`,
      fix,
    );
  }
  return ok(said);
}
