/** The columns of where customers are to pay. */
import type { RemitToView } from '../../../workers/api/ledger-wire.ts';
import { person } from '../../format/actor.ts';
import { plainDate } from '../../format/time.ts';
import { Clip, type Column } from '../../ui/DataTable.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { RemitToActions } from './RemitToActions.tsx';
import { texts } from './texts.ts';

const words = texts.remitTo;

export const remitToColumns: Column<RemitToView>[] = [
  {
    key: 'name',
    header: words.columns.name,
    cell: (row) => (
      <>
        <strong>
          <Clip>{row.name}</Clip>
        </strong>
        <Clip>
          {[row.factor === null ? '' : words.factorOf(row.factor), row.address.replaceAll('\n', ', ')]
            .filter(Boolean)
            .join(' · ')}
        </Clip>
      </>
    ),
  },
  {
    key: 'for',
    header: words.columns.forWhom,
    width: '17%',
    cell: (row) => (
      <Clip>{row.customer === null ? words.everybody : `${row.customer.name} · ${row.customer.number}`}</Clip>
    ),
  },
  {
    key: 'from',
    header: words.columns.from,
    width: '112px',
    cell: (row) => <span className="figures">{plainDate(row.effectiveFrom)}</span>,
  },
  {
    key: 'entered',
    header: words.columns.entered,
    width: '96px',
    cell: (row) => <Clip>{person(row.createdBy)}</Clip>,
  },
  { key: 'state', header: words.columns.state, width: '150px', cell: (row) => <State row={row} /> },
  { key: 'act', header: words.columns.act, width: '160px', cell: (row) => <RemitToActions row={row} /> },
];

function State({ row }: { row: RemitToView }) {
  const { states } = words;
  if (row.released !== null)
    return <StateBadge tone="waiting" label={states.released(plainDate(row.released.on))} />;
  if (row.awaitsVerification) return <StateBadge tone="attention" label={states.waiting} />;
  return (
    <>
      <StateBadge
        tone={row.inForce ? 'good' : 'waiting'}
        label={row.inForce ? states.inForce : states.notInForce}
      />
      {row.verified !== null && <Clip>{words.verified(person(row.verified.by))}</Clip>}
    </>
  );
}
