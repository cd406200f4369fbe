/** Starting: the import's row and its job are written in one transaction. */
import {
  entities,
  type DialectChoice,
  type Entity,
  type KnownPartners,
  type OnDuplicate,
  type ReadingChoice,
} from '../api/wire.ts';
import { UserError } from '../errors.ts';
import { enqueue } from '../queues/enqueue.ts';
import { rememberImport } from '../store/import-memory.ts';
import { insertImport } from '../store/import-record.ts';
import { getTemplate, type TemplateRecord } from '../store/import-template.ts';
import type { Store } from '../store/open.ts';
import type { Transaction } from '../store/write.ts';
import { checkEdits } from './edits.ts';
import { fieldsOf, wordsFor } from './entities/index.ts';
import { chooseReading, plainKeys, type ChosenReading } from './choose-reading.ts';
import type { Examination } from './format.ts';
import { headingKey } from './headings.ts';
import { headingsKey } from './headings-key.ts';
import { optionsText } from './options.ts';
import { propose, type Proposal } from './proposal.ts';
import { missingColumns, refuseSameForAll } from './required.ts';
import { RowReader } from './row.ts';
import { columnsOf, headingsOf, type Mapping } from './source.ts';
import { requireKept } from './staged-file.ts';
import type { TableSheet } from './staged-table.ts';
import { synonyms } from './synonyms.ts';
import { lostWords } from './template-use.ts';

export interface StartImport {
  sha256: string;
  name: string;
  /** Of a workbook; left out, the first with a table. */
  sheet?: string | undefined;
  /** Left out: that of the template. */
  entity?: Entity | undefined;
  /** Left out: as proposed. */
  mapping?: Mapping | undefined;
  /** Left out: as the template has it, or the import that refused these rows, else `update`. */
  onDuplicate?: OnDuplicate | undefined;
  /** Of leads; left out, as the template has it, or the import that refused these rows, else `flag`. */
  knownPartners?: KnownPartners | undefined;
  dryRun: boolean;
  /** Id or name. */
  template?: string | undefined;
  /** How the file is written, as far as a person has chosen. */
  dialect?: DialectChoice | undefined;
  /** The rest of that is found out, whatever the template lays down or was remembered. */
  anew?: boolean | undefined;
  /** Corrections of this file's cells. */
  editsId?: string | undefined;
}

/**
 * Checks that the file can be imported this way, and puts the import on its way.
 * @param within called in the import's transaction, for what starts imports by itself; such a one is not remembered as a choice.
 * @throws UserError `file-unknown`, `unknown-sheet`, `type-needed`, `template-unknown`, `template-other-type`, `template-unfit`,
 * `unknown-field`, `unknown-column`, `duplicate-header`, `missing-column`, `same-for-all`, `bad-value`, `no-header`, `edits-unknown`,
 * `edits-other-file`, and what `examine` finds.
 */
export async function startImport(
  store: Store,
  actor: string,
  input: StartImport,
  within?: (tx: Transaction, importId: string) => void,
): Promise<{ importId: string; jobId: string }> {
  const { sha256, name, dryRun } = input;
  const template = input.template === undefined ? null : getTemplate(store, input.template);
  const entity = input.entity ?? (template?.entity as Entity | undefined);
  if (entity === undefined) {
    throw new UserError(
      'type-needed',
      `Say what the rows are (${entities.join(', ')}), or choose a template.`,
    );
  }
  const reading = await chooseReading(store, {
    sha256,
    name,
    entity,
    template,
    sheet: input.sheet,
    dialect: input.dialect,
    anew: input.anew,
    known: columnsOf(input.mapping ?? {}),
  });
  refuseOtherSheet(reading);
  const { table, examination, chosen: laidDown } = reading;
  if (entity === 'invoice') refuseBroken(table.sheet);
  if (input.editsId !== undefined) checkEdits(store, input.editsId, sha256, examination.format);
  if (template === null) refuseUnnamed(examination, input, laidDown);
  const proposal = propose(store, examination, name, entity, template);
  if (input.mapping === undefined && template !== null) refuseLost(template, proposal);
  const mapping =
    input.mapping === undefined
      ? proposal.mapping
      : checkedMapping(entity, input.mapping, { ...examination.format, repeated: examination.repeated });
  refuseMissing(entity, mapping, examination);
  refuseSameForAll(entity, mapping);
  // What the mapping gives has to be possible in every row: better told now than in each of them.
  void new RowReader(fieldsOf(entity), mapping, examination.format);
  const onDuplicate =
    input.onDuplicate ?? (template === null && proposal.origin === null ? 'update' : proposal.onDuplicate);
  const chosen = { entity, mapping: JSON.stringify(mapping), onDuplicate };
  // The number in the headings of refused rows comes once: there is nothing to remember.
  const remembered = !dryRun && within === undefined && proposal.origin === null;
  const memories = new Map<string, ReadingChoice>(
    remembered
      ? [
          [headingsKey(examination.format.headings), {}],
          ...(await plainKeys(store, { sha256, name }, reading)),
        ]
      : [],
  );
  return store.write(actor, (tx) => {
    // Copies are removed in transactions too: from here on it is wanted.
    requireKept(store.paths, sha256);
    for (const [key, how] of memories) rememberImport(tx, { ...chosen, headingsKey: key, reading: how });
    const started = insertImport(
      tx,
      {
        ...chosen,
        fileName: name,
        fileSha256: sha256,
        fileBytes: table.fileBytes,
        dialect: JSON.stringify({ ...examination.format, chosen: laidDown }),
        dryRun,
        options: optionsText(template?.options ?? '{}', entity, {
          knownPartners: input.knownPartners ?? proposal.knownPartners,
        }),
        editsId: input.editsId ?? null,
        templateId: template?.id ?? null,
        originImportId: proposal.origin?.id ?? null,
      },
      (importId) => enqueue(tx, 'import/process-csv', { importId }),
    );
    within?.(tx, started.importId);
    return started;
  });
}

