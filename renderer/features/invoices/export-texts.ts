/** Words of many invoices as one file. */
import { counted } from '../../format/numbers.ts';

export const exportTexts = {
  open: { pdf: 'One PDF for printing', zip: 'ZIP of PDFs' },
  startFailed: 'The file could not be started',
  waiting: (n: number | null) =>
    n === null ? 'The file is waiting' : `The file of ${counted(n, 'invoice')} is waiting`,
  running: (n: number | null) =>
    n === null ? 'Making one file' : `Making one file of ${counted(n, 'invoice')}`,
  progress: 'Invoices in the file',
  cancelTitle: 'Stop making the file?',
  cancelText: 'What is made of it so far is let go. It can be made again later.',
  cancelled: 'Stopped. There is no file.',
  failed: 'The file could not be made',
  done: (n: number) => `${counted(n, 'invoice')} in one file. It is kept for a day.`,
  download: { pdf: 'Save the PDF', zip: 'Save the ZIP' },
  downloadFailed: 'The file could not be saved',
};
