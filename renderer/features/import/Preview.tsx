// Rows and columns of a preview have no identity but their position.
/* oxlint-disable react/no-array-index-key */
/** The beginning of the file as it is read, to see whether delimiter and encoding are right. */
import type { Inspection } from '../../../workers/api/wire.ts';
import { columnsOf } from '../../../workers/imports/source.ts';
import { Panel } from '../../ui/Panel.tsx';
import classes from './CheckScreen.module.css';
import { texts } from './texts.ts';

/** Columns and characters shown: a file may have thousands of either, and the eye needs few. */
const shownColumns = 60;
const shownCharacters = 300;

export function Preview({ inspection }: { inspection: Inspection }) {
  const headers = inspection.headers.slice(0, shownColumns);
  const used = new Set(columnsOf(inspection.mapping));
  return (
    <Panel
      title={texts.check.previewTitle}
      aside={<span className={classes['hint']}>{texts.check.previewColumns(inspection.headers.length)}</span>}
      flush
    >
      {inspection.preview.length === 0 ? (
        <p className={classes['none']}>{texts.check.previewEmpty}</p>
      ) : (
        // The region scrolls, so the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className={classes['previewScroll']} tabIndex={0} aria-label={texts.check.previewTable}>
          <table className={classes['preview']}>
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
      )}
    </Panel>
  );
}
