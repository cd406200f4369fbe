/** Files that arrive in a hot folder of a running engine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HotFolderView } from '../../../workers/api/wire.ts';
import { programRoot } from '../../../workers/paths.ts';
import { startHeadless, type HeadlessEngine } from '../../support/engine.ts';
import { until } from '../../support/until.ts';

let engine: HeadlessEngine;
let hot: string;
beforeAll(async () => void (engine = await startHeadless()));
afterAll(() => engine?.stop());
beforeEach(() => {
  hot = realpathSync(mkdtempSync(join(tmpdir(), 'dockhand-hot-')));
});
afterEach(async () => {
  await engine.client.hotFolders.remove({ folder: hot }).catch(() => {});
  rmSync(hot, { recursive: true, force: true });
});

const headings = ['USDOT Number', 'Legal Name'];
const mapping = { usdot: 'USDOT Number', legalName: 'Legal Name' };
let serial = 100_000;
/** Carriers that no other file has. */
const carriers = (rows: number) =>
  `${headings.join(',')}\n${Array.from({ length: rows }, () => `${(serial += 1)},CARRIER ${serial}`).join('\n')}\n`;

async function template(name: string, entity: 'carrier' | 'lead' = 'carrier') {
  const draft = {
    entity,
    headings,
    mapping: entity === 'carrier' ? mapping : { company: 'Legal Name' },
    onDuplicate: 'update' as const,
  };
  return engine.client.importTemplates.create({ name, from: { draft } });
}

async function importCustomers(text: string) {
  const path = join(hot, '..', `${basename(hot)}-customers.csv`);
  writeFileSync(path, text);
  const staged = await engine.client.files.stage({ path });
  rmSync(path);
  const started = await engine.client.imports.start({ ...staged, entity: 'customer' });
  for await (const view of await engine.client.imports.watch(started)) if (view.state === 'done') break;
}

const own = async (): Promise<HotFolderView> => {
  const found = (await engine.client.hotFolders.list()).find(({ path }) => path === hot);
  if (found === undefined) throw new Error('The folder is not in the list.');
  return found;
};

/** The result of a file, once it is there, by the path of where it went. */
function resultOf(place: string, limitMs = 40_000): Promise<Record<string, unknown>> {
  const path = join(hot, `${place}.result.json`);
  const look = () => {
    // An empty file of its name is there a moment before it.
    if (!existsSync(path) || !existsSync(join(hot, place)) || statSync(join(hot, place)).size === 0)
      return null;
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  };
  return until(`${place} has its result`, look, limitMs);
}

const drop = (name: string, content: string) => writeFileSync(join(hot, name), content);
const inFolder = () => readdirSync(hot).filter((name) => name !== 'done' && name !== 'failed');

it('a hot folder says which leads were left out, and why', async () => {
  await importCustomers('Customer Number,Name,ZIP\nC-104,Blue River Foods,93706\n');
  const { id } = await engine.client.importTemplates.create({
    name: `leads for ${basename(hot)}`,
    from: {
      draft: {
        entity: 'lead',
        headings: ['Company', 'ZIP'],
        mapping: { company: 'Company', postalCode: 'ZIP' },
        onDuplicate: 'update',
        knownPartners: 'skip',
      },
    },
  });
  await engine.client.hotFolders.add({ path: hot, template: id });
  writeFileSync(join(hot, 'leads.csv'), 'Company,ZIP\nBLUE RIVER FOODS LLC,93706\nStranger,10001\n');
  expect(await resultOf('done/leads.csv')).toMatchObject({
    state: 'done',
    rejected: 'leads.csv.rejected.csv',
    import: { created: 1, skipped: 1, failed: 0, leftOut: { rows: 1, knownCustomer: 1, knownCarrier: 0 } },
  });
  expect(readFileSync(join(hot, 'done/leads.csv.rejected.csv'), 'utf8')).toMatch(
    /BLUE RIVER FOODS LLC,93706,2,"This company is already customer ""C-104"" .*so this row was skipped\."/,
  );
});

