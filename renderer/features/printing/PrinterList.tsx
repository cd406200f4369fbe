/** The printers with their states in words, what they are for, and a test page. */
import { Button } from '@mantine/core';
import { IconPrinterOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { PrinterRoleRow, PrinterRow } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Clip, DataTable, type Column } from '../../ui/DataTable.tsx';
import { reportDone, reportFailure } from '../../ui/report.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { printerState, usesOf } from './printer-words.ts';
import { texts } from './texts.ts';

const words = texts.printers;

interface PrinterListProps {
  /** Undefined while they are asked for. */
  printers: PrinterRow[] | undefined;
  roles: readonly PrinterRoleRow[];
}

export function PrinterList({ printers, roles }: PrinterListProps) {
  const columns = printerColumns(roles);
  return (
    <DataTable
      bounded
      label={words.title}
      columns={columns}
      rows={printers}
      idOf={({ name }) => name}
      nameOf={({ name }) => name}
      empty={
        <Blank compact icon={IconPrinterOff} title={words.none}>
          {words.noneText}
        </Blank>
      }
    />
  );
}

const printerColumns = (roles: readonly PrinterRoleRow[]): Column<PrinterRow>[] => [
  { key: 'name', header: words.columns.name, width: '32%', cell: ({ name }) => <Clip>{name}</Clip> },
  { key: 'state', header: words.columns.state, width: '176px', cell: (row) => <State printer={row} /> },
  { key: 'use', header: words.columns.use, cell: (row) => <Clip>{useOf(row, roles)}</Clip> },
  {
    key: 'action',
    header: words.columns.action,
    width: '112px',
    cell: ({ name }) => <TestButton name={name} />,
  },
];

function State({ printer }: { printer: PrinterRow }) {
  const { tone, label } = printerState(printer);
  return <StateBadge tone={tone} label={label} />;
}

/** What it is for, and what else is to be known of it. */
function useOf(printer: PrinterRow, roles: readonly PrinterRoleRow[]): string {
  const { reason } = printerState(printer);
  const uses = usesOf(printer.name, roles).join(', ');
  const use = uses === '' ? (printer.notPaper === null ? words.noUse : words.notPaper) : uses;
  return [use, reason, printer.isDefault ? words.isDefault : ''].filter((note) => note !== '').join(' · ');
}

function TestButton({ name }: { name: string }) {
  const { api, client, queries } = useEngine();
  const test = useMutation({
    mutationFn: () => client.printing.testPage({ printer: name, requestId: crypto.randomUUID() }),
    onSuccess: () => {
      reportDone(words.testWanted(name));
    },
    onError: (error) => {
      reportFailure(words.testFailed, error);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: api.printing.key() }),
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={words.testOf(name)}
      loading={test.isPending}
      onClick={() => {
        test.mutate();
      }}
    >
      {words.test}
    </Button>
  );
}
