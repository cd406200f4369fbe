// Rows and columns of a preview have no identity but their position.
/* oxlint-disable react/no-array-index-key */
/** The beginning of the file as it is read, to see whether delimiter and encoding are right. */
import type { Inspection } from '../../../workers/api/wire.ts';
import { columnsOf } from '../../../workers/imports/source.ts';
import classes from './CheckScreen.module.css';
import { texts } from './texts.ts';

/** Columns and characters shown: a file may have thousands of either, and the eye needs few. */
const shownColumns = 60;
const shownCharacters = 300;

interface PreviewProps {
  inspection: Inspection;
  /** The rows are those of the choices before. */
  busy: boolean;
}

export function Preview({ inspection, busy }: PreviewProps) {
  const headers = inspection.headers.slice(0, shownColumns);
  const used = new Set(columnsOf(inspection.mapping));
  if (inspection.preview.length === 0) return <p className={classes['none']}>{texts.check.previewEmpty}</p>;
  return (
    // The region scrolls, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes['previewScroll']} tabIndex={0} aria-label={texts.check.previewTable}>
      <table className={classes['preview']} aria-busy={busy}>
        <thead>
          <tr>
            {headers.map((header, column) => (
              <th key={column} scope="col" title={header} data-used={used.has(header) || undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inspection.preview.map((row, line) => (
            <tr key={line}>
              {headers.map((_, column) => (
                <td key={column}>{(row[column] ?? '').slice(0, shownCharacters)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
