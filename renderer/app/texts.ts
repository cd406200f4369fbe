/** Words of the frame. */
import { counted } from '../format/numbers.ts';
import type { ChildRole, ChildState } from '../../workers/protocol.ts';

const roles: Record<ChildRole | 'redis', string> = {
  redis: 'Job engine (Redis)',
  api: 'Console service',
  office: 'Office worker',
  press: 'Press worker',
};

const childStates: Record<ChildState, string> = {
  stopped: 'stopped',
  starting: 'starting',
  ready: 'ready',
  unresponsive: 'not answering',
  stopping: 'stopping',
  'backing-off': 'starting again soon',
  'gave-up': 'gave up',
};

export const texts = {
  product: 'Dockhand',
  skip: 'Skip to the content',
  mainNavigation: 'Main',
  nav: {
    home: 'Home',
    import: 'Import',
    invoices: 'Invoices',
    receivables: 'Receivables',
    mail: 'E-mail',
    prints: 'Printing',
    carriers: 'Carriers',
    customers: 'Customers',
    leads: 'Leads',
    jobs: 'Jobs',
    schedules: 'Schedules',
    settings: 'Settings',
  },
  settingsSections: {
    label: 'Settings',
    warehouse: 'Warehouse',
    mail: 'E-mail',
    printers: 'Printers',
    documents: 'Documents',
    imports: 'Imports',
    diagnostics: 'Diagnostics',
    about: 'About',
  },
  runningJobs: (n: number) => `${counted(n, 'job')} running`,
  colorScheme: {
    label: (scheme: string) => `Appearance: ${scheme}`,
    auto: 'As the system',
    light: 'Light',
    dark: 'Dark',
  },
  engine: {
    button: (summary: string) => `Engine: ${summary}`,
    title: 'Engine',
    connecting: 'Connecting',
    notConnected: 'Not connected',
    starting: 'Starting',
    ready: 'Ready',
    recovering: 'Recovering',
    needsHelp: 'Needs help',
    roles,
    childStates,
    restarts: (n: number) => `restarted ${n === 1 ? 'once' : counted(n, 'time')}`,
    version: 'Version',
    redis: 'Redis',
    dataFolder: 'Data folder',
    noProcesses: 'The engine has not said yet what it runs.',
  },
  lost: {
    title: 'Connection to the engine lost.',
    text: 'What you see may be out of date. The console reconnects by itself.',
    long: 'If Dockhand was restarted, its address may have changed: open the console again from Dockhand.',
    now: 'Try now',
  },
  pause: {
    until: (time: string) => `Work is paused until ${time}.`,
    open: 'Work is paused.',
    text: 'What runs goes on; what is wanted meanwhile waits.',
    resume: 'Resume now',
    failed: 'The pause could not be ended',
  },
  access: {
    title: 'This page cannot open the engine',
    missing: 'The address is incomplete: it lacks the key that Dockhand gives out.',
    refused: 'The key of this page is no longer valid. Dockhand was probably restarted.',
    howTitle: 'Open the console like this',
    steps: [
      'On a PC with the Dockhand icon in its taskbar: click the icon, then “Open”.',
      'Otherwise: use the whole address that Dockhand printed when it started. It ends in “#token=…”.',
    ],
    pasteLabel: 'Or paste that address here',
    placeholder: 'http://127.0.0.1:…/#token=…',
    open: 'Open',
    noToken: 'There is no “#token=…” in this address. Copy all of it.',
  },
  drop: {
    here: 'Drop the file to import it',
    one: 'Drop one file, not several and not a folder.',
  },
  broken: {
    title: 'This screen stopped working',
    text: 'The engine is not affected and goes on with its work. Load the page again; if it comes back, tell whoever looks after Dockhand.',
    reload: 'Load the page again',
  },
  notFound: {
    title: 'There is no such page',
    text: 'The address may be from an older version, or a part of it is missing.',
    home: 'To the start page',
  },
};
