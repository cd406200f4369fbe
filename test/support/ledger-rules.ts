/** What must hold of every ledger, whatever was done to it. Read from the tables alone. */
import { createHash } from 'node:crypto';
import type { Store } from '../../workers/store/open.ts';

interface Registered {
  prefix: string;
  deviceCode: string;
  year: number;
  sequence: number;
  number: string;
  documentId: string;
  state: string;
}

/** What is wrong, in words; empty when nothing is. */
export function brokenRules(store: Store): string[] {
  return [...brokenNumbers(store), ...brokenSums(store)];
}

/** Numbers are gap-free per prefix, device and year, and each is that of exactly one document in the state that the register says. */
function brokenNumbers({ raw }: Store): string[] {
  const broken: string[] = [];
  const rows = raw
    .prepare<[], Registered>(
      `SELECT prefix, device_code AS deviceCode, year, sequence, number, document_id AS documentId, state
       FROM number_register ORDER BY prefix, device_code, year, sequence`,
    )
    .all();
  const next = new Map<string, number>();
  for (const { prefix, deviceCode, year, sequence, number, documentId, state } of rows) {
    const key = `${prefix}-${deviceCode}-${year}`;
    const expected = next.get(key) ?? 1;
    if (sequence !== expected) broken.push(`${number} follows ${expected - 1}`);
    next.set(key, sequence + 1);
    if (number !== `${key}-${String(sequence).padStart(6, '0')}`) broken.push(`${number} is no ${key}`);
    const document = raw.prepare('SELECT number, status FROM invoice WHERE id = ?').get(documentId) as
      { number: string; status: string } | undefined;
    if (document?.number !== number) broken.push(`${number} is registered for ${document?.number}`);
    if ((document?.status === 'void') !== (state === 'void'))
      broken.push(`${number} is ${state} in the register and ${document?.status}`);
  }
  const unregistered = raw
    .prepare<[], string>(
      `SELECT number FROM invoice WHERE issued_at IS NOT NULL AND id NOT IN (SELECT document_id FROM number_register)
       UNION ALL SELECT number FROM invoice WHERE (status = 'draft') <> (number LIKE 'draft:%')`,
    )
    .pluck()
    .all();
  return [...broken, ...unregistered.map((number) => `${number} is not registered`)];
}

const rules = {
  'settled is not the sum of its allocations': `
    SELECT number FROM invoice i WHERE settled_cents <> (
      SELECT coalesce(sum(amount_cents), 0) FROM allocation WHERE reversed_at IS NULL
        AND CASE i.kind WHEN 'invoice' THEN invoice_id = i.id ELSE credit_note_id = i.id END)`,
  'settled beyond its total': 'SELECT number FROM invoice WHERE settled_cents NOT BETWEEN 0 AND total_cents',
  'paid, yet open, or the reverse': `
    SELECT number FROM invoice WHERE kind = 'invoice' AND status IN ('issued', 'sent', 'paid')
      AND (status = 'paid') <> (settled_cents = total_cents)`,
  'credited beyond its total': `
    SELECT number FROM invoice i WHERE kind = 'invoice' AND total_cents < (
      SELECT coalesce(sum(total_cents), 0) FROM invoice WHERE credits_id = i.id AND status <> 'void')`,
  'void with money in it': `SELECT number FROM invoice WHERE status = 'void' AND settled_cents <> 0`,
  'spent beyond its amount': `
    SELECT id FROM payment p WHERE amount_cents < (
      SELECT coalesce(sum(amount_cents), 0) FROM allocation WHERE payment_id = p.id AND reversed_at IS NULL)`,
  'reversed, yet spent': `
    SELECT payment_id FROM allocation a JOIN payment p ON p.id = a.payment_id
    WHERE a.reversed_at IS NULL AND p.reversed_at IS NOT NULL`,
  'allocated across currencies or customers': `
    SELECT i.number FROM allocation a JOIN invoice i ON i.id = a.invoice_id
    LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice c ON c.id = a.credit_note_id
    WHERE i.currency <> coalesce(p.currency, c.currency)
      OR i.customer_id IS NOT CASE WHEN p.id IS NULL THEN c.customer_id ELSE p.customer_id END`,
  'lines and subtotal differ': `
    SELECT number FROM invoice i WHERE subtotal_cents + tax_cents <> total_cents OR subtotal_cents <> (
      SELECT coalesce(sum(amount_cents), 0) FROM invoice_line WHERE invoice_id = i.id)`,
};

function brokenSums({ raw }: Store): string[] {
  return Object.entries(rules).flatMap(([rule, sql]) =>
    raw
      .prepare<[], string>(sql)
      .pluck()
      .all()
      .map((what) => `${what}: ${rule}`),
  );
}

/** Of an invoice, what happens to it; the rest is what it says. */
const moves = [
  'status',
  'settled_cents',
  'pdf_sha256',
  'pdf_bytes',
  'pdf_at',
  'voided_at',
  'voided_by',
  'void_reason',
  'version',
  'updated_at',
  'updated_by',
];

/** By id, a hash of what each issued invoice says, lines included. */
export function issuedHashes({ raw }: Store): Map<string, string> {
  const rows = raw.prepare(`SELECT * FROM invoice WHERE status <> 'draft'`).all() as Record<
    string,
    unknown
  >[];
  return new Map(
    rows.map((row) => {
      for (const column of moves) delete row[column];
      const lines = raw.prepare('SELECT * FROM invoice_line WHERE invoice_id = ? ORDER BY no').all(row.id);
      return [
        row.id as string,
        createHash('sha256')
          .update(JSON.stringify([row, lines]))
          .digest('hex'),
      ];
    }),
  );
}
