/** A template as a file, to be kept or carried to another machine. */
import { z } from 'zod';
import { duplicateModes, entities, type TemplateFile } from '../api/wire.ts';
import { UserError } from '../errors.ts';
import { mostColumns } from './headings.ts';
import { mappingSchema } from './mapping-schema.ts';
import { readingChoiceSchema } from './reading-choice.ts';

const version = 1;
export const longestName = 100;

const file = z.strictObject({
  dockhand: z.literal('import-template'),
  version: z.literal(version),
  name: z.string().trim().min(1).max(longestName),
  entity: z.enum(entities),
  headings: z.array(z.string().max(10_000)).min(1).max(mostColumns),
  mapping: mappingSchema,
  dialect: readingChoiceSchema.default({}),
  onDuplicate: z.enum(duplicateModes),
  options: z.record(z.string(), z.unknown()).default({}),
});

export function templateFile(values: Omit<TemplateFile, 'dockhand' | 'version'>): TemplateFile {
  return { dockhand: 'import-template', version, ...values };
}

/**
 * @param content what stood in the file, parsed.
 * @throws UserError `no-template-file`, `template-file-newer`, `template-file-invalid`; the last names each place that is wrong.
 */
export function parseTemplateFile(content: unknown): TemplateFile {
  const known = content as { dockhand?: unknown; version?: unknown } | null;
  if (typeof known !== 'object' || known?.dockhand !== 'import-template') {
    throw new UserError(
      'no-template-file',
      'This is not a file that `dockhand import templates export` has written.',
    );
  }
  if (typeof known.version === 'number' && known.version > version) {
    throw new UserError(
      'template-file-newer',
      `This file was written by a newer version of Dockhand (format ${known.version}; this one reads ${version}). Update Dockhand first.`,
    );
  }
  const parsed = file.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.slice(0, 5).map(({ path, message }) => {
    const where = path.join('.');
    return where === '' ? message : `${where}: ${message}`;
  });
  throw new UserError('template-file-invalid', `The template cannot be read. ${faults.join('; ')}.`);
}
