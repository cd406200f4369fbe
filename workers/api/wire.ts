/** What the router sends: plain JSON shapes shared by the server, the console and the CLI. Money in cents, times in ms UTC. */
import type { ErrorInfo } from '../errors.ts';
import type { DateOrder, Mapping } from '../imports/source.ts';
import type { MailSettings } from '../mail/settings-schema.ts';
import type { EngineSnapshot } from '../protocol.ts';
import type { QueuePause } from './queues-wire.ts';

export * from './import-check-wire.ts';
export * from './job-list-wire.ts';
export * from './search-wire.ts';

export const entities = ['carrier', 'customer', 'lead', 'invoice'] as const;
export type Entity = (typeof entities)[number];

/** Part of a list; `total` counts all that match. */
export interface Page<T> {
  rows: T[];
  total: number;
  /** A search stopped counting: there are more than `total`, and the pages end there. To be shown as `10,000+`. */
  atLeast?: true;
}

export interface Status {
  version: string;
  dataDir: string;
  engine: EngineSnapshot | null;
  queues: QueueCounts[];
  /** Workers take no new job. Null: they do. */
  pause: Pause | null;
  /** Queues of which workers take no new job, whatever the pause of all work. */
  pausedQueues: QueuePause[];
  /** Jobs that have failed for good and that nobody has run again or set aside. */
  openFailures: number;
  counts: Record<Entity, number>;
  /** Grows with every change that is audited: what is on a screen may be out of date. */
  changes: number;
}

/** Of all work, by a person. Ms UTC; `until` null: until somebody ends it. */
export interface Pause {
  since: number;
  until: number | null;
}

export interface QueueCounts {
  queue: string;
  waiting: number;
  active: number;
  retrying: number;
  completed: number;
  failed: number;
}

/** One check of `doctor`, with what to do about it. */
export interface Finding {
  id: string;
  title: string;
  level: 'ok' | 'warning' | 'problem';
  detail: string;
  fix: string | null;
  /** What `system.mend` would do about it, as the label of a button; only where the program can. */
  mend?: string;
}

/** A file copied into the data folder under its content hash. */
export interface StagedFile {
  sha256: string;
  name: string;
  bytes: number;
}

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

export interface Dialect {
  encoding: (typeof encodings)[number];
  /** One character, or several in a row. */
  delimiter: string;
  /** Null where quotes are plain characters. */
  quote: string | null;
  /** Physical line of the header row; 0 where the first row is data already and the columns are called "Column 1" and so on. */
  headerLine: number;
  /** Name of the sheet, where the file is a workbook: then lines are its rows, and the rest says nothing. */
  sheet?: string;
}

/** What a person says of a file; what is left out is found out. */
export type DialectChoice = {
  [Part in Exclude<keyof Dialect, 'sheet'>]?: Dialect[Part] | undefined;
};

/** How a file is to be read, as far as it was laid down. A sheet is only asked of a workbook. */
export type ReadingChoice = DialectChoice & { sheet?: string | undefined };

/** A sheet of a workbook. */
export interface SheetView {
  name: string;
  /** The spreadsheet does not show it. */
  hidden: boolean;
}

/** A field that an import can fill. */
export interface TargetField {
  name: string;
  label: string;
  required: boolean;
  /** For the person who maps: what the values look like. */
  hint: string;
}

export interface MissingColumn {
  /** The field's label, or several joined by "or". */
  label: string;
  /** Fields of which one has to be mapped. */
  fields: string[];
  /** Without it nothing can be imported, or only known records can be updated. */
  needed: 'always' | 'for-new';
}

/** A column that may fill a field, though not surely enough to be taken by itself. */
export interface Suggestion {
  field: string;
  heading: string;
  /** A sentence for the person who maps. */
  why: string;
}

export interface DateColumn {
  field: string;
  /** The order of the numbers that the column shows; null when every one can be read both ways, or they contradict each other. */
  shows: DateOrder | null;
  contradictory: boolean;
  /** A value that can be read in more than one way; null when there is none. */
  example: string | null;
}

