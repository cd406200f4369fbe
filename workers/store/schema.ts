/**
 * The tables. SQLite is the truth: whatever is not here did not happen.
 *
 * Conventions, for every table below:
 * - `no` is the local row number (fast joins, never leaves this machine); `id` is a UUIDv7 and the only identity.
 * - Times are `…At` in milliseconds since 1970 UTC; dates without a time are text `YYYY-MM-DD` in the warehouse's zone.
 * - Money is integer cents beside a currency; rates are basis points; quantities are thousandths; unit prices are
 *   ten-thousandths of the currency unit (freight is priced per mile with up to four decimals).
 */
import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
  type AnySQLiteColumn,
} from 'drizzle-orm/sqlite-core';

/** Columns that every business row carries, so that it is ready for sync from its first version on. Made anew per table: builders keep state. */
const businessColumns = () => ({
  no: integer('no').primaryKey(),
  id: text('id').notNull().unique(),
  /** Grows by one with each change made through the write layer. */
  version: integer('version').notNull().default(1),
  /** The version that the central API last confirmed; null while it has never seen the row. */
  baseVersion: integer('base_version'),
  createdAt: integer('created_at').notNull(),
  /** An actor, written `kind:name`: `user:clerk`, `import:12`, `job:<id>`, `system:migration`. */
  createdBy: text('created_by').notNull(),
  updatedAt: integer('updated_at').notNull(),
  updatedBy: text('updated_by').notNull(),
  /** The install that made the row: `device.no`. */
  deviceNo: integer('device_no').notNull().default(1),
  deletedAt: integer('deleted_at'),
});

/** The few deleted rows of a table: with it, counting and paging pass them over without reading the others. */
const deletedRows = (table: string, t: { deletedAt: AnySQLiteColumn }) =>
  index(`${table}_deleted`)
    .on(t.deletedAt)
    .where(sql`${t.deletedAt} IS NOT NULL`);

/** This install and where it stands. Exactly one row. */
export const site = sqliteTable('site', {
  no: integer('no').primaryKey(),
  tenantId: text('tenant_id').notNull(),
  warehouseName: text('warehouse_name').notNull(),
  /** IANA zone, such as `America/Chicago`. */
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull().default('USD'),
  legalName: text('legal_name').notNull().default(''),
  /** Printed on documents; lines separated by `\n`. */
  address: text('address').notNull().default(''),
  phone: text('phone').notNull().default(''),
  email: text('email').notNull().default(''),
  mcNumber: text('mc_number').notNull().default(''),
  usdot: text('usdot').notNull().default(''),
  taxId: text('tax_id').notNull().default(''),
  /** Where to pay, as printed; lines separated by `\n`. */
  remitTo: text('remit_to').notNull().default(''),
  /** Paper that documents are made for: letter · a4 */
  paper: text('paper').notNull().default('letter'),
  createdAt: integer('created_at').notNull(),
});

/** The installs whose rows this database holds; number 1 is this one. */
export const device = sqliteTable('device', {
  no: integer('no').primaryKey(),
  id: text('id').notNull().unique(),
  /** Two or three characters given by the central API; null until registered. */
  code: text('code'),
  name: text('name').notNull(),
});

export const customer = sqliteTable(
  'customer',
  {
    ...businessColumns(),
    /** The number the customer is known by; the natural key. */
    number: text('number').notNull().unique(),
    legalName: text('legal_name').notNull(),
    dba: text('dba'),
    usdot: text('usdot'),
    taxId: text('tax_id'),
    contactName: text('contact_name'),
    contactTitle: text('contact_title'),
    email: text('email'),
    phone: text('phone'),
    fax: text('fax'),
    street: text('street'),
    city: text('city'),
    region: text('region'),
    postalCode: text('postal_code'),
    country: text('country'),
    termsDays: integer('terms_days'),
    creditLimitCents: integer('credit_limit_cents'),
    status: text('status').notNull().default('active'),
  },
  (t) => [deletedRows('customer', t)],
);

