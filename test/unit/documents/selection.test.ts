import { afterEach, beforeEach, expect, it } from 'vitest';
import { requestPdfs } from '../../../workers/invoices/request-pdfs.ts';
import { clerk, ledger, refusal, type Ledger } from '../../support/ledger.ts';

let l: Ledger;
beforeEach(async () => void (l = await ledger()));
afterEach(() => l.remove());

it('the PDFs of all invoices are those of what was issued: a draft is made when it is named', () => {
  const draft = l.draft(100);
  expect(refusal(() => requestPdfs(l.store, clerk, { all: true }))).toBe('nothing-selected');
  l.issued(100);
  l.draft(200);
  l.issued(300);
  expect(requestPdfs(l.store, clerk, { all: true }).count).toBe(2);
  expect(requestPdfs(l.store, clerk, { ids: [draft.id] }).count).toBe(1);
});
