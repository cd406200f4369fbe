/** `dockhand import FILE --type …`: a file becomes rows; the result says what became of each. */
import type { Command } from 'commander';
import { access, constants, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import {
  duplicateModes,
  entities,
  rowFilters,
  type Entity,
  knownPartnerModes,
  type ImportView,
  type KnownPartners,
  type OnDuplicate,
  type RowFilter,
  type RowIssue,
  type StagedFile,
} from '../../workers/api/wire.ts';
import { errorInfo, UserError } from '../../workers/errors.ts';
import type { Mapping } from '../../workers/imports/source.ts';
import { wantsTakenBack } from './ask-take-back.ts';
import { apiClient, type ApiClient } from './client.ts';
import { limitOption, oneOf, type AddCommand } from './command.ts';
import type { Access, CommandContext } from './context.ts';
import { addDialectOptions, dialectChoice, type DialectOptions } from './dialect-options.ts';
import { exitCodes, Interrupted } from './exit.ts';
import { followImport, followUndo } from './follow.ts';
import { time } from './format.ts';
import { undoProgress } from './import-undo.ts';
import { describeImport, importDocument, progressWords } from './import-report.ts';
import { describeRows, rowsOf, type ShownRows } from './import-rows.ts';
import { applyMapping, parseDefault, parseMapEntry, withDefaults, type MapEntry } from './mapping.ts';
import { allPages } from './pages.ts';

interface ImportOptions extends DialectOptions {
  /** Both may be left out, though not together. */
  type?: Entity;
  template?: string;
  sheet?: string;
  map: MapEntry[];
  setDefault: [target: string, value: string][];
  onDuplicate?: OnDuplicate;
  knownPartners?: KnownPartners;
  dryRun: boolean;
  onCancel?: CancelChoice;
  /** Of a check: which rows are shown, and how many at most. */
  rows?: RowFilter;
  limit?: number;
}

const cancelChoices = ['keep', 'take-back'] as const;
type CancelChoice = (typeof cancelChoices)[number];

/** `dockhand import check FILE …`: the same without writing. The options are those of `import`. */
export const addImportCheck: AddCommand = (parent, run) => {
  parent
    .command('check')
    .summary('check every row of a file and write none')
    .description(
      'Reads a file as an import would and says what would become of its rows. The options are those of `import`.',
    )
    .argument('[file]', 'the file')
    .option(
      '--rows <which>',
      `show the rows themselves: ${rowFilters.join(', ')}`,
      oneOf('unknown-rows', 'rows', rowFilters),
    )
    .addOption(limitOption())
    .action((file: string | undefined, _: unknown, command: Command) => {
      const options = { ...command.optsWithGlobals<ImportOptions>(), dryRun: true };
      return run((context) => importFile(context, file, options));
    });
};

export const addImportFile: AddCommand = (parent, run) => {
  addDialectOptions(parent)
    .argument(
      '[file]',
      'an Excel workbook (.xlsx), CSV, TSV or other delimited text (a file called "errors" or like another command below is ./errors)',
    )
    .option(
      '--type <type>',
      `what the rows are: ${entities.join(', ')}`,
      oneOf('unknown-type', 'type', entities),
    )
    .option('--template <name>', 'read it as this template says: see `dockhand import templates`')
    .option('--sheet <name>', 'of a workbook; left out, the first with a table')
    .option(
      "--map <'target=Column'>",
      'fill a target from this column instead of the guessed one, or as JSON says ({"constant":"US"}); may be repeated',
      (text: string, former: MapEntry[]) => [...former, parseMapEntry(text)],
      [],
    )
    .option(
      "--set-default <'target=value'>",
      'what a target has where its cell is empty, or in every row if no column fills it; may be repeated',
      (text: string, former: [string, string][]) => [...former, parseDefault(text)],
      [],
    )
    .option(
      '--on-duplicate <mode>',
      `rows that exist already: ${duplicateModes.join(', ')} (merge fills empty fields only); as the template has it, else update`,
      oneOf('unknown-mode', 'mode', duplicateModes),
    )
    .option(
      '--known-partners <mode>',
      `leads that are customers or carriers already: ${knownPartnerModes.join(', ')} (flag imports them with a warning); as the template has it, else flag`,
      oneOf('unknown-mode', 'mode', knownPartnerModes),
    )
    .option('--dry-run', 'check every row and write none', false)
    .option(
      '--on-cancel <what>',
      `what becomes of the rows that are in at Ctrl+C: ${cancelChoices.join(', ')}; in a terminal it asks`,
      oneOf('unknown-choice', 'choice', cancelChoices),
    )
    .action((file: string | undefined, options: ImportOptions) =>
      run((context) => importFile(context, file, options)),
    );
};

async function importFile(
  context: CommandContext,
  file: string | undefined,
  options: ImportOptions,
): Promise<number> {
  if (file === undefined) throw new UserError('usage', 'Which file? dockhand import FILE --type carrier');
  if (options.type === undefined && options.template === undefined) {
    throw new UserError(
      'type-needed',
      `Say what the rows are: --type ${entities.join('|')}, or --template NAME.`,
    );
  }
  const path = resolve(file);
  await requireReadable(path);
  const run = new ImportRun(context, path, options);
  const { view, issues, similar, shown } = await context.withEngine(async (access) => {
    const ended = await run.goOn(access);
    // Cancelled by Ctrl+C, it is told all the same what became of it.
    const client = run.interruptedBy === null ? access.client : apiClient(access.endpoint);
    return {
      ...ended,
      similar: await client.imports.similar({ importId: ended.view.importId }),
      shown: await shownRows(client, ended.view, {
        limit: context.out.json ? Infinity : usualRows,
        ...options,
      }),
    };
  });
  await context.out.result(
    { ...importDocument(view, issues, similar), ...(shown === null ? {} : { rows: shown.rows }) },
    () =>
      describeImport(view, issues, similar, context.out.width) +
      (shown === null ? '' : describeRows(shown, context.out.width)),
  );
  if (run.interruptedBy !== null) return exitCodes[run.interruptedBy];
  if (view.state !== 'done') return exitCodes.failed;
  return view.failed > 0 ? exitCodes.partly : exitCodes.done;
}

const usualRows = 50;

async function shownRows(
  client: ApiClient,
  { importId, state }: ImportView,
  { rows, limit }: ImportOptions & { limit: number },
): Promise<ShownRows | null> {
  return rows === undefined || state !== 'done' ? null : rowsOf(client, importId, rows, limit);
}

/** Starting an engine only to hear that a name was mistyped would take too long. */
async function requireReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    const { code } = errorInfo(error);
    const why = code === 'EACCES' || code === 'EPERM' ? 'this user may not read it' : 'there is no such file';
    throw new UserError('file-unreadable', `${path} cannot be read: ${why}. Check the path and try again.`);
  }
  if ((await stat(path)).isDirectory()) {
    throw new UserError('file-is-folder', `${path} is a folder. Choose a file in it.`);
  }
}