export const carrier = sqliteTable(
  'carrier',
  {
    ...businessColumns(),
    /** Digits without leading zeros; the natural key. */
    usdot: text('usdot').notNull().unique(),
    legalName: text('legal_name').notNull(),
    dba: text('dba'),
    /** One docket as given, such as `MC368053`; an MC number is not required of a carrier. */
    docket: text('docket'),
    scac: text('scac'),
    contactName: text('contact_name'),
    email: text('email'),
    phone: text('phone'),
    street: text('street'),
    city: text('city'),
    region: text('region'),
    postalCode: text('postal_code'),
    country: text('country'),
    powerUnits: integer('power_units'),
    drivers: integer('drivers'),
    status: text('status').notNull().default('pending'),
  },
  (t) => [deletedRows('carrier', t)],
);

export const lead = sqliteTable(
  'lead',
  {
    ...businessColumns(),
    /**
     * The natural key: the strongest identity that the lead has, written `kind:value`. Strongest first: `usdot:`, `docket:`,
     * `email:`, `phone:` (digits with country code where known), `name:company|postal`.
     */
    matchKey: text('match_key').notNull().unique(),
    company: text('company').notNull(),
    contactName: text('contact_name'),
    contactTitle: text('contact_title'),
    email: text('email'),
    phone: text('phone'),
    fax: text('fax'),
    website: text('website'),
    street: text('street'),
    city: text('city'),
    region: text('region'),
    postalCode: text('postal_code'),
    country: text('country'),
    usdot: text('usdot'),
    docket: text('docket'),
    source: text('source'),
    /** new · contacted · qualified · won · lost */
    stage: text('stage').notNull().default('new'),
  },
  (t) => [deletedRows('lead', t)],
);

export const invoice = sqliteTable(
  'invoice',
  {
    ...businessColumns(),
    /** Printed number; the natural key of an import, never an identity. */
    number: text('number').notNull().unique(),
    customerId: text('customer_id').references(() => customer.id),
    customerNumber: text('customer_number'),
    /** Snapshot: an invoice keeps the name and address that it was made with. */
    billToName: text('bill_to_name').notNull(),
    /** Lines separated by `\n`. */
    billToAddress: text('bill_to_address'),
    shipToName: text('ship_to_name'),
    shipToCity: text('ship_to_city'),
    shipToCountry: text('ship_to_country'),
    /** Load, PO, BOL and PRO numbers, as given. */
    loadNumber: text('load_number'),
    poNumber: text('po_number'),
    bolNumber: text('bol_number'),
    proNumber: text('pro_number'),
    issueDate: text('issue_date').notNull(),
    dueDate: text('due_date'),
    currency: text('currency').notNull().default('USD'),
    subtotalCents: integer('subtotal_cents').notNull(),
    taxCents: integer('tax_cents').notNull().default(0),
    totalCents: integer('total_cents').notNull(),
    notes: text('notes'),
    /** draft · issued · sent · paid · void. Imported invoices are issued: their number was printed elsewhere. */
    status: text('status').notNull().default('issued'),
    /** Content address of the PDF; null until made, or after a change of what it shows. */
    pdfSha256: text('pdf_sha256'),
    pdfBytes: integer('pdf_bytes'),
    pdfAt: integer('pdf_at'),
  },
  (t) => [
    index('invoice_issue_date').on(t.issueDate),
    index('invoice_customer').on(t.customerId),
    /** Lists and counts by whether there is a PDF, in the order of the list. */
    index('invoice_pdf_state').on(sql`(${t.pdfSha256} IS NULL)`, t.issueDate),
    deletedRows('invoice', t),
  ],
);

export const invoiceLine = sqliteTable(
  'invoice_line',
  {
    no: integer('no').primaryKey(),
    invoiceId: text('invoice_id')
      .notNull()
      .references(() => invoice.id),
    /** From 1, in the order printed. */
    position: integer('position').notNull(),
    /** goods · line-haul · fuel · detention · lumper · freight · accessorial … */
    code: text('code').notNull().default('goods'),
    description: text('description').notNull(),
    /** Thousandths: 12 pieces are 12000. */
    quantityMilli: integer('quantity_milli').notNull(),
    /** Ten-thousandths of the currency unit: 14.00 is 140000. */
    unitPriceE4: integer('unit_price_e4').notNull(),
    /** Basis points: 15 % is 1500. */
    discountBp: integer('discount_bp').notNull().default(0),
    amountCents: integer('amount_cents').notNull(),
  },
  (t) => [uniqueIndex('invoice_line_position').on(t.invoiceId, t.position)],
);

