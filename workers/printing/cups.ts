/** Printing by CUPS, on Linux and macOS: `lp` hands over, `lpstat` tells. */
import { UserError } from '../errors.ts';
import { parseJobs, parsePrinters } from './cups-words.ts';
import { checkedName, PrintRefused, type PrintSystem, type SpoolState } from './print-system.ts';
import { runProgram, type Ran } from './run-program.ts';

/** Where it is: by the system's own settings, and `CUPS_SERVER` in the environment. */
export const cups: PrintSystem = {
  async list() {
    const ran = await lpstat('-d', '-p', '-a', '-v');
    return parsePrinters(ran.out);
  },

  async submit(file, { printer, title, copies, tray, duplex }) {
    const args = [
      '-d',
      checkedCupsName(printer),
      '-t',
      title.replaceAll(/\p{Cc}/gu, ' '),
      '-n',
      String(copies),
    ];
    if (tray !== null) args.push('-o', `media=${tray}`);
    args.push('-o', `sides=${duplex ? 'two-sided-long-edge' : 'one-sided'}`, '--', file);
    const ran = await runProgram('lp', args).catch((error: unknown) => {
      throw error instanceof UserError ? new PrintRefused(error.code, error.message) : error;
    });
    const id = /request id is (\S+-\d+)/.exec(ran.out)?.[1];
    if (ran.code === 0 && id !== undefined) return id;
    throw isRefusal(ran) ? refused(ran) : new Error(`lp ended with ${ran.code}: ${words(ran)}`);
  },

  async statesOf(ids) {
    if (ids.length === 0) return new Map();
    // What goes over from the one list to the other between two looks must not be missed: the open ones first.
    const open = await lpstat('-W', 'not-completed', '-l', '-o');
    const ended = await lpstat('-W', 'completed', '-l', '-o');
    const known = new Map([...parseJobs(open.out, false), ...parseJobs(ended.out, true)]);
    return new Map(ids.map((id): [string, SpoolState] => [id, known.get(id) ?? { state: 'gone' }]));
  },
};

/** CUPS allows no more than this. */
function checkedCupsName(name: string): string {
  if (!/[\s/#\\?']/.test(checkedName(name))) return name;
  throw new PrintRefused(
    'printer-name-bad',
    `${JSON.stringify(name)} cannot be the name of a printer of CUPS.`,
  );
}

async function lpstat(...args: string[]): Promise<Ran> {
  const ran = await runProgram('lpstat', args);
  // No printers at all is a failure to lpstat, and none to us.
  if (ran.code === 0 || /No destinations added/i.test(ran.err)) return ran;
  throw new UserError(
    'print-system-unavailable',
    `The print system does not answer: ${words(ran)} It is looked at again by and by; start CUPS if it does not run.`,
  );
}

/** What `lp` says when no document can have been taken: there is no such place, it is closed, or nobody was reached. */
const refusals =
  /does not exist|unknown (destination|printer)|not accepting jobs|scheduler (is )?not responding|unable to access|connection refused|no such file or directory|no default destination|forbidden|not authorized|unauthorized/i;

function isRefusal({ code, err }: Ran): boolean {
  return code !== 0 && refusals.test(err);
}

function refused(ran: Ran): PrintRefused {
  return new PrintRefused('print-refused', `The print system did not take it: ${words(ran)}`);
}

function words({ err, out }: Ran): string {
  return (
    `${err}\n${out}`
      .split('\n')
      .map((line) => line.replace(/^lp(stat)?:\s*(Error - )?/, '').trim())
      .find((line) => line !== '' && line !== 'no system default destination') ?? 'it gave no reason.'
  );
}