describe('a hot folder with a template', () => {
  let name: string;
  beforeEach(async () => {
    name = `for ${hot}`.slice(0, 90);
    await template(name);
    await engine.client.hotFolders.add({ path: hot, template: name });
  });
  afterEach(async () => {
    await engine.client.hotFolders.remove({ folder: hot }).catch(() => {});
    await engine.client.importTemplates.remove({ template: name });
  });

  it('imports what is dropped, moves it to done and says what became of it', async () => {
    drop('weekly.csv', `${carriers(3)}abc,NO NUMBER\n`);
    const result = await resultOf('done/weekly.csv');
    expect(result).toMatchObject({
      state: 'done',
      error: null,
      rejected: 'weekly.csv.rejected.csv',
      import: { entity: 'carrier', total: 4, created: 3, failed: 1 },
    });
    expect(readFileSync(join(hot, 'done/weekly.csv.rejected.csv'), 'utf8')).toMatch(/abc,NO NUMBER,5,/);
    expect(inFolder()).toEqual([]);
    const settled = await until('it is settled', async () =>
      (await own()).files.find((file) => file.settledAt !== null),
    );
    expect(settled).toMatchObject({
      name: 'weekly.csv',
      state: 'done',
      movedTo: join(hot, 'done/weekly.csv'),
    });
  });

  it('imports the same bytes once; the second file is known', async () => {
    const content = carriers(2);
    drop('one.csv', content);
    await resultOf('done/one.csv');
    const { total } = await engine.client.imports.list({});
    drop('two.csv', content);
    const result = await resultOf('done/two.csv');
    expect(result).toMatchObject({ state: 'known', error: { code: 'known' } });
    expect((await engine.client.imports.list({})).total).toBe(total);
    expect(inFolder()).toEqual([]);
  });

  it('imports two files with the same bytes once, though they come together', async () => {
    const { total } = await engine.client.imports.list({});
    const content = carriers(2);
    drop('a.csv', content);
    drop('b.csv', content);
    const states = await Promise.all([resultOf('done/a.csv'), resultOf('done/b.csv')]);
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['done', 'known']));
    expect((await engine.client.imports.list({})).total).toBe(total + 1);
  });

  it('gives a number to a file whose name is taken, and overwrites nothing', async () => {
    drop('same.csv', carriers(1));
    await resultOf('done/same.csv');
    const first = readFileSync(join(hot, 'done/same.csv'), 'utf8');
    drop('same.csv', carriers(2));
    expect(await resultOf('done/same (2).csv')).toMatchObject({ state: 'done', import: { created: 2 } });
    expect(readFileSync(join(hot, 'done/same.csv'), 'utf8')).toBe(first);
  });

  it('waits for a file that is being written, and takes it whole', async () => {
    const writer = spawn(
      process.execPath,
      [join(programRoot, 'test/fixtures/slow-writer.ts'), join(hot, 'slow.csv'), '8', '900'],
      { stdio: 'ignore' },
    );
    const ended = once(writer, 'exit');
    const early = await Promise.race([
      ended.then(() => 'written'),
      resultOf('done/slow.csv').then(() => 'taken'),
    ]);
    expect(early).toBe('written');
    expect(await resultOf('done/slow.csv')).toMatchObject({
      state: 'done',
      import: { total: 8, created: 8 },
    });
  });

  it('leaves files alone that are under way by their names, and takes them when they are renamed', async () => {
    for (const name of ['x.csv.part', '~$y.xlsx', 'z.csv.crdownload', '.hidden.csv']) drop(name, carriers(1));
    drop('plain.csv', carriers(1));
    await resultOf('done/plain.csv');
    expect(inFolder().sort()).toEqual(['.hidden.csv', 'x.csv.part', 'z.csv.crdownload', '~$y.xlsx'].sort());
    renameSync(join(hot, 'x.csv.part'), join(hot, 'x.csv'));
    expect(await resultOf('done/x.csv')).toMatchObject({ state: 'done' });
  });

  it('moves what cannot be imported to failed, with words that say what to do', async () => {
    drop('picture.csv', '\u0089PNG\r\n\u001a\n'.repeat(20));
    writeFileSync(join(hot, 'picture.csv'), Buffer.from('89504e470d0a1a0a0000', 'hex'));
    drop('other.csv', 'Name,Town\nX,Y\n');
    drop('refused.csv', `${headings.join(',')}\nabc,X\ndef,Y\n`);
    expect(await resultOf('failed/picture.csv')).toMatchObject({
      state: 'failed',
      error: { code: 'binary-file' },
    });
    expect(await resultOf('failed/other.csv')).toMatchObject({ error: { code: 'template-unfit' } });
    expect(await resultOf('failed/refused.csv')).toMatchObject({
      error: { code: 'all-refused' },
      import: { failed: 2 },
      rejected: 'refused.csv.rejected.csv',
    });
    expect(readFileSync(join(hot, 'failed/other.csv.result.txt'), 'utf8')).toMatch(
      /"USDOT Number".*"Legal Name"/,
    );
    expect(inFolder()).toEqual([]);
  });

  it('takes nothing while it is paused', async () => {
    await engine.client.hotFolders.pause({ folder: hot, paused: true });
    drop('later.csv', carriers(1));
    const other = realpathSync(mkdtempSync(join(tmpdir(), 'dockhand-hot-other-')));
    try {
      await engine.client.hotFolders.add({ path: other, template: name });
      writeFileSync(join(other, 'now.csv'), carriers(1));
      await until(
        'the other folder has done its file',
        () => existsSync(join(other, 'done/now.csv')),
        40_000,
      );
    } finally {
      await engine.client.hotFolders.remove({ folder: other });
      rmSync(other, { recursive: true, force: true });
    }
    expect([(await own()).state, inFolder()]).toEqual(['paused', ['later.csv']]);
    await engine.client.hotFolders.pause({ folder: hot, paused: false });
    expect(await resultOf('done/later.csv')).toMatchObject({ state: 'done' });
  });

  it('says that its folder is missing, and goes on when it is there again', async () => {
    renameSync(hot, `${hot}-away`);
    const trouble = await until('trouble is said', async () => (await own()).trouble, 30_000);
    expect(trouble).toMatchObject({ code: 'hot-folder-missing' });
    renameSync(`${hot}-away`, hot);
    drop('again.csv', carriers(1));
    expect(await resultOf('done/again.csv')).toMatchObject({ state: 'done' });
    expect(await own()).toMatchObject({ state: 'watching', trouble: null });
  });

  it('takes nothing while its files could not be moved, and says so', async () => {
    rmSync(join(hot, 'done'), { recursive: true });
    writeFileSync(join(hot, 'done'), 'in the way');
    drop('stuck.csv', carriers(1));
    const trouble = await until('trouble is said', async () => (await own()).trouble, 30_000);
    expect(trouble).toMatchObject({ code: 'hot-folder-blocked' });
    expect(existsSync(join(hot, 'stuck.csv'))).toBe(true);
    rmSync(join(hot, 'done'));
    mkdirSync(join(hot, 'done'));
    expect(await resultOf('done/stuck.csv')).toMatchObject({ state: 'done' });
  });

  it('keeps its template from being removed', async () => {
    await expect(engine.client.importTemplates.remove({ template: name })).rejects.toMatchObject({
      data: { code: 'template-in-use' },
    });
  });
});