/** One import: a staged file, how it is read, and how far it has come. */
export const imports = sqliteTable('import', {
  no: integer('no').primaryKey(),
  id: text('id').notNull().unique(),
  /** customer · carrier · lead · invoice */
  entity: text('entity').notNull(),
  fileName: text('file_name').notNull(),
  /** Content address of the staged copy. */
  fileSha256: text('file_sha256').notNull(),
  fileBytes: integer('file_bytes').notNull(),
  /** JSON: encoding, delimiter, quote, header row. */
  dialect: text('dialect').notNull(),
  /** JSON: target field → source column. */
  mapping: text('mapping').notNull(),
  /** skip · update · merge */
  onDuplicate: text('on_duplicate').notNull(),
  dryRun: integer('dry_run', { mode: 'boolean' }).notNull().default(false),
  /** waiting · running · done · failed · cancelled */
  state: text('state').notNull().default('waiting'),
  jobId: text('job_id'),
  /** Rows of the file that have their outcome. */
  rows: integer('rows').notNull().default(0),
  /** Records: the sum of the five counts below. Of invoices there are fewer than rows, for several rows are one. */
  total: integer('total').notNull().default(0),
  created: integer('created').notNull().default(0),
  updated: integer('updated').notNull().default(0),
  unchanged: integer('unchanged').notNull().default(0),
  skipped: integer('skipped').notNull().default(0),
  failed: integer('failed').notNull().default(0),
  /** Doubts about rows that were accepted. */
  warnings: integer('warnings').notNull().default(0),
  /** JSON: where to go on after a crash; written in the transaction of the rows that it counts. */
  checkpoint: text('checkpoint'),
  bytesDone: integer('bytes_done').notNull().default(0),
  /** JSON {code, message} when the import as a whole failed. */
  error: text('error'),
  createdAt: integer('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  startedAt: integer('started_at'),
  finishedAt: integer('finished_at'),
});

/** What became of each row of an import, and what an undo needs. WITHOUT ROWID (see the migration): one B-tree, appended in line order. */
export const importRow = sqliteTable(
  'import_row',
  {
    importNo: integer('import_no').notNull(),
    /** Physical line of the file on which the row starts. */
    line: integer('line').notNull(),
    /** 1 created · 2 updated · 3 unchanged · 4 skipped · 5 failed */
    outcome: integer('outcome').notNull(),
    /** `no` of the row in the entity's table; null where nothing was written. */
    targetNo: integer('target_no'),
    /** Version that this import gave the target; an undo refuses where the target has moved on. */
    targetVersion: integer('target_version'),
    /** JSON of the former values of the columns that this row changed; null for a created row. */
    before: text('before'),
  },
  (t) => [primaryKey({ columns: [t.importNo, t.line] })],
);

/** Every reason why a row was refused, or accepted with a warning. */
export const importIssue = sqliteTable(
  'import_issue',
  {
    no: integer('no').primaryKey(),
    importNo: integer('import_no').notNull(),
    line: integer('line').notNull(),
    /** Column heading in the file; empty where the row as a whole is meant. */
    column: text('column').notNull(),
    code: text('code').notNull(),
    message: text('message').notNull(),
    /** error · warning */
    severity: text('severity').notNull().default('error'),
    /** JSON array of the row's cells as read, once per row (on its first issue). */
    raw: text('raw'),
  },
  (t) => [index('import_issue_import').on(t.importNo, t.line)],
);

/**
 * Jobs as the business sees them: written in the same transaction as the change that wants them, handed to Bull by the relay
 * with `jobId` = id, kept until retention. A row without `settledAt` is unfinished, whatever Redis says.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    no: integer('no').primaryKey(),
    id: text('id').notNull().unique(),
    queue: text('queue').notNull(),
    name: text('name').notNull(),
    tenantId: text('tenant_id').notNull(),
    /** JSON, valid against the catalog's schema for the job. */
    payload: text('payload').notNull(),
    priority: integer('priority'),
    runAt: integer('run_at'),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    /** When Bull acknowledged the job; null while the relay still owes it. */
    handedAt: integer('handed_at'),
    /** waiting · active · retrying · completed · failed · cancelled */
    state: text('state').notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** Per mille, 0–1000. */
    progress: integer('progress').notNull().default(0),
    /** JSON, whatever the job reports beside the figure (rows, rate, current item). */
    progressNote: text('progress_note'),
    startedAt: integer('started_at'),
    settledAt: integer('settled_at'),
    /** JSON result, or JSON {code, message} when failed. */
    result: text('result'),
    error: text('error'),
    /** Set by the operator; the runner aborts the run when it sees it. */
    cancelRequestedAt: integer('cancel_requested_at'),
    /** The failed job that this one repeats. A job is repeated once; whoever wants more repeats the repetition. */
    redrivenFrom: text('redriven_from'),
    /** The schedule that wanted this job, and the occurrence that it is for (ms UTC): one job per occurrence, ever. */
    schedule: text('schedule'),
    scheduledFor: integer('scheduled_for'),
    /** Grows with every change of this table's rows, so that a watcher asks only for what is new. */
    change: integer('change').notNull().default(0),
  },
  (t) => [
    index('outbox_owed')
      .on(t.handedAt)
      .where(sql`${t.handedAt} IS NULL AND ${t.settledAt} IS NULL`),
    index('outbox_unsettled')
      .on(t.settledAt)
      .where(sql`${t.settledAt} IS NULL`),
    index('outbox_change').on(t.change),
    index('outbox_queue_state').on(t.queue, t.state),
    uniqueIndex('outbox_redriven_from')
      .on(t.redrivenFrom)
      .where(sql`${t.redrivenFrom} IS NOT NULL`),
    uniqueIndex('outbox_occurrence')
      .on(t.schedule, t.scheduledFor)
      .where(sql`${t.schedule} IS NOT NULL`),
    /** What retention removes, oldest first. */
    index('outbox_settled')
      .on(t.settledAt)
      .where(sql`${t.settledAt} IS NOT NULL`),
  ],
);

