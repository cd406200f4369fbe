/** Scenarios of the catalog's jobs, and of the tests' own jobs with an effect outside. See `Scenario`. */
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Entity } from '../../../workers/api/wire.ts';
import { stageFile } from '../../../workers/imports/stage.ts';
import { startImport } from '../../../workers/imports/start.ts';
import { requestUndo } from '../../../workers/imports/undo.ts';
import { processCsv } from '../../../workers/jobs/process-csv.ts';
import { ensurePdf } from '../../../workers/invoices/ensure-pdf.ts';
import { requestMails } from '../../../workers/mail/request.ts';
import { mailSettingsSchema } from '../../../workers/mail/settings-schema.ts';
import { saveMailSettings } from '../../../workers/mail/settings.ts';
import { requestInvoicePrints } from '../../../workers/printing/request.ts';
import type { JobKey } from '../../../workers/queues/catalog.ts';
import { resolveEffect } from '../../../workers/queues/resolve-effect.ts';
import { rowsLeft } from '../../../workers/search/pending.ts';
import type { Store } from '../../../workers/store/open.ts';
import { invoiceNosBy } from '../../../workers/store/invoice-selection.ts';
import { createEditSet } from '../../../workers/store/import-edits.ts';
import { openSearchIndex } from '../../../workers/store/search-index/open.ts';
import { setPrinterRole } from '../../../workers/store/printer-role.ts';
import type { LetterServer } from '../../fixtures/effects/letter-server.ts';
import { outsideCatalog, senderOf, type OutsideKey } from '../../fixtures/effects/outside-jobs.ts';
import { printedFrom, useStandInSpooler } from '../../fixtures/effects/spooler.ts';
import { want } from '../../fixtures/queues/jobs-in-store.ts';
import { jobContext } from '../../support/job-context.ts';
import { carrierHeaders, carrierRow } from '../../support/carrier-file.ts';
import type { TestStore } from '../../support/invoice-store.ts';
import { expectedWords, indexedWords } from '../../support/search-index.ts';
import type { Scenario } from './scenario.ts';

useStandInSpooler();

const all = (store: Store, sql: string): unknown[] => store.raw.prepare(sql).all();
const countOf = (store: Store, sql: string): unknown => store.raw.prepare(sql).pluck().get();

async function importOf({ store, dataDir }: TestStore, entity: Entity, content: string) {
  const path = join(dataDir, 'in.csv');
  writeFileSync(path, content);
  const { sha256, name } = await stageFile(store, path, 'in.csv');
  const { importId } = await startImport(store, 'user:test', {
    sha256,
    name,
    entity,
    mapping: undefined,
    onDuplicate: 'update',
    dryRun: false,
  });
  return { importId };
}

const carrierCount = 3000;
const carrierFile = [carrierHeaders.join(',')]
  .concat(Array.from({ length: carrierCount }, (_, i) => carrierRow(i, 'random').map(quoted).join(',')))
  .join('\n');

function quoted(cell: string): string {
  return `"${cell}"`;
}

const importScenario: Scenario = {
  prepare: (into) => importOf(into, 'carrier', carrierFile),
  look: ({ store }) => ({
    carriers: countOf(store, 'SELECT count(*) FROM carrier'),
    rows: all(store, 'SELECT usdot, legal_name, postal_code, version FROM carrier ORDER BY usdot'),
    imports: all(store, 'SELECT state, rows, total, created, updated, unchanged, failed FROM import'),
    outcomes: all(store, 'SELECT outcome, count(*) AS n FROM import_row GROUP BY outcome'),
    audited: countOf(
      store,
      `SELECT sum(json_extract(changes, '$.created')) FROM audit_log WHERE action = 'import-batch'`,
    ),
    ended: countOf(store, `SELECT count(*) FROM audit_log WHERE action = 'import-done'`),
    spooled: existsSync(store.paths.temp) ? readdirSync(store.paths.temp).length : 0,
  }),
  once: {
    carriers: carrierCount,
    imports: [{ state: 'done', created: carrierCount, updated: 0 }],
    audited: carrierCount,
    ended: 1,
  },
};

