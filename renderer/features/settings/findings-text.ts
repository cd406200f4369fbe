/** The findings of the checks as text, for a mail to whoever helps. */
import type { Finding } from '../../../workers/api/wire.ts';
import { texts } from './area-texts.ts';

/** One paragraph per finding, those that need somebody first. @param at when they were made, ms UTC. */
export function findingsText(findings: readonly Finding[], version: string, at: number): string {
  const paragraphs = byWeight(findings).map(({ level, title, detail, fix }) =>
    [
      `[${texts.diagnostics.levels[level]}] ${title}: ${detail}`,
      ...(fix === null ? [] : [texts.diagnostics.toDo + fix]),
    ].join('\n'),
  );
  return [`Dockhand ${version}, ${new Date(at).toISOString()}`, ...paragraphs].join('\n\n');
}

const weights: Record<Finding['level'], number> = { problem: 0, warning: 1, ok: 2 };

/** Problems, then warnings, then the rest; otherwise as they come. */
export function byWeight(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => weights[a.level] - weights[b.level]);
}
