/** Words of the import: choosing a file, checking it, its result, the history. */
import { count, counted } from '../../format/numbers.ts';
import type { Entity, ImportView, KnownPartners, OnDuplicate } from '../../../workers/api/wire.ts';

const entities: Record<Entity, { one: string; many: string }> = {
  carrier: { one: 'carrier', many: 'Carriers' },
  customer: { one: 'customer', many: 'Customers' },
  lead: { one: 'lead', many: 'Leads' },
  invoice: { one: 'invoice', many: 'Invoices' },
};

const states: Record<ImportView['state'], string> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

const duplicateModes: Record<OnDuplicate, { label: string; hint: string }> = {
  update: { label: 'Update them', hint: 'Values of the file replace those that are there.' },
  merge: { label: 'Fill gaps only', hint: 'Only empty fields are filled; nothing is replaced.' },
  skip: { label: 'Leave them alone', hint: 'Rows that exist already are skipped.' },
};

const knownModes: Record<KnownPartners, { label: string; hint: string }> = {
  flag: { label: 'Import with a warning', hint: 'The warning names the customer or carrier.' },
  skip: { label: 'Leave them out', hint: 'They are listed as skipped, with the reason.' },
  import: { label: 'Import them', hint: 'Nothing is compared.' },
};

export const texts = {
  title: 'Import',
  subtitle: 'Carriers, customers, leads and invoices from a file.',
  entities,
  states,

  steps: {
    label: 'Steps of the import',
    file: 'File',
    columns: 'Columns',
    check: 'Check',
    import: 'Import',
    result: 'Result',
    done: '(done)',
  },

  drop: {
    title: 'Drop a file here, or choose one',
    text: 'An Excel workbook (.xlsx), CSV, or text with semicolons, tabs or pipes, of any size. Nothing is written before you say so.',
    button: 'Choose a file',
    label: 'File to import',
    taking: (name: string) => `Taking in “${name}”`,
    progress: 'Taken in',
    failed: 'The file could not be taken in',
  },

  history: {
    title: 'Earlier imports',
    emptyTitle: 'Nothing imported yet',
    emptyText: 'What you import is listed here, with its result.',
    file: 'File',
    entity: 'Content',
    state: 'State',
    rows: 'Rows',
    refused: 'Refused',
    when: 'When',
    checkOnly: 'Check only',
    by: (who: string) => `by ${who}`,
  },

  hot: {
    title: 'Hot folders',
    states: { watching: 'Watching', paused: 'Paused', trouble: 'Cannot be used' },
    fileStates: {
      taken: 'Waiting',
      importing: 'Importing',
      done: 'Done',
      known: 'Known already',
      failed: 'Not imported',
    },
    byTemplate: (name: string) => `Read by “${name}”`,
    byHeadings: 'Read by what their headings say',
    noFiles: 'No file has come yet.',
    pause: 'Pause',
    resume: 'Resume',
    remove: 'Remove',
    removeTitle: 'Stop watching this folder?',
    removeText: (path: string) =>
      `Files that come into ${path} are not imported any more. Those that are there stay; imports that run go on.`,
    changeFailed: 'The hot folder could not be changed',
  },

  check: {
    subtitle: 'Check how the file is read, then import it.',
    back: 'Another file',
    seenTitle: 'This very file was imported before',
    seen: (when: string, entity: string) => `${when} as ${entity}`,
    seenAdvice:
      'Importing it again changes nothing that is the same; rows changed since then follow the setting below.',
    fileTitle: 'File',
    facts: (size: string, columns: number) => `${size} · ${counted(columns, 'column')}`,
    template: 'Template',
    noTemplate: 'None: as remembered, or as guessed',
    noTemplates: 'None is saved yet',
    withoutTemplate: 'Without the template',
    templatesFitting: 'With the columns of this file',
    templatesOther: 'Made for other columns',
    saveTemplate: 'Save as template…',
    saveTemplateTitle: 'Save as template',
    templateName: 'Name',
    templateHint: 'Keeps what the rows are, the columns, and what happens to rows that exist.',
    templateKeep: 'Save',
    templateSaved: (name: string) => `Saved as “${name}”`,
    entityTitle: 'What is in the file?',
    entityUnsure: 'Dockhand is not sure. Choose what the rows are.',
    mappingTitle: 'Columns',
    mappingCount: (mapped: number, of: number) => `${count(mapped)} of ${counted(of, 'field')} filled`,
    remembered: (when: string, by: string) =>
      `Filled as on ${when}, when ${by} imported a file with these headings.`,
    field: 'Field',
    column: 'Column of the file',
    samples: 'First values',
    required: 'required',
    optional: 'Left empty',
    selectFor: (field: string) => `Column for ${field}`,
    suggest: (heading: string) => `Use “${heading}”?`,
    dateOrderFor: (field: string) => `Order of the numbers in ${field}`,
    dateOrders: { mdy: 'month, day, year', dmy: 'day, month, year', ymd: 'year, month, day' },
    dateOrderUnknown: (example: string) => `Is ${example} written …?`,
    dateOrderContradictory: 'Dates are written in both orders here',
    dateOrderDefault: 'As the column shows',
    unused: (n: number) => `${counted(n, 'column')} of the file ${n === 1 ? 'is' : 'are'} not used`,
    unusedMore: (n: number) => `and ${count(n)} more`,
    previewTable: 'First rows: table',
    previewEmpty: 'There is no row below the header.',
    duplicatesTitle: 'Rows that exist already',
    duplicateModes,
    knownTitle: 'Leads that are customers or carriers already',
    knownHint: 'Told by USDOT or docket number, e-mail, phone, or name with postal code.',
    knownModes,
    missing: (fields: string) => `Choose a column for: ${fields}.`,
    chooseEntity: 'Choose what is in the file first.',
    dryRun: 'Check only',
    dryRunHint: 'Reads the whole file and says what would happen. Writes nothing.',
    start: 'Import',
    startHint: 'Rows with errors are left out and listed; all others go in.',
    startFailed: 'The import could not be started',
    summary: 'Import settings',
  },

  result: {
    dryRunBadge: 'Check only',
    waiting: 'Waiting for its turn',
    progress: 'Part of the file that is read',
    rows: things,
    rate: (n: number) => `${count(n)} rows/s`,
    left: (text: string) => `${text} left`,
    read: (done: string, all: string) => `${done} of ${all}`,
    cancel: 'Cancel import',
    cancelTitle: 'Cancel this import?',
    cancelDryRunText: 'Nothing has been written.',
    cancelFailed: 'The import could not be cancelled',
    cancelTooLate: 'The import was already over.',
    failedTitle: 'The import failed',
    cancelledTitle: 'Cancelled',
    cancelledText: 'Rows written before that are in. Importing the same file again picks up the rest.',
    cancelledDryRun: 'Nothing was written.',
    doneTitle,
    doneText,
    outcomes: {
      created: { did: 'New', would: 'Would be new' },
      updated: { did: 'Updated', would: 'Would be updated' },
      unchanged: { did: 'Unchanged', would: 'Unchanged' },
      skipped: { did: 'Skipped', would: 'Would be skipped' },
      failed: { did: 'Refused', would: 'Would be refused' },
    },
    outcomesLabel: 'Rows by outcome',
    issues: 'Rows with problems',
    noIssues: 'No problems found.',
    line: 'Line',
    column: 'Column',
    code: 'Code',
    message: 'What is wrong',
    severity: { error: 'Refused', warning: 'Warning' },
    allIssues: 'All',
    severityHeader: 'Outcome',
    wholeRow: 'whole row',
    download: 'Download refused rows',
    downloadSkipped: 'Download skipped rows',
    downloadFailed: 'The refused rows could not be downloaded',
    next: 'What next?',
    checkAgain: 'Check again',
    importNow: 'Import it now',
    adjust: 'Back to the columns',
    makePdfs: 'Make PDFs for these invoices',
    showInvoices: 'Show these invoices',
    showList: (many: string) => `Open ${many.toLowerCase()}`,
    another: 'Import another file',
    openJob: 'Open the job',
    makeFailed: 'The PDFs could not be started',
    facts: (entity: string, size: string, when: string, who: string) =>
      `${entity} · ${size} · ${when} by ${who}`,
  },
};

