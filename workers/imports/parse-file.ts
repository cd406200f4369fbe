/**
 * The parsing side of an import: staged file in, windows out. Reads no table and writes none, so it can run in a thread of its own
 * beside the writing.
 */
import { closeSync, openSync } from 'node:fs';
import type { Entity } from '../api/wire.ts';
import { fieldsOf, partners } from './entities/index.ts';
import type { PartnerEntity } from './entities/entity.ts';
import { recordEditor, type EditList } from './edited-records.ts';
import type { FileFormat } from './format.ts';
import { RowComparison, type Comparing } from './lookalikes/row-comparison.ts';
import { InvoicePass } from './invoice-pass.ts';
import { dateOrderOf, type Mapping } from './source.ts';
import { openRecords } from './open-records.ts';
import type { FileRecord } from './records.ts';
import { RowReader } from './row.ts';
import { uuidRun } from './uuid-run.ts';
import { valueSeparator, WindowPacker, type Place, type Window } from './window.ts';

export interface ParseOrder {
  path: string;
  fileBytes: number;
  format: FileFormat;
  entity: Entity;
  mapping: Mapping;
  /** Scratch file for what has to be grouped. */
  spoolPath: string;
  /** Where an earlier run has stopped; null at the beginning. */
  from: Place | null;
  /** Gives each record an id of its own; without, it is empty. A check makes no records that need one. */
  withIds: boolean;
  /** Adds the cells as read behind each record's values, for records that may still be refused when they are written. */
  withRaw: boolean;
  /** Corrections; null for none. */
  edits: EditList | null;
  /** What partners are compared with beside their key. */
  comparing: Comparing;
}

export interface WindowSink {
  /** Resolves when there is room for another one. */
  window(window: Window): Promise<void>;
  /** Something moves, though no window comes. */
  moving(done: number): void;
}

/** Reads the file to its end. @throws UserError `unknown-column` */
export async function parseFile(order: ParseOrder, packer: WindowPacker, sink: WindowSink): Promise<void> {
  const fd = openSync(order.path, 'r');
  try {
    if (order.entity === 'invoice') await parseInvoices(order, fd, packer, sink);
    else await parsePartners(order, partners[order.entity], fd, packer, sink);
  } finally {
    closeSync(fd);
  }
}

async function parsePartners(
  order: ParseOrder,
  entity: PartnerEntity,
  fd: number,
  packer: WindowPacker,
  sink: WindowSink,
): Promise<void> {
  const reader = new RowReader(entity.fields, order.mapping, order.format);
  const { blocks, records } = openRecords(fd, order.format, reader.needed, order.from);
  const comparison = new RowComparison(order.comparing, entity, order.mapping);
  packer.nextId = order.withIds ? uuidRun(Date.now) : null;
  const take = partnerTaker(order, entity, reader, packer, comparison);
  const edited = recordEditor(order.edits);
  const { headerLine } = order.format;
  for (let block = blocks.next(); block !== null; block = blocks.next()) {
    const used = records.read(block, (record) => {
      if (record.line > headerLine) take(edited(record));
    });
    if (!block.cutLine) blocks.consume(used);
    if (packer.full) {
      const done = blocks.place.offset / order.fileBytes;
      await sink.window(packer.take(blocks.place, done, false));
    }
  }
  const keys = comparison.finish();
  await sink.window({ ...packer.take(blocks.place, 1, true), ...(keys === null ? {} : { keys }) });
}

