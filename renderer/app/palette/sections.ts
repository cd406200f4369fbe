/** What the search shows, in the order in which the arrow keys go through it. Pure. */
import type { SearchAnswer, SearchHit, SearchKind } from '../../../workers/api/wire.ts';
import { money } from '../../format/money.ts';
import { paths } from '../../routing/paths.ts';
import { commands, type Command } from './commands.ts';
import { beginsWords } from './marked.ts';
import type { Recent } from './recent.ts';
import { texts } from './texts.ts';

export interface Choice {
  /** Also the end of its element's id. */
  id: string;
  kind: SearchKind | 'command';
  title: string;
  details: string;
  href: string | null;
  does: Command['does'] | null;
}

export interface Section {
  id: string;
  label: string;
  /** How many there are where not all are shown. */
  more: string | null;
  choices: Choice[];
}

const mostCommands = 6;

export function sectionsOf(typed: string, answer: SearchAnswer | null, recent: readonly Recent[]): Section[] {
  const asked = typed.trim();
  if (asked === '') {
    return [
      section(
        'recent',
        texts.recent,
        recent.map((hit) => ({ ...hit, id: `${hit.kind}-${hit.id}`, does: null })),
      ),
      section('commands', texts.commands, commands.slice(0, mostCommands).map(commandChoice)),
    ].filter(({ choices }) => choices.length > 0);
  }
  const found = (answer?.groups ?? []).map(({ kind, hits, total, atLeast }) => ({
    ...section(kind, texts.kinds[kind], hits.map(hitChoice)),
    more: total > hits.length ? texts.more(total, atLeast === true) : null,
  }));
  const fitting = commands.filter(({ label, keywords }) => beginsWords(`${label} ${keywords}`, asked));
  const goTo = section('commands', texts.commands, fitting.slice(0, mostCommands).map(commandChoice));
  return [...found, ...(goTo.choices.length > 0 ? [goTo] : [])];
}

function section(id: string, label: string, choices: Choice[]): Section {
  return { id, label, more: null, choices };
}

function commandChoice({ id, label, href, does }: Command): Choice {
  return {
    id: `command-${id.replaceAll(/\W+/g, '-')}`,
    kind: 'command',
    title: label,
    details: '',
    href: href ?? null,
    does: does ?? null,
  };
}

function hitChoice(hit: SearchHit): Choice {
  const { kind, id, title, details, totalCents, currency } = hit;
  const amount = totalCents === null || currency === null ? [] : [money(totalCents, currency)];
  return {
    id: `${kind}-${id}`,
    kind,
    title: title === '' ? texts.draft : title,
    details: [...details, ...amount].join(' · '),
    href: hrefOf(hit),
    does: null,
  };
}

function hrefOf({ kind, id, key, title }: SearchHit): string {
  switch (kind) {
    case 'invoice':
      return paths.invoice(id);
    case 'import':
      return paths.import(id);
    case 'job':
      return paths.job(id);
    case 'customer':
      return paths.account(key);
    case 'carrier':
      return paths.partner(kind, key === '' ? title : key);
    default:
      // A lead's numbers are rarely known.
      return paths.partner(kind, title);
  }
}
