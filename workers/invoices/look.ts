/** What a house gives its documents: logo, colour, lines at the foot of every page. */
import type { Logo } from '../store/document-template.ts';
import { cleanLines } from './format/clean-text.ts';

export interface Look {
  /** `#rrggbb`; empty: black. */
  accent: string;
  footer: string[];
  /** Stands in the document, and in its fingerprint, by its hash. */
  logo: LookLogo | null;
}

export interface LookLogo extends Logo {
  toJSON(): unknown;
}

/** @returns nothing for a look that changes nothing, so that documents without one stay what they were. */
export function lookOf(template: { accent: string; footer: string; logo: Logo | null } | undefined): {
  look?: Look;
} {
  if (template === undefined) return {};
  const { accent, logo } = template;
  const footer = cleanLines(template.footer);
  if (accent === '' && logo === null && footer.length === 0) return {};
  return {
    look: {
      accent,
      footer,
      logo: logo === null ? null : { ...logo, toJSON: () => logo.sha256 },
    },
  };
}
