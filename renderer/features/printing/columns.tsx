/** The columns of the print queue. */
import type { PrintRow } from '../../../workers/api/wire.ts';
import { printTone } from '../../theme/tones.ts';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { Timestamp } from '../../ui/Moment.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { PrintAction } from './PrintActions.tsx';
import { texts } from './texts.ts';

export const printColumns: Column<PrintRow>[] = [
  {
    key: 'document',
    header: texts.columns.document,
    width: '19%',
    cell: (row) => <Clip>{titleOf(row)}</Clip>,
  },
  {
    key: 'state',
    header: texts.columns.state,
    width: '142px',
    cell: (row) => <StateBadge tone={printTone[row.state]} label={texts.states[row.state]} />,
  },
  { key: 'printer', header: texts.columns.printer, width: '18%', cell: (row) => <Clip>{row.printer}</Clip> },
  { key: 'note', header: texts.columns.note, cell: (row) => <Clip>{noteOf(row)}</Clip> },
  {
    key: 'made',
    header: texts.columns.made,
    width: '122px',
    cell: (row) => <Timestamp at={row.createdAt} />,
  },
  { key: 'action', header: texts.columns.action, width: '130px', cell: (row) => <PrintAction print={row} /> },
];

const titleOf = ({ title, copies }: PrintRow) => (copies === 1 ? title : `${title} ${texts.copies(copies)}`);

const noteOf = ({ message, reason }: PrintRow) =>
  [message, reason === null || reason === message ? null : texts.reason(reason)]
    .filter((note) => note !== null)
    .join(' · ');