describe('a hot folder without a template', () => {
  it('goes by the headings, then by what was imported before, and else says what to do', async () => {
    await engine.client.hotFolders.add({ path: hot });
    drop('unknown.csv', carriers(1));
    expect(await resultOf('failed/unknown.csv')).toMatchObject({ error: { code: 'hot-folder-unread' } });

    const staged = await engine.client.files.stage({ path: join(hot, 'failed/unknown.csv') });
    await engine.client.imports.start({
      sha256: staged.sha256,
      name: staged.name,
      entity: 'carrier',
      mapping,
      onDuplicate: 'skip',
    });
    drop('remembered.csv', carriers(2));
    expect(await resultOf('done/remembered.csv')).toMatchObject({ import: { created: 2 } });

    await template('leads by name', 'lead');
    drop('by headings.csv', carriers(1));
    expect(await resultOf('done/by headings.csv')).toMatchObject({ import: { entity: 'lead', created: 1 } });

    await template('the same for carriers');
    drop('both.csv', carriers(1));
    const { error } = await resultOf('failed/both.csv');
    expect(error).toMatchObject({ code: 'hot-folder-ambiguous' });
    expect((error as { message: string }).message).toMatch(/"the same for carriers", "leads by name"/);
  });

  it.each([
    ['inbox', 'path-not-absolute'],
    ['/no/such/folder', 'hot-folder-missing'],
  ])('%s cannot be one: %s', async (path, code) => {
    await expect(engine.client.hotFolders.add({ path })).rejects.toMatchObject({ data: { code } });
  });

  it('neither a file, nor the same folder again, nor the data folder can be one', async () => {
    const refused = (path: string) =>
      engine.client.hotFolders.add({ path }).then(
        () => 'taken',
        (error: { data: { code: string } }) => error.data.code,
      );
    await engine.client.hotFolders.add({ path: hot });
    writeFileSync(join(hot, 'done', 'file'), '');
    expect(await refused(hot)).toBe('hot-folder-exists');
    expect(await refused(join(hot, 'done'))).toBe('hot-folder-own');
    expect(await refused(join(hot, 'done', 'file'))).toBe('hot-folder-missing');
    expect(await refused(engine.dataDir)).toBe('hot-folder-own');
  });
});