/** One import from file to result. It survives the engine: called again with another one, it goes on where it was. */
class ImportRun {
  interruptedBy: Interrupted['by'] | null = null;
  readonly #context: CommandContext;
  readonly #path: string;
  readonly #options: ImportOptions;
  #file: StagedFile | null = null;
  #entity: Entity | null = null;
  /** Of a workbook. */
  #sheet: string | undefined;
  #mapping: Mapping | undefined;
  #askedAt: number | null = null;
  #importId: string | null = null;

  constructor(context: CommandContext, path: string, options: ImportOptions) {
    this.#context = context;
    this.#path = path;
    this.#options = options;
  }

  async goOn({ client, endpoint }: Access): Promise<{ view: ImportView; issues: RowIssue[] }> {
    this.#context.out.progress.show(`Reading ${basename(this.#path)} …`);
    this.#file ??= await this.#stage(client);
    // Begun is begun: an answer that Ctrl+C kept from arriving would leave an import behind that nobody cancels.
    this.#importId ??= (await this.#startedBefore(client)) ?? (await this.#start(apiClient(endpoint)));
    const importId = this.#importId;
    try {
      const view = await followImport(client, importId, (now) =>
        this.#context.out.progress.show(progressWords(now)),
      );
      return { view, issues: await issuesOf(client, importId) };
    } catch (error) {
      const { signal } = this.#context;
      // Ctrl+C is a person's wish that it stops. Any other end leaves it in the data folder, where it goes on with the next engine.
      if (!signal.aborted || (signal.reason as Interrupted).by !== 'SIGINT') throw error;
      this.interruptedBy = 'SIGINT';
      return cancel(this.#context, apiClient(endpoint), importId, this.#options.onCancel);
    }
  }

  async #stage(client: ApiClient): Promise<StagedFile> {
    const { out } = this.#context;
    const file = await client.files.stage({ path: this.#path });
    const { type: entity, template, sheet, map, setDefault } = this.#options;
    const { sha256, name } = file;
    const dialect = dialectChoice(this.#options);
    const inspection = await client.imports.inspect({ sha256, name, sheet, entity, template, dialect });
    this.#entity = inspection.entity;
    this.#sheet = inspection.dialect.sheet;
    const { remembered, notices } = inspection;
    const recalled =
      remembered === null
        ? []
        : [`Columns are filled as on ${time(remembered.at)}, when a file with these headings was imported.`];
    for (const notice of [...recalled, ...notices]) if (!out.json) out.say(notice);
    if (map.length + setDefault.length > 0)
      this.#mapping = withDefaults(inspection.fields, applyMapping(inspection, map), setDefault);
    return file;
  }

  async #start(client: ApiClient): Promise<string> {
    const { sha256, name } = this.#requireFile();
    const { type: entity, template, onDuplicate, knownPartners, dryRun } = this.#options;
    this.#askedAt = Date.now();
    const mapping = this.#mapping === undefined ? {} : { mapping: this.#mapping };
    const { importId } = await client.imports.start({
      sha256,
      name,
      sheet: this.#options.sheet,
      entity,
      template,
      onDuplicate,
      knownPartners,
      dryRun,
      dialect: dialectChoice(this.#options),
      ...mapping,
    });
    return importId;
  }

  /** Asked before, and the engine went away without an answer: the import may be there all the same. */
  async #startedBefore(client: ApiClient): Promise<string | null> {
    const askedAt = this.#askedAt;
    if (askedAt === null) return null;
    const { sha256 } = this.#requireFile();
    const { dryRun } = this.#options;
    const { rows } = await client.imports.list({ limit: 50 });
    const isIt = (view: ImportView) =>
      view.fileSha256 === sha256 &&
      view.entity === this.#entity &&
      view.sheet === (this.#sheet ?? null) &&
      view.dryRun === dryRun &&
      view.createdAt >= askedAt;
    return rows.find(isIt)?.importId ?? null;
  }

  #requireFile(): StagedFile {
    if (this.#file === null) throw new Error('Nothing is staged yet.');
    return this.#file;
  }
}

async function issuesOf(client: ApiClient, importId: string): Promise<RowIssue[]> {
  const { rows } = await allPages((page) => client.imports.issues({ importId, ...page }));
  return rows;
}

/** @param client one that the interruption does not end. @param choice undefined: asks where somebody can answer. */
async function cancel(
  { out }: CommandContext,
  client: ApiClient,
  importId: string,
  choice: CancelChoice | undefined,
): Promise<{ view: ImportView; issues: RowIssue[] }> {
  await client.imports.cancel({ importId, takeBack: choice === 'take-back' });
  let view = await followImport(client, importId, () => {});
  const written = view.dryRun ? 0 : view.created + view.updated;
  if (choice === undefined && written > 0 && !out.json && (await wantsTakenBack(written)))
    await client.imports.undo({ importId });
  view = await followUndo(client, importId, (now) => out.progress.show(undoProgress(now)));
  return { view, issues: await issuesOf(client, importId) };
}
