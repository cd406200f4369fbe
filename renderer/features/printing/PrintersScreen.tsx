/** Settings: the printers of this computer and which one is for what. */
import { Button } from '@mantine/core';
import { IconListDetails, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { printRoles } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { PrinterList } from './PrinterList.tsx';
import { RoleForm } from './RoleForm.tsx';
import { texts } from './texts.ts';

const words = texts.printers;
/** A printer that is switched on or loses its paper shows by itself. */
const lookEveryMs = 10_000;

export default function PrintersScreen() {
  const { api } = useEngine();
  const query = useQuery({ ...api.printing.overview.queryOptions(), refetchInterval: lookEveryMs });
  const { data } = query;
  return (
    <Page
      title={words.title}
      subtitle={words.subtitle}
      actions={
        <Button
          component={Link}
          href={paths.prints()}
          variant="default"
          leftSection={<IconListDetails size={16} aria-hidden="true" />}
        >
          {words.queue}
        </Button>
      }
    >
      {data === undefined && query.error !== null ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          {data !== undefined && data.trouble !== null && (
            <Notice tone="bad" live>
              {data.trouble.message}
            </Notice>
          )}
          {data?.trouble === null || data === undefined ? (
            <Panel
              flush
              title={words.list}
              aside={
                <Button
                  size="compact-sm"
                  variant="subtle"
                  loading={query.isFetching}
                  leftSection={<IconRefresh size={15} aria-hidden="true" />}
                  onClick={() => void query.refetch()}
                >
                  {words.refresh}
                </Button>
              }
            >
              <PrinterList printers={data?.printers} roles={data?.roles ?? []} />
            </Panel>
          ) : null}
          {data?.trouble === null &&
            printRoles.map((role) => (
              <RoleForm key={role} role={role} printers={data.printers} roles={data.roles} />
            ))}
        </>
      )}
    </Page>
  );
}
