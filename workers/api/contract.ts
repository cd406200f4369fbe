/**
 * The contract of the router: one list of calls, served over a MessagePort to the window and over HTTP to the browser and the
 * CLI. Inputs are checked; outputs are ours and only typed. A defined error carries `data.code` (stable) and a message to read.
 */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { dialectChoiceSchema, readingChoiceSchema } from '../imports/reading-choice.ts';
import { mappingSchema as mapping } from '../imports/mapping-schema.ts';
import { base, invoiceFilter, paging } from './contract-base.ts';
import { documents } from './documents-contract.ts';
import { editInput, previewInput, rowsInput } from './import-check-inputs.ts';
import { invoiceLedger, payments, receivables, remitTo } from './ledger-contract.ts';
import type { TimelineEntry } from './ledger-wire.ts';
import { jobList } from './job-list-contract.ts';
import { mail } from './mail-contract.ts';
import { printing } from './printing-contract.ts';
import { jobDetails } from './job-details-contract.ts';
import { queues } from './queues-contract.ts';
import { schedules } from './schedules-contract.ts';
import { search } from './search-contract.ts';
import { site } from './site-contract.ts';
import {
  duplicateModes,
  entities,
  historyIntervals,
  knownPartnerModes,
  severities,
  type DepthHistory,
  type DeadLetterGroup,
  type DeadLetterRow,
  type DeadLetterView,
  type DoubtfulEffect,
  type EditAnswer,
  type EditSetView,
  type FilePreview,
  type Finding,
  type HotFolderView,
  type ImportRowsPage,
  type ImportView,
  type Inspection,
  type InvoiceRow,
  type InvoiceSum,
  type InvoiceView,
  type JobHistory,
  type JobRow,
  type JobView,
  type KeptRow,
  type Page,
  type Pause,
  type PartnerRow,
  type RowIssue,
  type SheetView,
  type SimilarCounts,
  type StagedFile,
  type Status,
  type TemplateFile,
  type TemplateView,
  type UndoAnswer,
} from './wire.ts';

const entity = z.enum(entities);
const dialect = dialectChoiceSchema;

const longestWindowMs = 90 * 24 * 3_600_000;

/** As much as is kept. `to` is not part of the window; both ms UTC. */
const historyWindow = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ from: z.int().min(0), to: z.int().min(1), ...shape }).refine((window) => {
    const { from, to } = window as unknown as { from: number; to: number };
    return from < to && to - from <= longestWindowMs;
  }, 'The window must begin before it ends and have at most 90 days.');

const letterFilter = {
  queue: z.string().optional(),
  name: z.string().optional(),
  code: z.string().optional(),
  fingerprint: z.string().optional(),
  /** Somewhere in the message. */
  text: z.string().optional(),
  /** Failed at or after, and before: ms UTC. */
  since: z.int().optional(),
  until: z.int().optional(),
};

const letterSelection = z.union([
  z.strictObject({ ids: z.array(z.string()).min(1) }),
  z.strictObject({ fingerprint: z.string() }),
  z.strictObject({ filter: z.strictObject(letterFilter) }),
]);

