/** `dockhand import errors ID`: the refused rows in the file's own columns, to be mended and imported again. */
import { resolve } from 'node:path';
import { UserError } from '../../workers/errors.ts';
import type { AddCommand } from './command.ts';
import type { CommandContext } from './context.ts';
import { exitCodes } from './exit.ts';
import { bytes, plural } from './format.ts';
import { allPages } from './pages.ts';
import { printWhole, saveFile } from './save-file.ts';

export const addImportErrors: AddCommand = (parent, run) => {
  parent
    .command('errors')
    .summary('the refused rows of an import')
    .description(
      'Writes the refused rows of an import as CSV: the columns of the file, its line number and the error.',
    )
    .argument('[id]', 'the import')
    .option('--out <file>', 'write to this file instead of the terminal')
    .action((id: string | undefined, { out }: { out?: string }) =>
      run((context) => importErrors(context, id, out)),
    );
};

async function importErrors(
  context: CommandContext,
  importId: string | undefined,
  outFile: string | undefined,
): Promise<number> {
  if (importId === undefined) {
    throw new UserError(
      'usage',
      'Which import? dockhand import errors ID --out FILE. To import a file that is called "errors", write ./errors.',
    );
  }
  if (outFile !== undefined) return toFile(context, importId, resolve(outFile));
  return context.out.json ? toDocument(context, importId) : toTerminal(context, importId);
}

async function toFile({ withEngine, out }: CommandContext, importId: string, file: string): Promise<number> {
  const { failed, skipped, size } = await withEngine(async ({ client }) => {
    const view = await client.imports.get({ importId });
    const similar = view.knownPartners === 'skip' ? await client.imports.similar({ importId }) : null;
    return {
      failed: view.failed,
      skipped: similar === null ? 0 : similar.knownCustomer + similar.knownCarrier,
      size: await saveFile(file, await client.imports.rejected({ importId })),
    };
  });
  await out.result({ importId, file, rows: failed + skipped, bytes: size }, () => {
    const rows = [plural(failed, 'refused row'), ...(skipped > 0 ? [`${skipped} skipped as known`] : [])];
    return `${rows.join(' and ')} written to ${file} (${bytes(size)}).`;
  });
  return exitCodes.done;
}

/** Programs get the reasons: the rows themselves are in a file that they have. */
async function toDocument({ withEngine, out }: CommandContext, importId: string): Promise<number> {
  const { view, rows } = await withEngine(async ({ client }) => ({
    view: await client.imports.get({ importId }),
    rows: (await allPages((page) => client.imports.issues({ importId, ...page }))).rows,
  }));
  const errors = rows.flatMap(({ severity, ...issue }) => (severity === 'error' ? [issue] : []));
  await out.result({ importId, rows: view.failed, errors }, () => '');
  return exitCodes.done;
}

async function toTerminal({ withEngine, out }: CommandContext, importId: string): Promise<number> {
  await printWhole(out, (path) =>
    withEngine(async ({ client }) => saveFile(path, await client.imports.rejected({ importId }))),
  );
  return exitCodes.done;
}
