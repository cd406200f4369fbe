/** `dockhand jobs export`: the jobs that a filter finds, as a file. */
import { resolve } from 'node:path';
import { UserError } from '../../workers/errors.ts';
import { oneOf, type AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { bytes } from './format.ts';
import { addJobFilter, jobFilter, type JobFilterOptions } from './job-filter.ts';
import { printWhole, saveFile } from './save-file.ts';

const formats = ['csv', 'json'] as const;

interface ExportOptions extends JobFilterOptions {
  format?: (typeof formats)[number];
  out?: string;
}

export const addJobsExport: AddCommand = (parent, run) => {
  addJobFilter(parent.command('export'))
    .summary('jobs as a file')
    .option('--format <format>', 'csv or json', oneOf('unknown-format', 'format', formats))
    .option('--out <file>', 'write to this file instead of the terminal')
    .action((options: ExportOptions) => run((context) => exportJobs(context, options)));
};

async function exportJobs({ withEngine, out }: CommandContext, options: ExportOptions): Promise<number> {
  const toTerminal = options.out === undefined;
  const format = options.format ?? (out.json && toTerminal ? 'json' : 'csv');
  if (out.json && toTerminal && format === 'csv')
    throw new UserError(
      'usage',
      'CSV on the terminal is no JSON: give --out FILE, or leave --format csv or --json out.',
    );
  const filter = jobFilter(options, Date.now());
  const save = (path: string) =>
    withEngine(async ({ client }) => saveFile(path, await client.jobs.export({ ...filter, format })));
  if (options.out === undefined) {
    await printWhole(out, save);
    return exitCodes.done;
  }
  const file = resolve(options.out);
  const size = await save(file);
  await out.result({ format, file, bytes: size }, () => `Written to ${file} (${bytes(size)}).`);
  return exitCodes.done;
}
