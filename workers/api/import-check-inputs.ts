/** Inputs of the calls about a file's rows and their corrections. */
import { z } from 'zod';
import { rowFilters } from './import-check-wire.ts';

const line = z.int().min(1);
const column = z.int().min(0).max(16_384);
const value = z.string().max(32_767);
const page = { limit: z.int().min(1).max(500).default(100) };

/** A staged file and how it is read. @param dialect what a person may choose of it. */
function fileInput<Dialect extends z.ZodType>(dialect: Dialect) {
  return {
    sha256: z.string(),
    name: z.string(),
    /** Of a workbook. Left out: the first with a table. */
    sheet: z.string().optional(),
    dialect: dialect.optional(),
  };
}

const change = z.discriminatedUnion('kind', [
  /** Single cells. */
  z.strictObject({
    kind: z.literal('cells'),
    cells: z.array(z.strictObject({ line, column, value })).min(1).max(10_000),
  }),
  /** One column from a line to another. `value` left out: that of the first line. */
  z.strictObject({
    kind: z.literal('fill'),
    column,
    fromLine: line,
    toLine: line,
    value: value.optional(),
  }),
  z.strictObject({
    kind: z.literal('replace'),
    /** Empty, with `wholeCell`: empty cells. */
    find: value,
    replaceBy: value,
    /** Left out: all columns. */
    column: column.optional(),
    matchCase: z.boolean().default(false),
    wholeCell: z.boolean().default(false),
  }),
  /** One value for a column in all rows of a check that were refused there; with `code`, for this reason. */
  z.strictObject({
    kind: z.literal('failed'),
    importId: z.string(),
    column,
    code: z.string().optional(),
    value,
  }),
]);

export const rowsInput = z.object({
  importId: z.string(),
  filter: z.enum(rowFilters).default('all'),
  /** Corrections to be shown; left out, those that the import was started with. */
  editsId: z.string().optional(),
  offset: z.int().min(0).default(0),
  ...page,
});

export function previewInput<Dialect extends z.ZodType>(dialect: Dialect) {
  return z.object({
    ...fileInput(dialect),
    editsId: z.string().optional(),
    /** Index of the first row, from 0 for the one under the header. */
    from: z.int().min(0).default(0),
    ...page,
  });
}

export function editInput<Dialect extends z.ZodType>(dialect: Dialect) {
  return z.object({
    /** The file as it was read for `preview` and `start`. */
    ...fileInput(dialect),
    /** Left out: a new set. */
    editsId: z.string().optional(),
    change,
    /** Only says what the step would do. */
    preview: z.boolean().default(false),
  });
}

export type EditChange = z.infer<typeof change>;
