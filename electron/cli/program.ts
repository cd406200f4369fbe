/** The program's commands and options. */
import { Command } from 'commander';
import type { AddCommand, Run } from './command.ts';
import { addDeadLetters } from './dead-letters.ts';
import { addDoctor } from './doctor.ts';
import { addEffects } from './effects.ts';
import { addExport } from './export.ts';
import { addImportErrors } from './import-errors.ts';
import { addImportCheck, addImportFile } from './import-file.ts';
import { addImportHistory } from './import-history.ts';
import { addImportTemplates } from './import-templates.ts';
import { addImportUndo } from './import-undo.ts';
import { addImportWatch } from './import-watch.ts';
import { addInvoicesAging } from './invoices-aging.ts';
import { addInvoicesCredit } from './invoices-credit.ts';
import { addInvoicesDrafts } from './invoices-drafts.ts';
import { addInvoicesEmail } from './invoices-email.ts';
import { addInvoicesIssue } from './invoices-issue.ts';
import { addInvoicesList } from './invoices-list.ts';
import { addInvoicesNumbering } from './invoices-numbering.ts';
import { addInvoicesPay } from './invoices-pay.ts';
import { addInvoicesPayments } from './invoices-payments.ts';
import { addInvoicesPdf } from './invoices-pdf.ts';
import { addInvoicesRemitTo } from './invoices-remit-to.ts';
import { addInvoicesPrint } from './invoices-print.ts';
import { addInvoicesStatement } from './invoices-statement.ts';
import { addInvoicesVoid } from './invoices-void.ts';
import { addJobsChange } from './jobs-change.ts';
import { addJobsExport } from './jobs-export.ts';
import { addJobsList } from './jobs-list.ts';
import { addJobsShow } from './jobs-show.ts';
import { addJobsStats } from './jobs-stats.ts';
import { addMail } from './mail.ts';
import { addPause, addResume } from './pause.ts';
import { addPrintJobs } from './print-jobs.ts';
import { addPrinters } from './printers.ts';
import { addQueues } from './queues.ts';
import { addSchedules } from './schedules.ts';
import { addSearch } from './search.ts';
import { addServe } from './serve.ts';
import { addSettings } from './settings.ts';
import { addStatus } from './status.ts';
import { addSupportBundle } from './support-bundle.ts';

export interface GlobalOptions {
  data?: string;
  json: boolean;
}

/** @param version of the program. @param print where help goes. */
export function buildProgram(version: string, run: Run, print: (text: string) => void): Command {
  const program = new Command('dockhand')
    .description('The warehouse end of a freight-brokerage platform.')
    .version(version)
    .option('--data <folder>', 'data folder; by default DOCKHAND_DATA, else that of this user')
    .option('--json', 'print exactly one JSON document', false)
    .exitOverride()
    // Errors are printed in one place, for people and for programs alike.
    .configureOutput({ writeOut: print, writeErr: () => {} })
    .configureHelp({ showGlobalOptions: true });

  const add = (parent: Command, ...commands: AddCommand[]) => {
    for (const command of commands) command(parent, run);
  };
  add(program, addServe);
  const imports = program.command('import').summary('a file becomes rows').description(importWords);
  add(
    imports,
    addImportFile,
    addImportCheck,
    addImportErrors,
    addImportHistory,
    addImportTemplates,
    addImportUndo,
    addImportWatch,
  );
  add(program, addSearch, addExport);
  add(
    program.command('invoices').description('Invoices, what is paid of them, and their PDFs.'),
    addInvoicesList,
    addInvoicesPdf,
    addInvoicesEmail,
    addInvoicesPrint,
    addInvoicesDrafts,
    addInvoicesIssue,
    addInvoicesVoid,
    addInvoicesCredit,
    addInvoicesPay,
    addInvoicesPayments,
    addInvoicesStatement,
    addInvoicesAging,
    addInvoicesRemitTo,
    addInvoicesNumbering,
  );
  add(
    program.command('jobs').description('What was and is to be done.'),
    addJobsList,
    addJobsShow,
    addJobsStats,
    addJobsChange,
    addJobsExport,
  );
  add(
    program,
    addMail,
    addPrinters,
    addPrintJobs,
    addDeadLetters,
    addEffects,
    addSchedules,
    addQueues,
    addSettings,
    addPause,
    addResume,
    addStatus,
    addDoctor,
    addSupportBundle,
  );
  return program;
}

const importWords = `Imports a file. Ends with 0 when every row is in, with 2 when some were refused, with 1 when the import failed.
Ctrl+C cancels it; when the computer goes down, it goes on with the next start.`;