/** A carrier that was there before, one that the first of two imports makes, and those of both. */
const undoScenario: Scenario = {
  async prepare(into) {
    const run = async (content: string) => {
      const { importId } = await importOf(into, 'carrier', content);
      await processCsv(jobContext(into.store, { importId }));
      return importId;
    };
    await run(carrierFile.split('\n').slice(0, 1000).join('\n').replaceAll('"CARRIER', '"KARRIER'));
    const importId = await run(carrierFile);
    into.store.write('user:test', () =>
      into.store.raw.prepare(`UPDATE outbox SET state = 'completed', settled_at = 1`).run(),
    );
    requestUndo(into.store, 'user:test', importId);
    return { importId };
  },
  look: ({ store }) => ({
    carriers: countOf(store, 'SELECT count(*) FROM carrier'),
    rows: all(store, 'SELECT usdot, legal_name, postal_code, version FROM carrier ORDER BY usdot'),
    undo: all(store, 'SELECT undo_state AS state, undone, undo_kept AS kept FROM import'),
    marks: all(store, 'SELECT import_no, undo, count(*) AS n FROM import_row GROUP BY import_no, undo'),
    audited: countOf(
      store,
      `SELECT sum(json_extract(changes, '$.removed')) FROM audit_log WHERE action = 'undo-batch'`,
    ),
    ended: countOf(store, `SELECT count(*) FROM audit_log WHERE action = 'undo-done'`),
  }),
  once: {
    carriers: 999,
    undo: [{ state: null }, { state: 'done', undone: carrierCount, kept: 0 }],
    audited: carrierCount - 999,
    ended: 1,
  },
};

function pdfsOf(store: Store) {
  const pdfs = existsSync(store.paths.pdfs) ? readdirSync(store.paths.pdfs, { recursive: true }) : [];
  return {
    files: pdfs
      .map(String)
      .filter((name) => name.endsWith('.pdf'))
      .sort(),
    invoices: all(store, 'SELECT number, version, pdf_sha256, pdf_bytes FROM invoice ORDER BY number'),
    ledger: all(store, 'SELECT state, result FROM effect ORDER BY key'),
    audited: countOf(store, `SELECT count(*) FROM audit_log WHERE action = 'make-pdf'`),
  };
}

/** From an address that tells this copy of the data from the others. */
function setUpMail(store: Store, port: number): void {
  const fromAddress = `${senderOf(store.paths.database).toLowerCase()}@cargo.example`;
  const server = { host: 'localhost', port, security: 'none', fromAddress, perMinute: 600 };
  saveMailSettings(store, 'user:test', mailSettingsSchema.parse(server));
}

function deliveredFrom(store: Store, { mail }: LetterServer): number {
  const sender = senderOf(store.paths.database).toLowerCase();
  return mail.received.filter(({ from }) => from.startsWith(`${sender}@`)).length;
}

