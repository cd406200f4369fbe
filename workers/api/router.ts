/** The router: one file per area, all of the contract and nothing else. */
import { os } from './base.ts';
import { deadLetters } from './dead-letters.ts';
import { documents } from './documents.ts';
import { effects } from './effects.ts';
import { exports } from './exports.ts';
import { files } from './files.ts';
import { history } from './history.ts';
import { hotFolders } from './hot-folders.ts';
import { importTemplates } from './import-templates.ts';
import { imports } from './imports.ts';
import { invoices } from './invoices.ts';
import { jobDetails } from './job-details.ts';
import { jobs } from './jobs.ts';
import { mail } from './mail.ts';
import { partners } from './partners.ts';
import { payments } from './payments.ts';
import { printing } from './printing.ts';
import { queues } from './queues.ts';
import { receivables } from './receivables.ts';
import { remitTo } from './remit-to.ts';
import { schedules } from './schedules.ts';
import { search } from './search-everything.ts';
import { site } from './site.ts';
import { system } from './system.ts';

export const router = os.router({
  system,
  files,
  imports,
  importTemplates,
  hotFolders,
  invoices,
  payments,
  printing,
  receivables,
  remitTo,
  documents,
  site,
  mail,
  partners,
  search,
  exports,
  jobs,
  deadLetters,
  effects,
  schedules,
  queues,
  jobDetails,
  history,
});