export interface Inspection {
  file: StagedFile;
  dialect: Dialect;
  /** What of it was laid down, by the person, the template or an earlier import, rather than found out. */
  chosen: ReadingChoice;
  /** Those of a workbook that have cells; none of a text. */
  sheets: SheetView[];
  headers: string[];
  /** First rows, as read. */
  preview: string[][];
  /** What the file holds: as given, else as such files were imported before, else the best guess; null when unsure. */
  entity: Entity | null;
  fields: TargetField[];
  /** As given, else as remembered, else guessed, and then only what is sure enough. */
  mapping: Mapping;
  /** As such files were imported before, else `update`. */
  onDuplicate: OnDuplicate;
  /** Of leads: as the template or the first import of refused rows has it, else `flag`. */
  knownPartners: KnownPartners;
  /** The template that was asked for. */
  template: { id: string; name: string } | null;
  /** When (ms UTC) and by whom files with these headings were mapped like this; null for a guess or a given mapping. */
  remembered: { at: number; by: string } | null;
  /** For fields that this mapping leaves empty, from columns that it does not use. */
  suggestions: Suggestion[];
  /** The mapped columns of dates that are written in numbers. */
  dates: DateColumn[];
  /** Columns that this mapping lacks. */
  missing: MissingColumn[];
  /** Earlier imports of the very same bytes, and of the same sheet. */
  seenBefore: { importId: string; at: number; entity: Entity }[];
  /** The import whose refused rows this file holds, corrected: its columns and choices are proposed. */
  origin: { importId: string; fileName: string; at: number } | null;
  /** What the reader should know before going on. */
  notices: string[];
}

/** Columns that Dockhand adds to a file of refused rows, with the number of their import: of no use to an import. */
export const noteHeading = /^(line|error) \(import (\d{1,15})\)$/i;

export const duplicateModes = ['skip', 'update', 'merge'] as const;
export type OnDuplicate = (typeof duplicateModes)[number];

/** What becomes of a lead that is a customer or carrier already: imported with a warning, left out, or imported without a word. */
export const knownPartnerModes = ['flag', 'skip', 'import'] as const;
export type KnownPartners = (typeof knownPartnerModes)[number];

/** A way of reading files that has a name. */
export interface TemplateView {
  id: string;
  name: string;
  entity: Entity;
  /** Of the file that it was made for. */
  headings: string[];
  mapping: Mapping;
  onDuplicate: OnDuplicate;
  /** How files are to be read; what it leaves out is found out for each. */
  dialect: ReadingChoice;
  createdAt: number;
  createdBy: string;
  updatedAt: number;
  updatedBy: string;
}

/** What a template is made from: an import that was started, or the choices of one that is being prepared. */
export interface NewTemplate {
  from: { importId: string } | { draft: TemplateDraft };
}

export type TemplateDraft = Pick<TemplateView, 'entity' | 'headings' | 'mapping' | 'onDuplicate'> & {
  /** Left out: nothing is laid down. */
  dialect?: ReadingChoice | undefined;
  /** Of leads; left out: as usual. */
  knownPartners?: KnownPartners | undefined;
};

/** A folder whose files are imported as they arrive. */
export interface HotFolderView {
  id: string;
  path: string;
  /** Null: the headings decide. */
  template: { id: string; name: string } | null;
  state: 'watching' | 'paused' | 'trouble';
  trouble: (ErrorInfo & { since: number }) | null;
  /** Files that were taken and are not over. */
  underWay: number;
  /** Files that were taken, ever. */
  total: number;
  /** The last ones, newest first. */
  files: HotFileView[];
  createdAt: number;
  createdBy: string;
}

export interface HotFileView {
  name: string;
  bytes: number;
  /** `known`: the same bytes are in already, so nothing was imported. */
  state: 'taken' | 'importing' | 'done' | 'failed' | 'known';
  importId: string | null;
  error: ErrorInfo | null;
  /** Where it lies now; null while it is where it was dropped. */
  movedTo: string | null;
  at: number;
  settledAt: number | null;
}

