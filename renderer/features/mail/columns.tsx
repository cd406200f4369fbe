/** The columns of the outbox. */
import type { MailRow } from '../../../workers/api/wire.ts';
import { mailTone } from '../../theme/tones.ts';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { Timestamp } from '../../ui/Moment.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { MailAction } from './MailAction.tsx';
import { texts } from './texts.ts';

export const mailColumns: Column<MailRow>[] = [
  {
    key: 'recipient',
    header: texts.columns.recipient,
    width: '20%',
    cell: (row) => <Clip>{row.recipient}</Clip>,
  },
  { key: 'subject', header: texts.columns.subject, width: '22%', cell: (row) => <Clip>{row.subject}</Clip> },
  {
    key: 'state',
    header: texts.columns.state,
    width: '122px',
    cell: (row) => <StateBadge tone={mailTone[row.state]} label={texts.states[row.state]} />,
  },
  { key: 'reply', header: texts.columns.reply, cell: (row) => <Clip>{row.reply}</Clip> },
  {
    key: 'made',
    header: texts.columns.made,
    width: '122px',
    cell: (row) => <Timestamp at={row.createdAt} />,
  },
  { key: 'action', header: texts.columns.action, width: '122px', cell: (row) => <MailAction mail={row} /> },
];