/** A mapped type: a job of the catalog without a scenario fails the build. */
export const scenarios: { [K in JobKey]: Scenario } = {
  'import/process-csv': importScenario,
  'import/undo': undoScenario,
  'invoice/generate-pdf': {
    prepare: (into) => ({ invoiceId: into.add() }),
    look: ({ store }, { invoiceId }: { invoiceId: string }) => ({
      ...pdfsOf(store),
      keyed: countOf(store, `SELECT count(*) FROM effect WHERE key = 'pdf:${invoiceId}'`),
    }),
    once: { audited: 1, keyed: 1, ledger: [{ state: 'done' }] },
  },
  'invoice/batch-generate': {
    prepare(into) {
      for (const number of ['B-1', 'B-2', 'B-3']) into.add({ invoice: { number } });
      return { ranges: [[1, 3]], count: 3 };
    },
    look: ({ store }) => pdfsOf(store),
    once: { audited: 3, ledger: [{ state: 'done' }, { state: 'done' }, { state: 'done' }] },
  },
  'invoice/export-pdfs': {
    prepare(into) {
      for (const number of ['B-1', 'B-2', 'B-3']) into.add({ invoice: { number } });
      return { format: 'zip', ranges: [[1, 3]], count: 3 };
    },
    look: ({ store }) => ({
      ...pdfsOf(store),
      exports: existsSync(store.paths.temp)
        ? readdirSync(store.paths.temp).filter((name) => /^export-[0-9a-f]{64}\.zip$/.test(name))
        : [],
    }),
    once: { audited: 3 },
  },
  'email/send-invoice': {
    async prepare(into, letters) {
      setUpMail(into.store, letters.mail.port);
      const id = into.add();
      await ensurePdf(into.store, 'user:test', id);
      const { no } = into.row(id);
      requestMails(into.store, 'user:test', [no], 'pay@acme.example');
      return { emailId: into.store.raw.prepare('SELECT id FROM email_message').pluck().get() };
    },
    enter: ({ store, letters }) => setUpMail(store, letters.mail.port),
    look: ({ store, letters }) => ({
      delivered: deliveredFrom(store, letters),
      mails: all(store, 'SELECT key, state, message_id FROM email_message'),
      ledger: all(store, `SELECT key, state FROM effect WHERE key LIKE 'email:%'`),
    }),
    once: { delivered: 1, mails: [{ state: 'sent' }], ledger: [{ state: 'done' }] },
    mayFailAtOnce: ['effect-in-doubt'],
    decide({ store, letters }, { emailId }: { emailId: string }) {
      const decision = deliveredFrom(store, letters) > 0 ? 'done' : 'not-done';
      resolveEffect(store, 'user:clerk', { key: `email:${emailId}`, decision, again: true }, () => true);
    },
  },
  'email/bulk-send': {
    prepare(into, letters) {
      setUpMail(into.store, letters.mail.port);
      for (const number of ['B-1', 'B-2', 'B-3']) into.add({ invoice: { number } });
      return { ranges: [[1, 3]], count: 3, to: 'pay@acme.example; office@acme.example' };
    },
    look: ({ store }) => ({
      mails: all(store, 'SELECT key, recipient, state FROM email_message ORDER BY key').length,
      jobs: countOf(store, `SELECT count(*) FROM outbox WHERE name = 'send-invoice'`),
    }),
    once: { mails: 6, jobs: 6 },
  },
  'print/document': {
    prepare(into) {
      into.add({ invoice: { number: 'P-1' } });
      into.store.write('user:test', (tx) =>
        setPrinterRole(tx, {
          role: 'invoice',
          printer: 'Office',
          fallback: null,
          copies: 1,
          tray: null,
          duplex: false,
        }),
      );
      requestInvoicePrints(into.store, 'user:test', invoiceNosBy(into.store, 'number', ['P-1']).nos);
      return { printId: countOf(into.store, 'SELECT id FROM print_job') };
    },
    look: ({ store }) => ({
      printed: printedFrom(dirname(store.paths.database)),
      prints: all(store, `SELECT iif(state = 'printed', 'handed', state) AS state FROM print_job`),
      ledger: all(store, "SELECT key LIKE 'print:%' AS print, state FROM effect ORDER BY key"),
    }),
    once: { printed: 1, prints: [{ state: 'handed' }] },
    mayFailAtOnce: ['effect-in-doubt'],
    decide({ store }, { printId }: { printId: string }) {
      const decision = printedFrom(dirname(store.paths.database)) > 0 ? 'done' : 'not-done';
      resolveEffect(store, 'user:clerk', { key: `print:${printId}`, decision, again: true }, () => true);
    },
  },
  'scheduled/prune-history': {
    prepare({ store }) {
      const old = [want(store, 'work/it'), want(store, 'work/it')];
      want(store, 'work/it', { n: 'unfinished' });
      store.write('user:test', () => {
        for (const id of old)
          store.raw.prepare(`UPDATE outbox SET state = 'completed', settled_at = 1 WHERE id = ?`).run(id);
      });
      return {};
    },
    look: ({ store }) => ({ jobs: all(store, 'SELECT state, payload FROM outbox ORDER BY no') }),
    once: { jobs: [{ state: 'waiting' }] },
  },
  'scheduled/database-backup': {
    prepare: () => ({ date: '2026-03-01' }),
    look: ({ store }) => ({
      files: existsSync(store.paths.backups)
        ? readdirSync(store.paths.backups).filter((name) => name.endsWith('.sqlite'))
        : [],
    }),
    once: { files: ['daily-2026-03-01.sqlite'] },
  },
  'scheduled/cleanup-temp-files': {
    prepare({ store }) {
      mkdirSync(store.paths.temp, { recursive: true });
      for (const name of ['staging-1', 'staging-2', 'staging-3', 'fresh']) {
        const path = join(store.paths.temp, name);
        writeFileSync(path, name);
        if (name !== 'fresh') utimesSync(path, 1, 1);
      }
      mkdirSync(store.paths.staged, { recursive: true });
      for (const digit of ['a', 'b', 'c', 'f']) {
        for (const ending of ['', '.survey.json']) {
          const path = join(store.paths.staged, digit.repeat(64) + ending);
          writeFileSync(path, '');
          if (digit !== 'f') utimesSync(path, 1, 1);
        }
        const set = createEditSet(store, 'user:test', digit.repeat(64), '[]');
        store.raw
          .prepare(
            `INSERT INTO import_edit (edits_id, line, "column", value)
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) SELECT ?, i, 0, '' FROM n`,
          )
          .run(set);
      }
      store.raw.exec('UPDATE import_edit_set SET updated_at = 1');
      return {};
    },
    look: ({ store }) => ({
      files: readdirSync(store.paths.temp).sort(),
      staged: readdirSync(store.paths.staged).sort(),
      sets: countOf(store, 'SELECT count(*) FROM import_edit_set'),
      cells: countOf(store, 'SELECT count(*) FROM import_edit'),
    }),
    once: {
      files: ['fresh'],
      staged: ['f'.repeat(64), `${'f'.repeat(64)}.survey.json`],
      sets: 1,
      cells: 6001,
    },
  },
  'scheduled/search-index': {
    async prepare(into) {
      const { importId } = await importOf(into, 'carrier', carrierFile.split('\n').slice(0, 1201).join('\n'));
      await processCsv(jobContext(into.store, { importId }));
      return {};
    },
    look({ store }) {
      const index = openSearchIndex(store.paths, 10_000);
      try {
        const words = indexedWords(index);
        return { right: words.join() === expectedWords(store).join(), left: rowsLeft(store, index) };
      } finally {
        index.close();
      }
    },
    once: { right: true, left: 0 },
  },
};

function outside(key: OutsideKey, urlOf: (letters: LetterServer) => string): Scenario {
  const { effect } = outsideCatalog[key];
  return {
    prepare: (_, letters) => ({ url: urlOf(letters), letter: 'one' }),
    look: ({ store, letters }) => ({
      delivered: letters.delivered(senderOf(store.paths.database)),
      ledger: all(store, 'SELECT key, state FROM effect'),
    }),
    once: { delivered: 1, ledger: [{ key: 'letter:one', state: 'done' }] },
    mayFailAtOnce: ['effect-in-doubt'],
    decide({ store, letters }, payload: { url: string; letter: string }) {
      const has = letters.delivered(senderOf(store.paths.database)) > 0;
      const [effectKey, decision] = [effect.key(payload), has ? 'done' : 'not-done'] as const;
      resolveEffect(store, 'user:clerk', { key: effectKey, decision, again: true }, () => true);
    },
  };
}

export const outsideScenarios: { [K in OutsideKey]: Scenario } = {
  'outside/taken-once': { ...outside('outside/taken-once', ({ onceUrl }) => onceUrl), mayFailAtOnce: [] },
  'outside/taken-each-time': outside('outside/taken-each-time', ({ eachTimeUrl }) => eachTimeUrl),
};
