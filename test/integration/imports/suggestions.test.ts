/** What an inspection offers beside the mapping that it proposes, or that it is given to judge. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inspectFile } from '../../../workers/imports/inspect.ts';
import type { Mapping } from '../../../workers/imports/source.ts';
import { stageFile } from '../../../workers/imports/stage.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

let lab: ImportLab;
beforeEach(async () => void (lab = await importLab()));
afterEach(() => lab.remove());

async function inspect(mapping?: Mapping) {
  const path = join(lab.dataDir, 'leads.csv');
  writeFileSync(path, 'Company,Title,Home Phone,Email\nAcme,Mr.,312-555-0188,ann@acme.example\n');
  const { sha256, name } = await stageFile(lab.store, path, 'leads.csv');
  return inspectFile(lab.store, { sha256, name, entity: 'lead', mapping });
}

it('offers a column that is not sure enough to be taken, and none whose values speak against it', async () => {
  const { mapping, suggestions } = await inspect();
  expect(mapping).toEqual({ company: 'Company', email: 'Email' });
  expect(suggestions.map(({ field, heading }) => [field, heading])).toEqual([['phone', 'Home Phone']]);
});

it('offers the guess again for a field that was emptied', async () => {
  const { mapping, suggestions } = await inspect({ company: 'Company' });
  expect(mapping).toEqual({ company: 'Company' });
  expect(suggestions.map(({ field, heading }) => [field, heading])).toEqual([
    ['email', 'Email'],
    ['phone', 'Home Phone'],
  ]);
});
