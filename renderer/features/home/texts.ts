/** Words of the start page. */
import { count, counted } from '../../format/numbers.ts';
import { queueName } from '../../format/queue-names.ts';
import type { Entity } from '../../../workers/api/wire.ts';

const entities: Record<Entity, string> = {
  carrier: 'Carriers',
  customer: 'Customers',
  lead: 'Leads',
  invoice: 'Invoices',
};

export const texts = {
  title: 'Home',
  importFile: 'Import a file',
  counts: 'What is here',
  entities,
  attention: {
    title: 'Needs attention',
    none: 'Nothing needs you.',
    noneText: 'Failed jobs, refused rows and trouble with the engine would be listed here.',
    gaveUp: (name: string) => `${name} stopped for good`,
    gaveUpText: (reason: string | undefined) => reason ?? 'It failed again and again right after its start.',
    queuePaused: (queue: string) => `The queue ${queueName(queue)} is paused`,
    queuePausedText: (who: string, waiting: number) =>
      `By ${who}. ${waiting === 0 ? 'Nothing waits in it yet.' : `${counted(waiting, 'job')} ${waiting === 1 ? 'waits' : 'wait'} in it.`}`,
    jobFailed: (title: string) => `Failed: ${title}`,
    importFailed: (file: string) => `The import of “${file}” failed`,
    refused: (rows: number, file: string) =>
      `${counted(rows, 'row')} of “${file}” ${rows === 1 ? 'was' : 'were'} refused`,
    refusedText: 'See why, mend them, import them again.',
    hotFolder: 'A hot folder cannot be used',
    hotFile: (file: string) => `“${file}” came into a hot folder and was not imported`,
    doubtfulPrints: (n: number) => `${counted(n, 'print')} may or may not have come out`,
    doubtfulPrintsText: 'Look at the printer, then say what you saw.',
    heldPrints: (n: number) => `${counted(n, 'print')} ${n === 1 ? 'waits' : 'wait'} for a printer`,
    showAll: (n: number) => `Show ${count(n)} more`,
    more: (n: number) => `${count(n)} more failed jobs`,
  },
  running: {
    title: 'Running now',
    none: 'Nothing is running.',
    waiting: (n: number) => `${counted(n, 'job')} waiting`,
    progress: (title: string) => `Progress of ${title}`,
  },
  today: {
    title: 'Today',
    none: 'Nothing happened yet today.',
    imported: (rows: number, entity: string) => `${count(rows)} ${entity} came in`,
    checked: (rows: number) => `${counted(rows, 'row')} checked`,
    all: 'All jobs',
    events: {
      import: (file: string) => `Imported “${file}”`,
      check: (file: string) => `Checked “${file}”`,
      job: (title: string) => title,
      jobFailed: (title: string) => `Failed: ${title}`,
      jobCancelled: (title: string) => `Cancelled: ${title}`,
      importFailed: (file: string) => `Import of “${file}” failed`,
      importCancelled: (file: string) => `Import of “${file}” cancelled`,
    },
    rows: (rows: number, failed: number) =>
      failed === 0 ? counted(rows, 'row') : `${counted(rows, 'row')}, ${count(failed)} refused`,
  },
  welcome: {
    title: 'Start with a file',
    text: 'Drop a CSV file or an Excel workbook of carriers, customers, leads or invoices anywhere in this window. Dockhand recognises its columns, checks every row and tells you what it would do before it does it.',
    steps: ['Drop or choose a file', 'Check what goes where', 'Import, and make the invoices’ PDFs'],
  },
};