/** Several rows of a file make one invoice, so there the engine counts invoices. */
function things(view: ImportView, n: number): string {
  return counted(n, view.entity === 'invoice' ? 'invoice' : 'row');
}

/** The result in one sentence. */
function doneTitle(view: ImportView): string {
  const inOrder = view.total - view.failed;
  const all = things(view, view.total);
  const are = view.undo?.state === 'done' ? 'were' : 'are';
  if (view.total === 0) return 'The file has no rows.';
  // Skipped for what is known elsewhere, they are not here as leads.
  if (view.entity === 'lead' && view.knownPartners === 'skip' && view.skipped > 0) {
    const rest = `${count(inOrder - view.skipped)} of ${all}`;
    return view.dryRun
      ? `${rest} can be imported; to be skipped: ${count(view.skipped)}.`
      : `${rest} ${are} in; skipped: ${count(view.skipped)}.`;
  }
  if (view.dryRun) {
    return view.failed === 0 ? `All ${all} can be imported.` : `${count(inOrder)} of ${all} can be imported.`;
  }
  if (view.failed > 0) return `${count(inOrder)} of ${all} ${are} in.`;
  return view.created + view.updated === 0
    ? `Nothing to do: all ${all} ${are} here already.`
    : `All ${all} ${are} in.`;
}

/** What else there is to look at. */
function doneText(view: ImportView): string | null {
  if (view.warnings === 0) return null;
  return `${counted(view.warnings, 'warning')} to look at, below.`;
}
