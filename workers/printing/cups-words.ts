/** Reading what `lpstat` prints in the C locale. */
import { notPaper, type Printer, type SpoolState } from './print-system.ts';

/** @param text of `lpstat -d -p -a -v`. */
export function parsePrinters(text: string): Printer[] {
  const printers = new Map<string, Printer>();
  const of = (name: string): Printer => {
    const known = printers.get(name);
    if (known !== undefined) return known;
    const made: Printer = {
      name,
      state: 'idle',
      accepting: true,
      reason: '',
      isDefault: false,
      notPaper: notPaper(name, ''),
    };
    printers.set(name, made);
    return made;
  };
  let current: Printer | null = null;
  let standard: string | null = null;
  for (const line of text.split('\n')) {
    const [, name, state] = /^printer (\S+) (is idle|now printing|disabled)/.exec(line) ?? [];
    const [, taking, accepts] = /^(\S+) (not accepting|accepting) requests since/.exec(line) ?? [];
    const [, device, address] = /^device for (\S+): (.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      current = of(name);
      current.state = state === 'disabled' ? 'paused' : state === 'now printing' ? 'printing' : 'idle';
    } else if (taking !== undefined) {
      current = of(taking);
      current.accepting = accepts === 'accepting';
    } else if (device !== undefined && address !== undefined) {
      current = null;
      of(device).notPaper = notPaper(device, address);
    } else if (/^\s+\S/.test(line) && current !== null) {
      // A reason stands below what it explains.
      if (current.state === 'paused' || !current.accepting) current.reason = line.trim();
    } else standard ??= /^system default destination: (\S+)/.exec(line)?.[1] ?? null;
  }
  if (standard !== null) of(standard).isDefault = true;
  return [...printers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * @param text of `lpstat -l -o`. @param ended whether it lists those that are through.
 * `lpstat` tells one that was printed from one that was taken out of the queue only by this: what never began has no `Status:`.
 */
export function parseJobs(text: string, ended: boolean): Map<string, SpoolState> {
  const jobs = new Map<string, SpoolState>();
  for (const part of text.split(/\n(?=\S)/)) {
    const id = /^(\S+-\d+)\s/.exec(part)?.[1];
    if (id === undefined) continue;
    jobs.set(id, ended ? endOf(part) : { state: 'pending' });
  }
  return jobs;
}

function endOf(part: string): SpoolState {
  const status = /^\s+Status:[ \t]*(.*)$/m.exec(part)?.[1];
  const alerts = /^\s+Alerts:[ \t]*(.*)$/m.exec(part)?.[1] ?? '';
  if (/cancel/i.test(alerts) || (status === undefined && !/successfully/.test(alerts)))
    return { state: 'failed', reason: 'It was taken out of the queue of the print system.' };
  if (/abort|with-errors/i.test(alerts))
    return { state: 'failed', reason: `The print system gave it up: ${status ?? alerts}` };
  return { state: 'printed' };
}
