/** What the address says about the list of jobs. Pure. */
import { jobStates, type JobState } from '../../../../workers/api/wire.ts';

export const listDefaults = { q: '', state: '', queue: '', name: '', since: '', from: '', to: '', page: '1' };
export type ListParams = typeof listDefaults;

const hour = 3_600_000;
/** How far back, by what stands in the address. */
const spans = { hour, day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour } as const;
export type Span = keyof typeof spans;
export const spanNames = Object.keys(spans) as Span[];
/** In place of a span: from one day to another. */
export const days = 'days';

export interface JobFilter {
  state?: JobState;
  queue?: string;
  name?: string;
  /** Ms UTC. */
  from?: number;
  to?: number;
  search: string;
}

/** The filter as the engine takes it; what it does not know counts as no filter. @param now ms UTC. */
export function filterOf(params: ListParams, now: number): JobFilter {
  const state = jobStates.find((each) => each === params.state);
  return {
    search: params.q,
    ...(state === undefined ? {} : { state }),
    ...(params.queue === '' ? {} : { queue: params.queue }),
    ...(params.name === '' ? {} : { name: params.name }),
    ...timeOf(params, now),
  };
}

function timeOf({ since, from, to }: ListParams, now: number): Pick<JobFilter, 'from' | 'to'> {
  const span = spanNames.find((each) => each === since);
  if (span !== undefined) return { from: now - spans[span] };
  if (since !== days) return {};
  const begin = startOf(from, 0);
  const end = startOf(to, 1);
  return { ...(begin === null ? {} : { from: begin }), ...(end === null ? {} : { to: end }) };
}

/** The reader's midnight. @param later whole days after it. */
function startOf(day: string, later: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (date === undefined) return null;
  const at = new Date(Number(year), Number(month) - 1, Number(date) + later).getTime();
  return at >= 0 ? at : null;
}

/** Whether anything but the page is chosen. */
export function isFiltered(params: ListParams): boolean {
  const { search, ...others } = filterOf(params, Date.now());
  return search !== '' || Object.keys(others).length > 0;
}
