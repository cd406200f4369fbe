/** What was opened from the search, the last first. Kept by this browser, for its user. */
import type { SearchKind } from '../../../workers/api/wire.ts';

export interface Recent {
  kind: SearchKind;
  id: string;
  title: string;
  details: string;
  href: string;
}

const key = 'dockhand.search.recent';
const most = 6;

/** Whatever else is stored there is passed over. */
export function recentHits(storage: Pick<Storage, 'getItem'>): Recent[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isRecent).slice(0, most) : [];
  } catch {
    return [];
  }
}

export function rememberHit(storage: Pick<Storage, 'getItem' | 'setItem'>, hit: Recent): void {
  const others = recentHits(storage).filter(({ href }) => href !== hit.href);
  try {
    storage.setItem(key, JSON.stringify([hit, ...others].slice(0, most)));
  } catch {
    // Without room or right for it, nothing is remembered.
  }
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id, title, details, href } = value as Record<string, unknown>;
  return (
    [kind, id, title, details, href].every((each) => typeof each === 'string') && String(href).startsWith('/')
  );
}
