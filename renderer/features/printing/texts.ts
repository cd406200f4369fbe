/** Words of the print queue and the printers. */
import type { PrintRole, PrintState } from '../../../workers/api/wire.ts';
import { counted } from '../../format/numbers.ts';

const states: Record<PrintState, string> = {
  waiting: 'Waiting',
  held: 'Printer away',
  handing: 'Going over',
  handed: 'At the printer',
  printed: 'Printed',
  failed: 'Failed',
  unknown: 'In doubt',
};

const roles: Record<PrintRole, string> = { invoice: 'Invoices', label: 'Labels', report: 'Reports' };

export const texts = {
  title: 'Printing',
  subtitle: 'Every document on its way to paper, newest first.',
  states,
  anyState: 'Any state',
  stateFilter: 'State',
  search: 'Search prints',
  columns: {
    document: 'Document',
    state: 'State',
    printer: 'Printer',
    made: 'Wanted',
    action: '',
  },
  copies: (n: number) => `× ${n}`,
  reason: (reason: string) => `Again: ${reason}`,
  actionsOf: (title: string) => title,
  emptyTitle: 'Nothing printed yet',
  emptyText: 'Select invoices and choose “Print”.',
  noMatchTitle: 'No print matches',
  noMatchText: 'Choose another state, or search for something else.',
  heldTitle: (n: number) =>
    n === 1 ? 'One print waits for its printer' : `${n} prints wait for their printer`,
  heldText: 'What waits is printed by itself when it is back.',
  doubtTitle: (n: number) =>
    n === 1 ? 'One print may or may not have come out' : `${n} prints may or may not have come out`,
  doubtText: 'Look at the printer, then say what you saw.',
  showDoubt: 'Show them',
  doubt: {
    open: 'Print again?',
    title: (title: string) => `Did ${title} come out?`,
    text: (printer: string) =>
      `Look at ${printer}. It is not printed a second time unless you say that it did not come out.`,
    cameOut: 'It came out',
    again: 'It did not: print it again',
    noted: 'Noted.',
    printedAgain: 'It is printed again.',
    failed: 'It could not be noted',
  },
  again: {
    open: 'Print again',
    title: (title: string) => `Print ${title} again?`,
    text: 'It is printed a second time; the reason is kept.',
    reason: 'Reason',
    send: 'Print again',
    done: 'It is printed again.',
  },
  cancel: {
    open: 'Cancel',
    done: 'Cancelled. Nothing was printed.',
    late: 'It is too late: it was handed over already.',
    failed: 'It could not be cancelled',
  },
  printers: {
    open: 'Printers',
    title: 'Printers',
    subtitle: 'The printers of this computer, and which one is for what.',
    queue: 'Print queue',
    list: 'On this computer',
    refresh: 'Look again',
    none: 'This computer has no printer',
    noneText: 'Add one in the settings of the system, then look again.',
    columns: { name: 'Printer', state: 'State', use: 'For', action: '' },
    isDefault: 'The system’s own choice',
    fallbackOf: (role: string) => `${role} (fallback)`,
    noUse: 'Nothing yet',
    notPaper: 'Makes no paper',
    test: 'Test page',
    testOf: (name: string) => `Print a test page on ${name}`,
    testWanted: (name: string) => `A test page is on its way to ${name}.`,
    testFailed: 'The test page could not be printed',
    idle: 'Ready',
    printing: 'Printing',
    paused: 'Paused',
    closed: 'Takes no documents',
  },
  role: {
    names: roles,
    testName: 'Test page',
    printer: 'Printer',
    choose: 'Choose a printer',
    notPaper: (name: string) => `${name} (makes no paper)`,
    gone: (name: string) =>
      `There is no printer ${name} any more. Choose another one; what waits goes along.`,
    goneOption: (name: string) => `${name} (not there any more)`,
    fallback: 'When it cannot print',
    strict: 'Wait for it',
    instead: (name: string) => `Use ${name}`,
    copies: 'Copies',
    tray: 'Tray',
    trayHint: 'Empty: its own choice',
    duplex: 'Both sides',
    save: 'Save',
    saved: (moved: number) =>
      moved === 0 ? 'Saved.' : `Saved. ${counted(moved, 'waiting print')} will go there.`,
  },
};
