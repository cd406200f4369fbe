/** Templates: kept under a name, carried as files, applied to files with the same columns. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { failure, startTestApi, type Client, type TestApi } from './api.ts';

let api: TestApi;
let client: Client;
beforeAll(async () => {
  api = await startTestApi();
  ({ client } = api);
});
afterAll(() => api.close());

const file = 'DOT,Old Name,New Name\n777001,OLD LLC,NEW LLC\n';
const mapping = { usdot: 'DOT', legalName: 'New Name' };
const draft = {
  entity: 'carrier' as const,
  headings: ['DOT', 'Old Name', 'New Name'],
  mapping,
  onDuplicate: 'skip' as const,
};

async function stage(content: string) {
  const path = join(api.dataDir, 'file.csv');
  writeFileSync(path, content);
  return client.files.stage({ path });
}

const codeOf = async (promise: Promise<unknown>) => ((await failure(promise)).data as { code: string }).code;

it('a template is made of what is being prepared, and shown by id or by name in any case', async () => {
  const made = await client.importTemplates.create({ name: ' Weekly carriers ', from: { draft } });
  expect(made).toMatchObject({ name: 'Weekly carriers', entity: 'carrier', mapping, onDuplicate: 'skip' });
  expect(await client.importTemplates.get({ template: made.id })).toEqual(made);
  expect(await client.importTemplates.get({ template: 'weekly CARRIERS' })).toEqual(made);
  expect(await client.importTemplates.list()).toEqual([made]);
});

it('a name is given once, in whatever case, and has to be one', async () => {
  const create = (name: string) => client.importTemplates.create({ name, from: { draft } });
  expect(await codeOf(create('WEEKLY carriers'))).toBe('template-exists');
  expect(await codeOf(create('  '))).toBe('template-name');
  expect(await codeOf(create('a\nb'))).toBe('template-name');
});

it('what it maps has to exist', async () => {
  const create = (wrong: object) =>
    client.importTemplates.create({ name: 'wrong', from: { draft: { ...draft, ...wrong } } });
  expect(await codeOf(create({ mapping: { wheels: 'DOT' } }))).toBe('unknown-field');
  expect(await codeOf(create({ mapping: { usdot: 'Fax' } }))).toBe('unknown-column');
});

it('its choices are proposed for a file, which may write the headings otherwise', async () => {
  const { sha256, name } = await stage('new_name,dot,OLD NAME\nB LLC,777002,A LLC\n');
  const inspection = await client.imports.inspect({ sha256, name, template: 'Weekly carriers' });
  expect(inspection).toMatchObject({
    entity: 'carrier',
    mapping: { usdot: 'dot', legalName: 'new_name' },
    onDuplicate: 'skip',
    template: { name: 'Weekly carriers' },
    remembered: null,
  });
});

it('of leads it has what becomes of those that are partners already', async () => {
  const headings = ['Company', 'Email'];
  const leads = { entity: 'lead' as const, headings, mapping: { company: 'Company', email: 'Email' } };
  const made = await client.importTemplates.create({
    name: 'Leads',
    from: { draft: { ...leads, onDuplicate: 'update', knownPartners: 'skip' } },
  });
  const { sha256, name } = await stage('Company,Email\nA LLC,a@a.example\n');
  const seen = await client.imports.inspect({ sha256, name, template: made.id });
  expect([seen.entity, seen.knownPartners]).toEqual(['lead', 'skip']);
  const { importId } = await client.imports.start({ sha256, name, template: made.id });
  expect((await client.imports.get({ importId })).knownPartners).toBe('skip');
  expect((await client.importTemplates.export({ template: made.id })).options).toEqual({
    knownPartners: 'skip',
  });
  await client.importTemplates.remove({ template: made.id });
});

it('an import is started by it alone, and knows it', async () => {
  const { sha256, name } = await stage(file);
  const { importId } = await client.imports.start({ sha256, name, template: 'weekly carriers' });
  expect(await client.imports.get({ importId })).toMatchObject({
    entity: 'carrier',
    mapping,
    onDuplicate: 'skip',
  });
  const [template] = await client.importTemplates.list();
  const stored = api.store.raw.prepare('SELECT template_id FROM import WHERE id = ?').pluck().get(importId);
  expect(stored).toBe(template?.id);
});

it('what is given goes before what the template says', async () => {
  const { sha256, name } = await stage(file);
  const given = { mapping: { usdot: 'DOT' }, onDuplicate: 'merge' as const };
  const { importId } = await client.imports.start({ sha256, name, template: 'weekly carriers', ...given });
  expect(await client.imports.get({ importId })).toMatchObject(given);
});

it('a file that lacks one of its columns is told so at inspection, and refused at the start', async () => {
  const { sha256, name } = await stage('DOT,Company\n777003,X LLC\n');
  const asked = { sha256, name, template: 'Weekly carriers' };
  const inspection = await client.imports.inspect(asked);
  expect(inspection.mapping).toEqual({ usdot: 'DOT' });
  expect(inspection.notices[0]).toMatch(/"Weekly carriers" reads the column "New Name"/);
  expect(await codeOf(client.imports.start(asked))).toBe('template-unfit');
});

it('a file that is said to be something else is refused', async () => {
  const { sha256, name } = await stage(file);
  const asked = { sha256, name, entity: 'lead' as const, template: 'Weekly carriers' };
  expect(await codeOf(client.imports.start(asked))).toBe('template-other-type');
  expect(await codeOf(client.imports.start({ sha256, name }))).toBe('type-needed');
  expect(await codeOf(client.imports.start({ sha256, name, template: 'none' }))).toBe('template-unknown');
});

it('it is made of an import, renamed, and removed; imports keep what they read by', async () => {
  const { sha256, name } = await stage(file);
  const { importId } = await client.imports.start({ sha256, name, entity: 'carrier', mapping });
  const { id } = await client.importTemplates.create({ name: 'second', from: { importId } });
  expect(await codeOf(client.importTemplates.rename({ template: 'second', name: 'Weekly Carriers' }))).toBe(
    'template-exists',
  );
  const renamed = await client.importTemplates.rename({ template: 'second', name: 'Second' });
  expect([renamed.id, renamed.name, renamed.mapping]).toEqual([id, 'Second', mapping]);
  const { importId: byIt } = await client.imports.start({ sha256, name, template: id });
  await client.importTemplates.remove({ template: id });
  expect(await codeOf(client.importTemplates.get({ template: id }))).toBe('template-unknown');
  expect((await client.imports.get({ importId: byIt })).mapping).toEqual(mapping);
  const audited = api.store.raw
    .prepare(`SELECT action FROM audit_log WHERE entity = 'import-template' AND entity_id = ? ORDER BY no`)
    .pluck()
    .all(id);
  expect(audited).toEqual(['create', 'update', 'delete']);
});

it('it travels as a file, there and back', async () => {
  const exported = await client.importTemplates.export({ template: 'Weekly carriers' });
  const carried: unknown = JSON.parse(JSON.stringify(exported));
  expect(await codeOf(client.importTemplates.import({ file: carried }))).toBe('template-exists');
  const other = await client.importTemplates.import({ file: carried, name: 'Copy' });
  const { name: _, ...same } = exported;
  expect(await client.importTemplates.export({ template: other.id })).toMatchObject({
    ...same,
    name: 'Copy',
  });
});

it('a template that is replaced by a file stays the same template', async () => {
  const before = await client.importTemplates.get({ template: 'Copy' });
  const exported = await client.importTemplates.export({ template: 'Copy' });
  const changed = { ...exported, onDuplicate: 'merge', mapping: { usdot: 'DOT' } };
  const after = await client.importTemplates.import({ file: changed, replace: true });
  expect(after).toMatchObject({ id: before.id, onDuplicate: 'merge', mapping: { usdot: 'DOT' } });
});

it.each([
  ['no template', { name: 'x' }, 'no-template-file', /export/],
  ['nothing', null, 'no-template-file', /export/],
  ['a newer one', { dockhand: 'import-template', version: 2 }, 'template-file-newer', /newer version/],
  [
    'half of one',
    { dockhand: 'import-template', version: 1, name: 'x' },
    'template-file-invalid',
    /entity.*headings/,
  ],
])('a file that is %s is refused with its reason', async (_, content, code, says) => {
  const refused = await failure(client.importTemplates.import({ file: content }));
  expect((refused.data as { code: string }).code).toBe(code);
  expect(refused.message).toMatch(says);
});

it('a file with an unknown entry, a wrong mode or a column that it does not list is refused', async () => {
  const exported = await client.importTemplates.export({ template: 'Copy' });
  const refused = (change: object) =>
    codeOf(client.importTemplates.import({ file: { ...exported, ...change }, name: 'never' }));
  expect(await refused({ run: 'rm' })).toBe('template-file-invalid');
  expect(await refused({ onDuplicate: 'burn' })).toBe('template-file-invalid');
  expect(await refused({ mapping: { usdot: 'Elsewhere' } })).toBe('unknown-column');
  expect((await client.importTemplates.list()).map(({ name }) => name)).not.toContain('never');
});
