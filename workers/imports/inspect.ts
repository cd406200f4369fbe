/** Inspection: reads the beginning of a staged file and says how it will be read and what it seems to hold. */
import type { DialectChoice, Entity, Inspection, MissingColumn, SheetView } from '../api/wire.ts';
import { importsOfFile, type ImportRecord } from '../store/import-record.ts';
import { getTemplate } from '../store/import-template.ts';
import type { Store } from '../store/open.ts';
import { targetFields, wordsFor } from './entities/index.ts';
import { dateColumns } from './date-columns.ts';
import { chooseReading } from './choose-reading.ts';
import type { Examination } from './format.ts';
import { guess, openSuggestions } from './mapping.ts';
import { propose } from './proposal.ts';
import { missingColumns } from './required.ts';
import type { Mapping } from './source.ts';
import { stagedTable } from './staged-table.ts';
import type { Survey } from './survey.ts';
import { lostWords } from './template-use.ts';
import { sheetNotices } from './xlsx/sheet-notices.ts';

const previewRows = 20;
/** A file of thousands of columns is previewed with fewer rows. */
const previewCells = 20_000;

/**
 * @param input.sheet of a workbook; left out, the first with a table.
 * @param input.entity what the file holds; left out, it is proposed.
 * @param input.mapping judged instead of a proposal; only together with the entity that it is for.
 * @param input.template id or name of one whose choices are proposed.
 * @param input.dialect how the file is written, as far as a person has chosen; the rest is found out.
 * @param input.anew without what the template lays down or was remembered of that.
 * @throws UserError `file-unknown`, `unknown-sheet`, `template-unknown`, `template-other-type`, and what the beginning of the file
 * shows: see `examine`.
 */
export async function inspectFile(
  store: Store,
  input: {
    sha256: string;
    name: string;
    sheet?: string | undefined;
    entity?: Entity | undefined;
    mapping?: Mapping | undefined;
    template?: string | undefined;
    dialect?: DialectChoice | undefined;
    anew?: boolean | undefined;
  },
): Promise<Inspection> {
  const template = input.template === undefined ? null : getTemplate(store, input.template);
  const { table, examination, chosen, contradicted } = await chooseReading(store, { ...input, template });
  const { path, survey, sheet } = table;
  const { format, columns, rows } = examination;
  const proposal = propose(store, examination, input.name, input.entity, template);
  const lost = template === null || input.mapping !== undefined ? null : lostWords(template, proposal);
  const { entity, onDuplicate, knownPartners } = proposal;
  const mapping = input.mapping ?? proposal.mapping;
  const suggestions = entity === null ? [] : openSuggestions(guess(entity, columns), mapping);
  const missing = entity === null ? [] : missingColumns(entity, mapping);
  const { encoding, delimiter, quote, headerLine, headings } = format;
  const shown = Math.max(1, Math.min(previewRows, Math.floor(previewCells / headings.length)));
  return {
    file: { sha256: input.sha256, name: input.name, bytes: table.fileBytes },
    dialect: {
      encoding,
      delimiter,
      quote,
      headerLine,
      ...(sheet === null ? {} : { sheet: sheet.name }),
    },
    chosen,
    sheets: sheet?.sheets ?? [],
    headers: headings,
    preview: rows.slice(0, shown).map(({ cells }) => cells),
    entity,
    fields: entity === null ? [] : targetFields(entity),
    mapping,
    suggestions,
    onDuplicate,
    knownPartners,
    template: template === null ? null : { id: template.id, name: template.name },
    remembered: input.mapping === undefined ? proposal.remembered : null,
    dates: entity === 'invoice' ? dateColumns(path, format, mapping) : [],
    missing,
    seenBefore: importsOfFile(store, input.sha256, sheet?.name ?? null).map(
      ({ importId, at, entity: was }) => ({
        importId,
        at,
        entity: was as Entity,
      }),
    ),
    origin: originView(proposal.origin),
    notices: [
      ...(proposal.origin === null ? [] : [originNotice(proposal.origin)]),
      ...(sheet === null ? [] : sheetNotices(sheet)),
      ...(contradicted === null ? [] : [contradicted]),
      ...(lost === null ? [] : [lost]),
      ...notices(examination, survey, entity, missing),
    ],
  };
}

/** The sheets of a workbook that have cells, whatever is in them; none of a text. @throws UserError `file-unknown` */
export async function sheetsOf(
  { paths }: Pick<Store, 'paths'>,
  { sha256, name }: { sha256: string; name: string },
): Promise<SheetView[]> {
  return (await stagedTable(paths, sha256, name)).sheet?.sheets ?? [];
}

function originView(origin: ImportRecord | null): Inspection['origin'] {
  return origin === null ? null : { importId: origin.id, fileName: origin.fileName, at: origin.createdAt };
}

function originNotice({ no, fileName }: ImportRecord): string {
  return `These are rows that import ${no} (${fileName}) has refused. Its columns and choices are proposed; only these rows are imported.`;
}

function notices(
  { format, rows, repeated, unnamed }: Examination,
  survey: Survey,
  entity: Entity | null,
  missing: MissingColumn[],
): string[] {
  const said: string[] = [];
  if (unnamed === 'no-header')
    said.push('No header was found, so the columns are called by their place. Map them by what they hold.');
  if (unnamed === 'header-narrow')
    said.push(
      `The rows have more cells than the header on line ${format.headerLine} has names, so which name belongs to which column is not sure. The columns are called by their place; map them by what they hold, or correct the header.`,
    );
  if (format.mixed === true)
    said.push(
      'Some rows are not in the encoding of the others. They are read all the same, with a warning each.',
    );
  if (format.headerLine > 1)
    said.push(
      `The header was found ${format.sheet === undefined ? 'on line' : 'in row'} ${format.headerLine}; what stands above it is not imported.`,
    );
  if (format.encoding === 'windows-1252')
    said.push('The text is not UTF-8; it was read as Windows-1252, as older versions of Excel write it.');
  if (format.damaged)
    said.push('Some characters of the file are damaged. Rows that hold one are imported with a warning.');
  if (survey.quotes > 0 && format.quote === null)
    said.push('Quotation marks in this file are plain characters: they do not enclose cells.');
  if (survey.invalid > 0 && format.encoding.startsWith('utf-16'))
    said.push('The file ends in the middle of a character; it may have been cut off.');
  for (const heading of repeated)
    said.push(`The heading "${heading}" stands more than once, so it is not mapped by itself.`);
  const wide = rows.find(({ cells }) =>
    cells.slice(format.headings.length).some((cell) => cell.trim() !== ''),
  );
  if (wide !== undefined)
    said.push(
      format.sheet === undefined
        ? `Line ${wide.line} has more cells than the header. Such rows are refused, with the reason.`
        : `Row ${wide.line} has cells right of the last heading. They are not imported.`,
    );
  if (entity !== null) {
    for (const { label, needed } of missing) {
      said.push(
        needed === 'always'
          ? `No column is mapped to ${label}, and ${wordsFor(entity)} cannot be imported without it.`
          : `No column is mapped to ${label}: only ${wordsFor(entity)} that are known already can be updated.`,
      );
    }
  }
  return said;
}