/** What one record becomes: behind the id, the key, the other values in the order of `storedColumns`, and its cells if wanted. */
function partnerTaker(
  order: ParseOrder,
  entity: PartnerEntity,
  reader: RowReader,
  packer: WindowPacker,
  comparison: RowComparison,
) {
  const { fields, values } = reader;
  const keyAt = fields.findIndex(({ name }) => name === entity.key);
  const at = new Map(fields.map(({ name }, i) => [name, i]));
  const valueOf = (field: string) => values[at.get(field) ?? -1] ?? '';
  const { keyOf } = entity;
  return (record: FileRecord) => {
    let verdict = reader.read(record);
    if (verdict === 'blank') return;
    let key = '';
    if (verdict === 'accepted') {
      key = keyOf === undefined ? (values[keyAt] ?? '') : (keyOf(valueOf) ?? '');
      if (key === '') {
        reader.issues.push({
          column: '',
          code: 'no-identity',
          message: `Nothing in this row tells one of the ${entity.words} from another. Give a company, an e-mail address or a phone number.`,
          severity: 'error',
        });
        verdict = 'refused';
      }
    }
    const { line } = record;
    const refused = verdict === 'refused';
    const known = refused ? null : comparison.known(valueOf);
    const left = refused || known?.skipped === true;
    if (reader.issues.length > 0 || known !== null) {
      const raw = left ? JSON.stringify(record.raw()) : null;
      const flagged = { line, issues: reader.issues, raw, records: left ? 1 : 0 } as const;
      packer.flag(known === null ? flagged : { ...flagged, known });
    }
    if (left) return;
    comparison.keep(line, key, valueOf);
    let text = valueSeparator + key + valueSeparator;
    for (let i = 0; i < values.length; i += 1) {
      if (i !== keyAt) text += (values[i] as string) + valueSeparator;
    }
    if (order.withRaw) text += JSON.stringify(record.raw()) + valueSeparator;
    packer.add(key, text, line);
  };
}

/** The columns of a partner's values in a window, behind id and key. */
export function storedColumns(entity: PartnerEntity, mapping: Mapping): string[] {
  return entity.fields
    .map(({ name }) => name)
    .filter((name) => name !== entity.key && Object.hasOwn(mapping, name));
}

/** The first pass counts as half of the work. */
const firstPass = 0.5;

async function parseInvoices(
  order: ParseOrder,
  fd: number,
  packer: WindowPacker,
  sink: WindowSink,
): Promise<void> {
  const reader = new RowReader(fieldsOf('invoice'), order.mapping, order.format);
  // Every cell is wanted: a row that is refused later has to be told whole.
  const whole = reader.needed.map(() => true);
  const { blocks, records } = openRecords(fd, order.format, whole, null);
  const pass = new InvoicePass(order.spoolPath, reader, {
    issueDate: dateOrderOf(order.mapping.issueDate),
    dueDate: dateOrderOf(order.mapping.dueDate),
  });
  try {
    const { headerLine } = order.format;
    const edited = recordEditor(order.edits);
    for (let block = blocks.next(); block !== null; block = blocks.next()) {
      const used = records.read(block, (record) => {
        if (record.line > headerLine) pass.take(edited(record));
      });
      if (!block.cutLine) blocks.consume(used);
      sink.moving((blocks.place.offset / order.fileBytes) * firstPass);
    }
    await packDocuments(order, pass, packer, sink, blocks.place);
  } finally {
    pass.remove();
  }
}

async function packDocuments(
  order: ParseOrder,
  pass: InvoicePass,
  packer: WindowPacker,
  sink: WindowSink,
  end: Place,
): Promise<void> {
  // The file is read again after a crash, but the documents come in the same order: the place to go on from is a number.
  let next: Place = { ...order.from, offset: order.format.start, line: 1 };
  let done = firstPass;
  const makeRoom = async () => {
    if (packer.full) await sink.window(packer.take(next, done, false));
  };
  await pass.documents(order.from?.group ?? null, {
    document(document) {
      packer.add(document.number, JSON.stringify(document) + valueSeparator, document.rows[0]?.line ?? 0);
    },
    async flag(row) {
      packer.flag(row);
      await makeRoom();
    },
    async passed(group, share) {
      next = { ...next, group };
      done = firstPass + share * (1 - firstPass);
      await makeRoom();
    },
  });
  await sink.window(packer.take({ ...next, ...end }, 1, true));
}