/** A template as a file. */
export interface TemplateFile extends Pick<
  TemplateView,
  'name' | 'entity' | 'headings' | 'mapping' | 'onDuplicate' | 'dialect'
> {
  dockhand: 'import-template';
  version: 1;
  options: Record<string, unknown>;
}

export interface ImportView {
  importId: string;
  jobId: string | null;
  entity: Entity;
  fileName: string;
  /** Content address of the staged copy: with it the same file can be imported again, as after a dry run. */
  fileSha256: string;
  fileBytes: number;
  /** Whether the staged copy is still here. Without it the rows cannot be shown or checked again; refused rows and undo need no copy. */
  fileKept: boolean;
  /** The sheet of a workbook; null for a text. */
  sheet: string | null;
  /** As it was read. */
  dialect: Dialect;
  /** Corrections with which it was read. */
  editsId: string | null;
  /** As it was imported. */
  mapping: Mapping;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  dryRun: boolean;
  onDuplicate: OnDuplicate;
  /** Of leads. */
  knownPartners: KnownPartners;
  /** Rows read so far. */
  total: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
  warnings: number;
  bytesDone: number;
  rowsPerSecond: number | null;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  error: ErrorInfo | null;
  /** Who started it, as `user:clerk`. */
  createdBy: string;
  /** The import whose refused rows this file holds, corrected. */
  originImportId: string | null;
  /** Null while nobody has asked for it to be undone. */
  undo: UndoView | null;
}

/** Where the undo of an import stands. */
export interface UndoView {
  state: 'waiting' | 'running' | 'done' | 'failed';
  jobId: string | null;
  /** Records that were removed or have their former values again, and those that were kept. */
  undone: number;
  kept: number;
  /** When it ended, ms UTC. */
  at: number | null;
  by: string | null;
}

export const keptReasons = ['changed', 'invoiced', 'gone', 'printed'] as const;

/** A row of an import that its undo has kept. */
export interface KeptRow {
  line: number;
  /** What the record is known by, such as its number; empty when it is gone. */
  key: string;
  reason: (typeof keptReasons)[number];
  message: string;
}

/** Whether this call has started the undo, it is under way already, or it was done before. */
export interface UndoAnswer {
  jobId: string | null;
  undo: 'started' | 'under-way' | 'done-before';
}

export const severities = ['error', 'warning'] as const;

export interface RowIssue {
  line: number;
  column: string;
  code: string;
  message: string;
  severity: (typeof severities)[number];
}

/** What a person asks of a list of invoices. `open`, `partly-paid` and `overdue` are told by amounts and dates, not by the status. */
export const invoiceStandings = [
  'draft',
  'open',
  'issued',
  'sent',
  'partly-paid',
  'overdue',
  'paid',
  'void',
  'credit-note',
] as const;
export type InvoiceStanding = (typeof invoiceStandings)[number];

export interface InvoiceRow {
  id: string;
  version: number;
  /** invoice · credit-note */
  kind: string;
  /** A draft has none yet: `draft:<id>`. */
  number: string;
  billToName: string;
  customerNumber: string | null;
  issueDate: string;
  dueDate: string | null;
  currency: string;
  totalCents: number;
  /** Still to be paid; 0 of a draft, of what is void, and of a credit note. */
  openCents: number;
  /** draft · issued · sent · paid · void */
  status: string;
  /** Days past the due date, in the warehouse's zone, of what is still to be paid; 0 where nothing is overdue. */
  daysOverdue: number;
  pdf: { sha256: string; bytes: number; at: number } | null;
}

/** What some invoices come to, in one currency; credit notes are taken off. */
export interface InvoiceSum {
  currency: string;
  invoices: number;
  totalCents: number;
  openCents: number;
}

