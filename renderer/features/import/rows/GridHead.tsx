// Rows that are placed one by one cannot be those of a table.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
/** The heads of a grid's columns: the file's headings, and the fields that they fill. */
import type { GridColumn } from './grid-columns.ts';
import classes from './RowGrid.module.css';
import { rowsTexts as texts } from './rows-texts.ts';

export function GridHead({ columns, outcomes }: { columns: GridColumn[]; outcomes: boolean }) {
  return (
    <div className={classes['head']} role="row" aria-rowindex={1}>
      <span role="columnheader" className={classes['line']}>
        {texts.line}
      </span>
      {outcomes && (
        <>
          <span role="columnheader" className={classes['outcome']}>
            {texts.outcome}
          </span>
          <span role="columnheader" className={classes['note']}>
            {texts.note}
          </span>
        </>
      )}
      {columns.map(({ column, heading, mapped }) => (
        <span
          key={column}
          role="columnheader"
          className={classes['cell']}
          title={mapped === null ? heading : `${heading} → ${mapped.label}`}
          data-used={mapped !== null || undefined}
        >
          {heading}
        </span>
      ))}
    </div>
  );
}
