/** State of anything → its look. A tone is a colour and a shape; the shape is in ui/ToneIcon.tsx. */
import type {
  HotFileView,
  HotFolderView,
  ImportView,
  JobState,
  MailState,
  PrintState,
} from '../../workers/api/wire.ts';
import type { ChildState } from '../../workers/protocol.ts';
import { lookUp } from '../format/look-up.ts';
import type { Tone } from './palette.ts';

export const jobTone: Record<JobState, Tone> = {
  waiting: 'waiting',
  active: 'running',
  retrying: 'attention',
  completed: 'good',
  failed: 'bad',
  cancelled: 'waiting',
};

export const mailTone: Record<MailState, Tone> = {
  waiting: 'waiting',
  sending: 'running',
  held: 'attention',
  sent: 'good',
  failed: 'bad',
  unknown: 'attention',
  cancelled: 'waiting',
};

export const printTone: Record<PrintState, Tone> = {
  waiting: 'waiting',
  held: 'attention',
  handing: 'running',
  handed: 'running',
  printed: 'good',
  failed: 'bad',
  unknown: 'attention',
};

export const childTone: Record<ChildState, Tone> = {
  stopped: 'waiting',
  starting: 'running',
  ready: 'good',
  unresponsive: 'attention',
  stopping: 'waiting',
  'backing-off': 'attention',
  'gave-up': 'bad',
};

/** An import that is done may still ask for attention: rows were refused. */
export function importTone(view: Pick<ImportView, 'state' | 'failed'>): Tone {
  if (view.state === 'waiting' || view.state === 'cancelled') return 'waiting';
  if (view.state === 'running') return 'running';
  if (view.state === 'failed') return 'bad';
  return view.failed > 0 ? 'attention' : 'good';
}

export const hotFolderTone: Record<HotFolderView['state'], Tone> = {
  watching: 'good',
  paused: 'waiting',
  trouble: 'bad',
};

export const hotFileTone: Record<HotFileView['state'], Tone> = {
  taken: 'waiting',
  importing: 'running',
  done: 'good',
  known: 'waiting',
  failed: 'bad',
};

/** What became of a mail or a print. */
export function deliveryTone(state: string): Tone {
  return lookUp<Tone>(mailTone, state) ?? lookUp<Tone>(printTone, state) ?? 'waiting';
}

const partnerTones: Record<string, Tone> = {
  active: 'good',
  won: 'good',
  qualified: 'running',
  contacted: 'running',
  probation: 'attention',
  suspended: 'attention',
  'do-not-use': 'bad',
};

/** Status of a carrier or customer, stage of a lead; it may come from a file. */
export function partnerTone(status: string): Tone {
  return lookUp(partnerTones, status) ?? 'waiting';
}

const invoiceTones: Record<string, Tone> = { paid: 'good', issued: 'running', sent: 'running', void: 'bad' };

export function invoiceTone(status: string): Tone {
  return lookUp(invoiceTones, status) ?? 'waiting';
}
