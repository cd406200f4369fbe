/** Where customers are to pay: all that was entered, what is in force, what waits for a second person. */
import { Button, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMapPin, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEngine } from '../../data/engine.ts';
import { Blank, Failure } from '../../ui/Blank.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Page } from '../../ui/Page.tsx';
import { remitToColumns } from './remit-to-columns.tsx';
import { RemitToDialog } from './RemitToDialog.tsx';
import { texts } from './texts.ts';

const words = texts.remitTo;

export default function RemitToScreen() {
  const { api } = useEngine();
  const [adding, add] = useDisclosure();
  const query = useQuery(api.remitTo.list.queryOptions());
  return (
    <Page
      title={words.title}
      subtitle={words.subtitle}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={add.open}>
          {words.add}
        </Button>
      }
      fill
    >
      {query.data === undefined && query.error !== null && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data === undefined && query.error === null && <Skeleton height={240} aria-busy="true" />}
      {query.data !== undefined && (
        <DataTable
          label={words.title}
          columns={remitToColumns}
          rows={query.data}
          idOf={(row) => row.id}
          nameOf={(row) => row.name}
          empty={
            <Blank icon={IconMapPin} title={words.emptyTitle}>
              {words.emptyText}
            </Blank>
          }
        />
      )}
      {adding && <RemitToDialog onClose={add.close} />}
    </Page>
  );
}
