/** What is said of an import: the document for programs, the words for people. Pure. */
import type { ImportView, RowIssue, SimilarCounts } from '../../workers/api/wire.ts';
import { bytes, count, duration, plural } from './format.ts';
import { table } from './table.ts';

const shownIssues = 20;

export function importDocument(view: ImportView, issues: readonly RowIssue[], similar: SimilarCounts) {
  const { importId, jobId, state, dryRun, total, created, updated, unchanged, skipped, failed, undo } = view;
  return {
    importId,
    jobId,
    state,
    dryRun,
    total,
    created,
    updated,
    unchanged,
    skipped,
    failed,
    ...(similar.rows === 0 ? {} : { similar }),
    ...(undo === null ? {} : { undo }),
    errors: ofSeverity(issues, 'error'),
    warnings: ofSeverity(issues, 'warning'),
    ...(view.error === null ? {} : { error: view.error }),
  };
}

function ofSeverity(issues: readonly RowIssue[], wanted: RowIssue['severity']) {
  return issues
    .filter(({ severity }) => severity === wanted)
    .map(({ line, column, code, message }) => ({ line, column, code, message }));
}

export function progressWords(view: ImportView): string {
  const share = view.fileBytes === 0 ? 0 : Math.floor((view.bytesDone / view.fileBytes) * 100);
  const rate = view.rowsPerSecond === null ? '' : `, ${count(Math.round(view.rowsPerSecond))} rows/s`;
  const verb = view.dryRun ? 'Checking' : 'Importing';
  return `${verb} ${view.fileName}: ${share} %, ${plural(view.total, 'row')}${rate}`;
}

export function describeImport(
  view: ImportView,
  issues: readonly RowIssue[],
  similar: SimilarCounts,
  width: number,
): string {
  const lines = [headline(view), counts(view), ...similarLines(similar), ...issueLines(view, issues, width)];
  return lines.join('\n');
}

function similarLines({ similar, knownCustomer, knownCarrier }: SimilarCounts): string[] {
  const parts: [number, string][] = [
    [knownCustomer, 'customers already'],
    [knownCarrier, 'carriers already'],
    [similar, 'perhaps another row or record under another key'],
  ];
  const words = parts.filter(([value]) => value > 0).map(([value, word]) => `${count(value)} ${word}`);
  return words.length === 0 ? [] : [`Perhaps duplicates: ${words.join(', ')}.`];
}

function headline({
  state,
  dryRun,
  fileName,
  fileBytes,
  error,
  startedAt,
  finishedAt,
  undo,
}: ImportView): string {
  const file = `${fileName} (${bytes(fileBytes)})`;
  if (state === 'failed') return `${file} was not imported: ${error?.message ?? 'its job failed'}`;
  if (state === 'cancelled') {
    const rest =
      undo === null
        ? 'the rows below stay'
        : `${plural(undo.undone, 'record')} taken back, ${count(undo.kept)} kept`;
    return `The import of ${file} was cancelled; ${rest}.`;
  }
  const took = startedAt === null || finishedAt === null ? '' : ` in ${duration(finishedAt - startedAt)}`;
  return dryRun ? `${file} was checked${took}; nothing was written.` : `${file} was imported${took}.`;
}

function counts(view: ImportView): string {
  const parts: [number, string][] = [
    [view.created, 'created'],
    [view.updated, 'updated'],
    [view.unchanged, 'unchanged'],
    [view.skipped, 'skipped'],
    [view.failed, 'refused'],
  ];
  const words = parts.filter(([value]) => value > 0).map(([value, word]) => `${count(value)} ${word}`);
  return `${plural(view.total, 'row')}${words.length === 0 ? '' : `: ${words.join(', ')}`}.`;
}

function issueLines(view: ImportView, issues: readonly RowIssue[], width: number): string[] {
  if (issues.length === 0) return [];
  const errorsFirst = issues.toSorted((a, b) => a.severity.localeCompare(b.severity) || a.line - b.line);
  const lines = table<RowIssue>(
    [
      { title: 'LINE', value: ({ line }) => String(line), right: true },
      { title: 'KIND', value: ({ severity }) => severity },
      { title: 'COLUMN', value: ({ column }) => column, flexible: true },
      { title: 'WHAT IS WRONG', value: ({ message }) => message, flexible: true },
    ],
    errorsFirst.slice(0, shownIssues),
    width,
  );
  const more = issues.length > shownIssues ? `${count(issues.length - shownIssues)} more.` : '';
  const advice =
    view.failed > 0 && !view.dryRun
      ? `The refused rows as a file: dockhand import errors ${view.importId} --out refused.csv`
      : '';
  return ['', lines.trimEnd(), ...[more, advice].filter((line) => line !== '')];
}
