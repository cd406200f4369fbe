/** That an import is remembered by its headings, and proposed again only where it fits. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entity } from '../../../workers/api/wire.ts';
import { headingFinder, headingsKey } from '../../../workers/imports/headings-key.ts';
import { inspectFile } from '../../../workers/imports/inspect.ts';
import { stageFile } from '../../../workers/imports/stage.ts';
import { importLab, type ImportLab } from '../../support/import-lab.ts';

let lab: ImportLab;
beforeEach(async () => void (lab = await importLab()));
afterEach(() => lab.remove());

async function inspect(content: string, entity?: Entity) {
  const path = join(lab.dataDir, 'look.csv');
  writeFileSync(path, content);
  return inspectFile(lab.store, { ...(await stageFile(lab.store, path, 'look.csv')), entity });
}

const file = 'DOT,Old Name,New Name\n777001,OLD LLC,NEW LLC\n';
const chosen = { usdot: 'DOT', legalName: 'New Name', dba: 'Old Name' };

test('the same headings are mapped as they were imported the last time, whatever their order, case and punctuation', async () => {
  const before = await inspect(file);
  expect([before.remembered, before.onDuplicate]).toEqual([null, 'update']);
  await lab.take(file, { mapping: chosen, onDuplicate: 'skip' });
  const again = await inspect('new_name,"dot",OLD NAME\nA LLC,777002,B LLC\n');
  expect(again.mapping).toEqual({ usdot: 'dot', legalName: 'new_name', dba: 'OLD NAME' });
  expect([again.entity, again.onDuplicate, again.missing]).toEqual(['carrier', 'skip', []]);
  expect(again.remembered).toEqual({ at: expect.any(Number), by: 'user:test' });
});

test('an import that is started without a mapping takes the remembered one', async () => {
  await lab.take(file, { mapping: chosen });
  const { mapping, created } = await lab.take('DOT,Old Name,New Name\n777009,OLD LLC,NEW LLC\n');
  expect([created, mapping]).toEqual([1, chosen]);
});

test('what such files held before goes before the guess of what they hold', async () => {
  const leads = 'Carrier,Phone\nACME,555-123-4567\n';
  expect((await inspect(leads)).entity).not.toBe('lead');
  await lab.take(leads, { entity: 'lead', mapping: { company: 'Carrier', phone: 'Phone' } });
  expect(await inspect(leads)).toMatchObject({ entity: 'lead', mapping: { company: 'Carrier' } });
  expect((await inspect(leads, 'carrier')).remembered).toBeNull();
});

test('the last import is remembered, per entity', async () => {
  await lab.take(file, { mapping: chosen });
  await lab.take(file, { mapping: { usdot: 'DOT', legalName: 'Old Name' }, onDuplicate: 'merge' });
  expect(await inspect(file)).toMatchObject({
    mapping: { usdot: 'DOT', legalName: 'Old Name' },
    onDuplicate: 'merge',
  });
});

test('a dry run is not remembered', async () => {
  await lab.take(file, { mapping: chosen, dryRun: true });
  expect((await inspect(file)).remembered).toBeNull();
});

test('a mapping that no longer fits gives way to the guess', async () => {
  await lab.take(file, { mapping: chosen });
  lab.store.write('test', ({ orm }) => {
    orm.run(`UPDATE import_memory SET mapping = '{"usdot":"DOT","legalName":"Name of old"}'`);
  });
  const guessed = await inspect(file);
  expect([guessed.remembered, guessed.mapping['usdot']]).toEqual([null, 'DOT']);
});

test('a given mapping is judged as it is, beside the remembered choice for duplicates', async () => {
  await lab.take(file, { mapping: chosen, onDuplicate: 'skip' });
  const { sha256, name } = await stageFile(lab.store, join(lab.dataDir, 'in.csv'), 'in.csv');
  const mapping = { usdot: 'DOT' };
  const judged = await inspectFile(lab.store, { sha256, name, entity: 'carrier', mapping });
  expect(judged).toMatchObject({ mapping, remembered: null, onDuplicate: 'skip' });
});

test('other headings have another key, also one more of the same', () => {
  const key = headingsKey(['DOT #', 'Name']);
  expect(headingsKey(['NAME', 'dot_number'])).toBe(key);
  expect(headingsKey(['DOT #', 'Name', 'name'])).not.toBe(key);
  expect(headingsKey(['DOT # Name'])).not.toBe(key);
});

test('a heading that several could be is none of them', () => {
  const find = headingFinder(['Phone', 'PHONE', 'E-Mail', '__proto__']);
  expect(['Phone', 'PHONE', 'phone', 'email', 'Fax', '__proto__'].map(find)).toEqual([
    'Phone', 'PHONE', null, 'E-Mail', null, '__proto__',
  ]); // prettier-ignore
});

test('a file without headings recalls nothing of another one', async () => {
  const mapping = { usdot: 'Column 1', legalName: 'Column 2' };
  await lab.take('777001,A LLC\n777002,B LLC\n', { mapping });
  expect(
    (await inspect('ann@example.com,555-123-4567\nbob@example.com,555-123-4568\n')).remembered,
  ).toBeNull();
});