/**
 * One run of one job. The row whose outcome is `running` is the job's lease: the index `job_run_live` allows one at a time, so
 * no two processes can run the same job, whatever Redis tells them. Runs are in the order of `no`.
 */
export const jobRun = sqliteTable(
  'job_run',
  {
    no: integer('no').primaryKey(),
    jobId: text('job_id').notNull(),
    /** Business attempt, from 1. A run that was cut short (crash, shutdown) does not use it up: the next one has the same. */
    attempt: integer('attempt').notNull(),
    queue: text('queue').notNull(),
    name: text('name').notNull(),
    /** The child process that ran it, such as `press-1`. */
    worker: text('worker').notNull(),
    /** Which start of that process: `ChildConfig.instanceId`. */
    instance: text('instance').notNull().default(''),
    startedAt: integer('started_at').notNull(),
    finishedAt: integer('finished_at'),
    /** Milliseconds between hand-over (or due time) and start. */
    waitMs: integer('wait_ms').notNull(),
    runMs: integer('run_ms'),
    /** How far the job was at the end of the run, per mille: a crash beyond the last one is not the same crash again. */
    progress: integer('progress').notNull().default(0),
    /** running · completed · failed · retry · aborted · crashed */
    outcome: text('outcome').notNull().default('running'),
    error: text('error'),
    /** Whether the run is in the figures of its hour (`job_hour`). */
    counted: integer('counted', { mode: 'boolean' }).notNull().default(false),
  },
  (t) => [
    index('job_run_uncounted')
      .on(t.finishedAt)
      .where(sql`${t.counted} = 0 AND ${t.finishedAt} IS NOT NULL`),
    index('job_run_job').on(t.jobId),
    uniqueIndex('job_run_live')
      .on(t.jobId)
      .where(sql`${t.outcome} = 'running'`),
    index('job_run_started').on(t.startedAt),
  ],
);

/** Effects that must happen once, keyed as the catalog says. A local effect's row commits with the effect itself. */
export const effect = sqliteTable('effect', {
  key: text('key').primaryKey(),
  jobId: text('job_id').notNull(),
  /** intended · done · unknown */
  state: text('state').notNull(),
  result: text('result'),
  at: integer('at').notNull(),
});

