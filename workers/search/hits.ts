/** A found row as it is shown. Pure. */
import type { SearchHit } from '../api/search-wire.ts';
import type { IndexedKind, SearchRow } from '../store/queries/search-rows.ts';

export function hitOf(kind: IndexedKind, row: SearchRow): SearchHit {
  const [first = null] = row.ids;
  const [title = null, secondName = null] = row.names;
  const text = (name: string) => String(row.shown[name] ?? '');
  const number = (name: string) => (typeof row.shown[name] === 'number' ? row.shown[name] : null);
  const base = { kind, id: row.id, key: first ?? '', at: null, totalCents: null, currency: null };
  const [contact = null, city = null] = row.others;
  const place = [city, text('region')].filter((part) => part !== null && part !== '').join(', ');
  switch (kind) {
    case 'invoice':
      return {
        ...base,
        title: first ?? '',
        details: pieces(title, text('issue_date'), ...row.ids.slice(2)),
        state: text('status'),
        totalCents: number('total_cents'),
        currency: text('currency'),
      };
    case 'import':
      return { ...base, title: title ?? '', details: [], state: text('state'), at: number('created_at') };
    default:
      return {
        ...base,
        title: title ?? '',
        details: pieces(...row.ids, secondName, place, contact, ...row.phones),
        state: text(kind === 'lead' ? 'stage' : 'status'),
      };
  }
}

function pieces(...parts: (string | null)[]): string[] {
  return [...new Set(parts.flatMap((part) => (part === null || part === '' ? [] : part)))];
}
