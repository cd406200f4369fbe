/** When an invoice is due, and that it is overdue: by shape and colour, and in words for those who ask. */
import { IconClockExclamation } from '@tabler/icons-react';
import type { InvoiceRow } from '../../../workers/api/wire.ts';
import { plainDate } from '../../format/time.ts';
import { texts as shared } from '../../ui/texts.ts';
import classes from './Due.module.css';
import { texts } from './texts.ts';

export function Due({ row }: { row: Pick<InvoiceRow, 'dueDate' | 'daysOverdue'> }) {
  if (row.dueDate === null) return <span className={classes['none']}>{shared.nothing}</span>;
  if (row.daysOverdue === 0) return <span className="figures">{plainDate(row.dueDate)}</span>;
  return (
    <span className={classes['overdue']} title={texts.overdueBy(row.daysOverdue)}>
      <span className="figures">{plainDate(row.dueDate)}</span>
      <IconClockExclamation size={15} stroke={1.9} aria-hidden="true" />
      <span className="hidden-visually">{texts.overdueBy(row.daysOverdue)}</span>
    </span>
  );
}