/**
 * Jobs that have failed for good, with what a person needs to judge them. Kept until they are run again or discarded, longer than
 * the job itself. Written in the transaction that settles the job; what only Bull knew of is added when it is found there.
 */
export const deadLetter = sqliteTable(
  'dead_letter',
  {
    no: integer('no').primaryKey(),
    jobId: text('job_id').notNull().unique(),
    queue: text('queue').notNull(),
    name: text('name').notNull(),
    /** JSON, as the job had it. */
    payload: text('payload').notNull(),
    /** JSON array, oldest first: {attempt, at, outcome, code, message} of every run that did not complete. */
    errors: text('errors').notNull(),
    /** Of the last error. */
    code: text('code').notNull(),
    message: text('message').notNull(),
    /** The same for failures of one job with one cause: what differs between them (ids, numbers, paths) is left out of it. */
    fingerprint: text('fingerprint').notNull(),
    failedAt: integer('failed_at').notNull(),
    /** The job that repeats it. */
    redrivenAs: text('redriven_as'),
    /** When a person ran it again or set it aside; null while it is open. */
    closedAt: integer('closed_at'),
    closedBy: text('closed_by'),
  },
  (t) => [
    index('dead_letter_open')
      .on(t.fingerprint, t.failedAt)
      .where(sql`${t.closedAt} IS NULL`),
    index('dead_letter_failed').on(t.failedAt),
  ],
);

/** Where each schedule of the catalog stands. Its armed job is a row of the outbox with the time of the next occurrence. */
export const schedule = sqliteTable('schedule', {
  /** `queue/name` of the job, as in the catalog. */
  key: text('key').primaryKey(),
  /** The operator's own cron expression and IANA zone; null is the catalog's, and the warehouse's. */
  cron: text('cron'),
  timeZone: text('time_zone'),
  pausedAt: integer('paused_at'),
  /** The next occurrence (ms UTC), the job that waits for it, and what both were calculated from; null while nothing is armed. */
  armedFor: integer('armed_for'),
  armedJobId: text('armed_job_id'),
  armedCron: text('armed_cron'),
  armedZone: text('armed_zone'),
  /** The newest occurrence that was run or passed over. */
  lastFor: integer('last_for'),
  lastJobId: text('last_job_id'),
  updatedAt: integer('updated_at').notNull(),
  updatedBy: text('updated_by').notNull(),
});

/**
 * What the runs that ended in one hour were like, per job. Durations are counts per fixed bucket, so hours can be added up.
 * WITHOUT ROWID (see the migration).
 */
export const jobHour = sqliteTable(
  'job_hour',
  {
    /** Hours since 1970 UTC. */
    hour: integer('hour').notNull(),
    queue: text('queue').notNull(),
    name: text('name').notNull(),
    completed: integer('completed').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    retried: integer('retried').notNull().default(0),
    aborted: integer('aborted').notNull().default(0),
    crashed: integer('crashed').notNull().default(0),
    /** JSON array of counts, one per bucket; trailing zeros left out. */
    wait: text('wait').notNull(),
    run: text('run').notNull(),
  },
  (t) => [primaryKey({ columns: [t.hour, t.queue, t.name] })],
);

/** How much was in a queue at a moment; written when it differs from the sample before. WITHOUT ROWID (see the migration). */
export const depthSample = sqliteTable(
  'depth_sample',
  {
    queue: text('queue').notNull(),
    /** Ms UTC. */
    at: integer('at').notNull(),
    waiting: integer('waiting').notNull(),
    active: integer('active').notNull(),
    retrying: integer('retrying').notNull(),
  },
  (t) => [primaryKey({ columns: [t.queue, t.at] })],
);

/** Who changed what. Append-only: triggers in the migration refuse UPDATE and DELETE. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    no: integer('no').primaryKey(),
    at: integer('at').notNull(),
    actor: text('actor').notNull(),
    /** Rows of one transaction share it. */
    txId: text('tx_id').notNull(),
    entity: text('entity').notNull(),
    entityId: text('entity_id').notNull(),
    /** create · update · delete · or a verb of the area, such as `import-batch` */
    action: text('action').notNull(),
    /** JSON {column: [before, after]}, or a summary for a bulk change. */
    changes: text('changes').notNull(),
  },
  (t) => [index('audit_log_entity').on(t.entity, t.entityId)],
);