export const contract = {
  printing,
  search,
  system: {
    status: base.output(type<Status>()),
    /** Sends the status now and at every change, at most four times a second. */
    watchStatus: base.output(eventIterator(type<Status>())),
    doctor: base.output(type<Finding[]>()),
    /** Workers take no new job until then (ms UTC), or until `resume`. Asked again, the pause has the new end. */
    pause: base.input(z.object({ until: z.int().nullable() })).output(type<Pause>()),
    resume: base.output(type<null>()),
    /** Does what the finding's `mend` says, and looks again. */
    mend: base.input(z.object({ id: z.string() })).output(type<Finding[]>()),
    /** A ZIP for whoever helps from afar, without secrets, e-mail addresses and amounts. */
    supportBundle: base.output(type<File>()),
  },
  files: {
    /** Copies a file that this machine can read into the data folder. The browser uploads with PUT /upload instead. */
    stage: base.input(z.object({ path: z.string().min(1) })).output(type<StagedFile>()),
  },
  imports: {
    /** Reads the beginning of a staged file. Give the entity to have the mapping guessed for it, a mapping to have it judged. */
    inspect: base
      .input(
        z.object({
          sha256: z.string(),
          name: z.string(),
          /** Of a workbook. Left out: the first with a table. */
          sheet: z.string().optional(),
          entity: entity.optional(),
          mapping: mapping.optional(),
          /** Id or name: its entity and mapping are proposed. */
          template: z.string().optional(),
          dialect: dialect.optional(),
          /** The rest of the dialect, and the sheet, are found out, whatever the template lays down or was remembered. */
          anew: z.boolean().optional(),
        }),
      )
      .output(type<Inspection>()),
    /** Those of a workbook that have cells, none of a text: also where `inspect` finds no table in the first. */
    sheets: base.input(z.object({ sha256: z.string(), name: z.string() })).output(type<SheetView[]>()),
    start: base
      .input(
        z.object({
          sha256: z.string(),
          name: z.string(),
          /** Of a workbook. Left out: the first with a table. */
          sheet: z.string().optional(),
          /** Needed without a template. */
          entity: entity.optional(),
          /** Left out: as `inspect` proposes it. */
          mapping: mapping.optional(),
          /** Left out: as the template has it, else `update`. */
          onDuplicate: z.enum(duplicateModes).optional(),
          /** What becomes of leads that are customers or carriers already. Left out: as the template has it, else `flag`. */
          knownPartners: z.enum(knownPartnerModes).optional(),
          /** Id or name. */
          template: z.string().optional(),
          dryRun: z.boolean().default(false),
          dialect: dialect.optional(),
          /** As for `inspect`. */
          anew: z.boolean().optional(),
          /** Corrections that are applied to the file's cells before they are read. */
          editsId: z.string().optional(),
        }),
      )
      .output(type<{ importId: string; jobId: string }>()),
    get: base.input(z.object({ importId: z.string() })).output(type<ImportView>()),
    /** Sends the import now and at every change, and ends when it is settled and no undo of it is under way. */
    watch: base.input(z.object({ importId: z.string() })).output(eventIterator(type<ImportView>())),
    list: base.input(z.object(paging)).output(type<Page<ImportView>>()),
    /** By line; all, or only those that refused their row, or only warnings. */
    issues: base
      .input(z.object({ importId: z.string(), severity: z.enum(severities).optional(), ...paging }))
      .output(type<Page<RowIssue>>()),
    /** Rows of an import or a check with what became of them, by line: any page is quick. */
    rows: base.input(rowsInput).output(type<ImportRowsPage>()),
    /** How many of its rows may be about what is known otherwise. */
    similar: base.input(z.object({ importId: z.string() })).output(type<SimilarCounts>()),
    /** Rows of a staged file as they are read, from any place. */
    preview: base.input(previewInput(dialect)).output(type<FilePreview>()),
    /** One step of corrections, or only what it would do. The file itself is not changed. */
    edit: base.input(editInput(dialect)).output(type<EditAnswer>()),
    /** Takes the last step back. */
    undoEdit: base.input(z.object({ editsId: z.string() })).output(type<EditSetView>()),
    edits: base.input(z.object({ editsId: z.string() })).output(type<EditSetView>()),
    /** The refused rows in the file's own columns plus line and error, as CSV in pieces. */
    rejected: base.input(z.object({ importId: z.string() })).output(eventIterator(type<string>())),
    /** What is in stays in, or is taken back as `undo` does it. */
    cancel: base
      .input(z.object({ importId: z.string(), takeBack: z.boolean().default(false) }))
      .output(type<{ cancelled: boolean }>()),
    /** Removes the records that the import has made and gives the others their former values; what has moved on since is kept. */
    undo: base.input(z.object({ importId: z.string() })).output(type<UndoAnswer>()),
    /** For how many days the copy of a file is kept after its last use. What undo and refused rows need is always kept. */
    keptDays: base.output(type<{ days: number }>()),
    keepDays: base.input(z.object({ days: z.int().min(1).max(36_500) })).output(type<{ days: number }>()),
    /** The rows that an undo has kept, with the reasons, last line first. */
    undoIssues: base.input(z.object({ importId: z.string(), ...paging })).output(type<Page<KeptRow>>()),
  },
  /** Ways of reading files that have a name. `template` is an id or a name, in any case. */
  importTemplates: {
    /** By name. */
    list: base.output(type<TemplateView[]>()),
    get: base.input(z.object({ template: z.string() })).output(type<TemplateView>()),
    create: base
      .input(
        z.object({
          name: z.string(),
          from: z.union([
            z.strictObject({ importId: z.string() }),
            z.strictObject({
              draft: z.object({
                entity,
                headings: z.array(z.string()).min(1),
                mapping: mapping,
                onDuplicate: z.enum(duplicateModes),
                /** As `chosen` of the inspection says. */
                dialect: readingChoiceSchema.optional(),
                /** Of leads. Left out: as usual. */
                knownPartners: z.enum(knownPartnerModes).optional(),
              }),
            }),
          ]),
        }),
      )
      .output(type<TemplateView>()),
    rename: base.input(z.object({ template: z.string(), name: z.string() })).output(type<TemplateView>()),
    remove: base.input(z.object({ template: z.string() })).output(type<{ removed: true }>()),
    /** The content of a file for `import`. */
    export: base.input(z.object({ template: z.string() })).output(type<TemplateFile>()),
    import: base
      .input(
        z.object({
          file: z.unknown(),
          /** Instead of the name in the file. */
          name: z.string().optional(),
          /** A template of that name takes the file's content. */
          replace: z.boolean().default(false),
        }),
      )
      .output(type<TemplateView>()),
  },
  /** `folder` is an id or a path. */
  hotFolders: {
    list: base.output(type<HotFolderView[]>()),
    /** `template` is an id or a name; left out, the headings of each file decide. */
    add: base
      .input(z.object({ path: z.string().min(1), template: z.string().optional() }))
      .output(type<HotFolderView>()),
    /** Files stay where they are; imports under way go on. */
    remove: base.input(z.object({ folder: z.string() })).output(type<{ removed: true }>()),
    /** While it is paused no file is taken. */
    pause: base.input(z.object({ folder: z.string(), paused: z.boolean() })).output(type<HotFolderView[]>()),
  },
  invoices: {
    list: base
      .input(
        z.object({
          ...invoiceFilter,
          ...paging,
        }),
      )
      .output(type<Page<InvoiceRow>>()),
    get: base.input(z.object({ id: z.string() })).output(type<InvoiceView>()),
    /** What has happened to it, latest first. */
    timeline: base.input(z.object({ id: z.string() })).output(type<TimelineEntry[]>()),
    /** What a selection comes to, by currency. */
    totals: base
      .input(
        z.union([
          z.strictObject({ matching: z.object(invoiceFilter) }),
          z.strictObject({ ids: z.array(z.string()).min(1).max(10_000) }),
        ]),
      )
      .output(type<InvoiceSum[]>()),
    /** One job for one invoice, one batch for several. `number`s are as printed. */
    makePdfs: base
      .input(
        z.union([
          z.object({ all: z.literal(true) }),
          /** Every invoice that `list` would show for this filter. */
          z.object({ matching: z.object(invoiceFilter) }),
          z.object({ ids: z.array(z.string()).min(1) }),
          z.object({ numbers: z.array(z.string()).min(1) }),
        ]),
      )
      .output(type<{ jobId: string; count: number }>()),
    /** One PDF for printing, or a ZIP for sending; drafts only where they are named. */
    exportPdfs: base
      .input(
        z.object({
          format: z.enum(['pdf', 'zip']),
          invoices: z.union([
            z.strictObject({ all: z.literal(true) }),
            z.strictObject({ matching: z.object(invoiceFilter) }),
            z.strictObject({ ids: z.array(z.string()).min(1) }),
            z.strictObject({ numbers: z.array(z.string()).min(1) }),
          ]),
        }),
      )
      .output(type<{ jobId: string; count: number }>()),
    /** The file that a job of `exportPdfs` has made; it is kept for a day. */
    exported: base.input(z.object({ jobId: z.string() })).output(type<File>()),
    /** The PDF as a file, named after the invoice. */
    pdf: base.input(z.object({ id: z.string() })).output(type<File>()),
    ...invoiceLedger,
  },
  payments,
  receivables,
  remitTo,
  documents,
  site,
  mail,
  partners: {
    list: base
      .input(
        z.object({
          entity: z.enum(['carrier', 'customer', 'lead']),
          search: z.string().default(''),
          ...paging,
        }),
      )
      .output(type<Page<PartnerRow>>()),
  },
  exports: {
    /** All rows of an entity as text in pieces. */
    rows: base
      .input(z.object({ entity, format: z.enum(['csv', 'json']) }))
      .output(eventIterator(type<string>())),
  },
  jobs: {
    ...jobList,
    get: base.input(z.object({ id: z.string() })).output(type<JobView>()),
    /** Sends each job that changes, several at a time, at most four times a second. */
    watch: base.output(eventIterator(type<JobRow[]>())),
    /** Ends when the job is settled. */
    wait: base.input(z.object({ id: z.string() })).output(eventIterator(type<JobRow>())),
    cancel: base.input(z.object({ id: z.string() })).output(type<{ cancelled: boolean }>()),
    /** A failed job again, as a new one with a link to the old. */
    retry: base.input(z.object({ id: z.string() })).output(type<{ jobId: string }>()),
  },
  /** What has happened in the last 90 days, from figures per hour: quick however many jobs there were. */
  history: {
    jobs: base
      .input(
        historyWindow({
          queue: z.string().optional(),
          name: z.string().optional(),
          interval: z.enum(historyIntervals).default('day'),
        }),
      )
      .output(type<JobHistory>()),
    /** One entry per queue, or only that of `queue`. */
    depth: base
      .input(historyWindow({ queue: z.string().optional(), points: z.int().min(1).max(2000).default(300) }))
      .output(type<DepthHistory[]>()),
  },
  deadLetters: {
    /** Open ones by what they have in common, the newest first. */
    groups: base.output(type<DeadLetterGroup[]>()),
    list: base
      .input(
        z.object({ ...letterFilter, state: z.enum(['open', 'closed', 'any']).default('open'), ...paging }),
      )
      .output(type<Page<DeadLetterRow>>()),
    /** By the id of the failed job. */
    get: base.input(z.object({ id: z.string() })).output(type<DeadLetterView>()),
    /** Runs the jobs again, each once however often this is asked. */
    redrive: base.input(letterSelection).output(type<{ redriven: number; skipped: number }>()),
    /** Sets them aside without running them; they are kept. */
    discard: base.input(letterSelection).output(type<{ discarded: number; skipped: number }>()),
  },
  /** What was begun outside of this machine and nobody knows whether it happened. */
  effects: {
    /** Newest first. */
    list: base.input(z.object(paging)).output(type<Page<DoubtfulEffect>>()),
    /**
     * It was done, or it was not. Unless `again` is false, the job that has failed over it is run again: it finds it done, or does it.
     * `jobId` is the job that goes on, null when none does.
     */
    resolve: base
      .input(
        z.object({
          key: z.string(),
          decision: z.enum(['done', 'not-done']),
          again: z.boolean().default(true),
        }),
      )
      .output(type<{ jobId: string | null }>()),
  },
  schedules,
  queues,
  jobDetails,
};
