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
    width: '20%',
    cell: (row) => <Clip>{titleOf(row)}</Clip>,
  },
  {
    key: 'state',
    header: texts.columns.state,
    width: '140px',
    cell: (row) => <StateBadge tone={printTone[row.state]} label={texts.states[row.state]} />,
  },
  { key: 'printer', header: texts.columns.printer, cell: (row) => <Clip>{printerOf(row)}</Clip> },
  {
    key: 'made',
    header: texts.columns.made,
    width: '122px',
    cell: (row) => <Timestamp at={row.createdAt} />,
  },
  { key: 'action', header: texts.columns.action, width: '126px', cell: (row) => <PrintAction print={row} /> },
];

const titleOf = ({ title, copies }: PrintRow) => (copies === 1 ? title : `${title} ${texts.copies(copies)}`);

/** With what is known of the print there. */
const printerOf = ({ printer, message, reason }: PrintRow) =>
  [printer, message, reason === null || reason === message ? null : texts.reason(reason)]
    .filter((note) => note !== null)
    .join(' · ');