/** Without a header nothing tells what the columns are; a person who maps them has seen them. */
function refuseUnnamed(
  { unnamed, rows }: Examination,
  { name, mapping }: StartImport,
  { headerLine }: ReadingChoice,
): void {
  if (unnamed !== 'no-header' || mapping !== undefined || headerLine === 0) return;
  const [first] = rows;
  throw new UserError(
    'no-header',
    `"${name}" seems to have no header: line ${first?.line ?? 1} already holds data ("${first?.cells[0] ?? ''}"). Add a first row with the names of the columns, or say that there is none and map them by position.`,
  );
}

/** The rows of an invoice may stand anywhere: where some are lost, any invoice may lack a part of its amount. */
function refuseBroken(sheet: TableSheet | null): void {
  if (sheet === null || sheet.facts.brokenAt === null) return;
  throw new UserError(
    'workbook-damaged',
    `The workbook is damaged: nothing from row ${sheet.facts.brokenAt} on could be read, so invoices could be incomplete. Open it in Excel, save it anew and import that.`,
  );
}

/**
 * A mapping that a person or a program gave: every name in it has to exist.
 * @throws UserError `unknown-field`, `unknown-column`, `duplicate-header`
 */
export function checkedMapping(
  entity: Entity,
  given: Readonly<Mapping>,
  { headings, repeated }: { headings: readonly string[]; repeated: readonly string[] },
): Mapping {
  const fields = new Set(fieldsOf(entity).map(({ name }) => name));
  const mapping: Mapping = {};
  for (const [field, source] of Object.entries(given)) {
    if (!fields.has(field)) {
      throw new UserError(
        'unknown-field',
        `${capital(wordsFor(entity))} have no field "${field}". Known are: ${[...fields].join(', ')}.`,
      );
    }
    for (const heading of headingsOf(source)) {
      if (repeated.includes(heading)) throw duplicateHeader(heading, headings);
      if (headings.includes(heading)) continue;
      throw new UserError(
        'unknown-column',
        `The file has no column "${heading}". Its columns are: ${shorten(headings)}.`,
      );
    }
    mapping[field] = source;
  }
  return mapping;
}

/** Another sheet than the template's would be another table, whatever its columns are called. */
function refuseOtherSheet({ unfit, contradicted }: ChosenReading): void {
  if (!unfit) return;
  throw new UserError(
    'template-unfit',
    `${contradicted} Name the sheet that is meant, or correct the workbook.`,
  );
}

/** Without one of its columns a template would leave fields out that its maker counts on. */
function refuseLost(template: TemplateRecord, proposal: Proposal): void {
  const lost = lostWords(template, proposal);
  if (lost === null) return;
  throw new UserError(
    'template-unfit',
    `${lost} Correct the file, or map its columns and save a template anew.`,
  );
}

function refuseMissing(entity: Entity, mapping: Mapping, { format, repeated }: Examination): void {
  const missing = missingColumns(entity, mapping).filter(({ needed }) => needed === 'always');
  const [first] = missing;
  if (first === undefined) return;
  const names = first.fields.flatMap((field) => synonyms[entity][field] ?? []);
  const double = repeated.find((heading) => names.includes(headingKey(heading)));
  if (double !== undefined) throw duplicateHeader(double, format.headings);
  throw new UserError(
    'missing-column',
    `No column of this file was recognised as ${missing.map(({ label }) => label).join(', nor as ')}, and ${wordsFor(entity)} cannot be imported without. Map it, or add such a column. The file has: ${shorten(format.headings)}.`,
  );
}

function duplicateHeader(heading: string, headings: readonly string[]): UserError {
  const distinct = headings.filter((one) => one.startsWith(`${heading} (column `));
  return new UserError(
    'duplicate-header',
    `The heading "${heading}" stands more than once. Rename one of them, or map by position: ${distinct.map((one) => `"${one}"`).join(' or ')}.`,
  );
}

function shorten(headings: readonly string[]): string {
  const shown = headings.slice(0, 30).join(', ');
  return headings.length > 30 ? `${shown} and ${headings.length - 30} more` : shown;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
