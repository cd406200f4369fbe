/** What the list of jobs sends beside its rows. */

/** A kind of job that lists can be narrowed to. */
export interface JobKindView {
  queue: string;
  name: string;
  title: string;
}