/** How money comes in. */
export const paymentMethods = ['check', 'ach', 'wire', 'card', 'cash', 'other'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export interface InvoiceLineView {
  position: number;
  code: string;
  description: string;
  quantityMilli: number;
  unitPriceE4: number;
  discountBp: number;
  amountCents: number;
}

/** How the goods travelled, as the PDF prints it: see `workers/invoices/shipment.ts`. */
export type ShipmentJson = Record<string, unknown>;

export interface InvoiceView extends InvoiceRow {
  customerId: string | null;
  billToAddress: string | null;
  shipToName: string | null;
  shipToCity: string | null;
  shipToCountry: string | null;
  loadNumber: string | null;
  poNumber: string | null;
  bolNumber: string | null;
  proNumber: string | null;
  /** Days until due; null in a draft that takes its customer's. */
  termsDays: number | null;
  shipment: ShipmentJson | null;
  subtotalCents: number;
  taxCents: number;
  terms: string | null;
  /** Where to pay, lines separated by `\n`; null until issued here. */
  remitTo: string | null;
  notes: string | null;
  /** The invoice that this credit note credits. */
  creditsId: string | null;
  /** The void invoice that this one stands in for. */
  replacesId: string | null;
  voided: { at: number; by: string; reason: string } | null;
  /** What credit notes that stand give back of it; of a line by its position. */
  credited: { totalCents: number; byPosition: Record<number, number> };
  lines: InvoiceLineView[];
}

/** Result of `invoice/batch-generate`, per invoice. */
export interface BatchResult {
  made: number;
  unchanged: number;
  /** The first thousand that could not be made, each with its reason. */
  failed: { invoiceId: string; number: string | null; error: ErrorInfo }[];
  /** Failures beyond those listed. */
  failedUnlisted: number;
}

/** What became of an export of PDFs. */
export interface ExportResult {
  format: 'pdf' | 'zip';
  /** Kept for a day. */
  file: { sha256: string; bytes: number } | null;
  included: number;
  /** As of `BatchResult`. */
  failed: BatchResult['failed'];
  failedUnlisted: number;
}

/** What is set for e-mail. The password is never sent. */
export interface MailSettingsView {
  /** Null when e-mail is not set up. */
  settings: MailSettings | null;
  /** Where the password is kept; null where there is none. */
  password: 'file' | 'environment' | null;
  hold: MailHoldView | null;
}

/** Why no mail goes out until a person does something. */
export interface MailHoldView extends ErrorInfo {
  at: number;
}

/** `unknown`: it may have arrived, and a person decides (`effects.resolve` with its `effectKey`). `held`: see `hold`. */
export const mailStates = ['waiting', 'sending', 'held', 'sent', 'failed', 'unknown', 'cancelled'] as const;
export type MailState = (typeof mailStates)[number];

export interface MailRow {
  id: string;
  /** invoice */
  kind: string;
  documentId: string | null;
  invoiceNumber: string | null;
  recipient: string;
  subject: string;
  messageId: string;
  state: MailState;
  attempts: number;
  /** The server's last words, or why it was not sent. */
  reply: string | null;
  replyCode: number | null;
  jobId: string | null;
  nextTryAt: number | null;
  createdAt: number;
  createdBy: string;
  settledAt: number | null;
  effectKey: string | null;
}

export interface MailPreview {
  invoices: number;
  /** To be made. */
  mails: number;
  /** Wanted before: they are not made again. */
  already: number;
  /** The first hundred invoices that cannot be sent. */
  problems: ({ invoiceId: string; number: string } & ErrorInfo)[];
  problemCount: number;
}

/** Result of `email/bulk-send`. */
export interface BulkMailResult {
  mails: number;
  already: number;
  failed: { invoiceId: string; number: string; error: ErrorInfo }[];
  failedUnlisted: number;
}

export interface PartnerRow {
  id: string;
  /** USDOT of a carrier, number of a customer, match key of a lead. */
  key: string;
  name: string;
  city: string | null;
  region: string | null;
  country: string | null;
  phone: string | null;
  email: string | null;
  status: string;
}

export const jobStates = ['waiting', 'active', 'retrying', 'completed', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

export interface JobRow {
  id: string;
  queue: string;
  name: string;
  title: string;
  state: JobState;
  attempts: number;
  /** 0 to 1. */
  progress: number;
  note: Record<string, string | number> | null;
  createdAt: number;
  createdBy: string;
  /** It waits for this moment, ms UTC; null: for its turn alone. */
  runAt: number | null;
  startedAt: number | null;
  settledAt: number | null;
  error: ErrorInfo | null;
}

export interface JobView extends JobRow {
  description: string;
  /** Null where it is too long to be sent: then there is a beginning, and `jobDetails.whole` has all of it. */
  payload: unknown;
  payloadBytes: number;
  /** JSON that breaks off. */
  payloadBeginning: string | null;
  /** As of the payload. */
  result: unknown;
  resultBytes: number;
  resultBeginning: string | null;
  runs: {
    attempt: number;
    worker: string;
    startedAt: number;
    finishedAt: number | null;
    waitMs: number;
    runMs: number | null;
    outcome: string;
    error: ErrorInfo | null;
  }[];
}

export const historyIntervals = ['hour', 'day'] as const;
export type HistoryInterval = (typeof historyIntervals)[number];

/** Estimates from counts in fixed ranges of durations: at most three times too large or too small. */
export interface DurationFigures {
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  /** None was longer; null when one took more than a day. */
  atMostMs: number | null;
}

/** What the runs that ended in some time were like. A job that was tried three times has three runs. */
export interface RunFigures {
  completed: number;
  failed: number;
  retried: number;
  aborted: number;
  crashed: number;
  /** Between hand-over or due time and start; null when nothing ran. */
  wait: DurationFigures | null;
  run: DurationFigures | null;
}

export interface JobHistory {
  /** The window, widened to whole hours; ms UTC. */
  from: number;
  to: number;
  /** IANA zone of the warehouse, in which days begin and end. */
  timeZone: string;
  interval: HistoryInterval;
  /** False when more has ended lately than could be counted at once: ask again in a moment. */
  complete: boolean;
  total: RunFigures;
  jobs: (RunFigures & { queue: string; name: string; title: string })[];
  /** In the order of time; those in which nothing ended are left out. */
  intervals: (RunFigures & { from: number; to: number })[];
}

/** What was in a queue from this time on, until the next step. Cut into slots: the highest figures of the slot. */
export interface DepthStep {
  at: number;
  waiting: number;
  active: number;
  retrying: number;
}

export interface DepthHistory {
  queue: string;
  steps: DepthStep[];
}

/** Something outside of this machine of which nobody knows whether it happened: a person looks there, and says so. */
export interface DoubtfulEffect {
  key: string;
  /** Such as `the e-mail to Acme`; the key where nothing better is known. */
  title: string;
  /** When it was begun, ms UTC. */
  at: number;
  /** The job that began it. */
  job: {
    id: string;
    title: string;
    description: string;
    /** Null when the job is older than what is kept. */
    state: JobState | null;
  };
}

/** A job that has failed for good. */
export interface DeadLetterRow {
  /** Of the job. */
  id: string;
  queue: string;
  name: string;
  title: string;
  error: ErrorInfo;
  fingerprint: string;
  failedAt: number;
  /** The job that repeats it. */
  redrivenAs: string | null;
  closedAt: number | null;
  closedBy: string | null;
}

export interface DeadLetterView extends DeadLetterRow {
  payload: unknown;
  /** Of every run that did not complete, oldest first. */
  errors: { attempt: number; at: number; outcome: string; code: string; message: string }[];
}

/** Open dead letters with one cause. */
export interface DeadLetterGroup {
  fingerprint: string;
  queue: string;
  name: string;
  title: string;
  letters: number;
  firstAt: number;
  lastAt: number;
  /** Of the newest. */
  error: ErrorInfo;
}

export {
  printRoles,
  printStates,
  type PrinterRoleRow,
  type PrinterRow,
  type PrintersView,
  type PrintPreview,
  type PrintRole,
  type PrintRow,
  type PrintState,
  type RequestedPrints,
} from './printing-wire.ts';

export type { ScheduleView } from './schedules-wire.ts';
