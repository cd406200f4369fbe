/** The print queue: every print with its state, what keeps it, and the question about those of which nobody knows. */
import { Button, Select } from '@mantine/core';
import { IconPrinter, IconSearchOff, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { printStates, type PrintRow, type PrintState } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { pageNumber, useUrlParams } from '../../routing/url-params.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { usePage } from '../../ui/usePage.ts';
import { printColumns } from './columns.tsx';
import { texts } from './texts.ts';

const pageSize = 100;
/** Printers and the print system push nothing. */
const lookEveryMs = 3_000;
const defaults = { q: '', state: '', page: '1' };

const asState = (text: string): PrintState | undefined => printStates.find((state) => state === text);

export default function PrintsScreen() {
  const { api } = useEngine();
  const [params, setParams] = useUrlParams(defaults);
  const page = pageNumber(params.page);
  const input = {
    state: asState(params.state),
    search: params.q,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  };
  const list = usePage<PrintRow>({
    ...api.printing.queue.queryOptions({ input }),
    refetchInterval: lookEveryMs,
  });
  const filtered = params.q !== '' || params.state !== '';
  return (
    <Page
      title={texts.title}
      subtitle={texts.subtitle}
      actions={
        <Button
          component={Link}
          href={paths.printers()}
          variant="default"
          leftSection={<IconSettings size={16} aria-hidden="true" />}
        >
          {texts.printers.open}
        </Button>
      }
      fill
    >
      <Trouble
        onDoubtful={() => {
          setParams({ state: 'unknown', q: '', page: '1' });
        }}
      />
      <Toolbar>
        <SearchBox
          label={texts.search}
          value={params.q}
          onSearch={(q) => {
            setParams({ q, page: '1' });
          }}
        />
        <Select
          aria-label={texts.stateFilter}
          allowDeselect={false}
          w={180}
          value={params.state}
          data={[
            { value: '', label: texts.anyState },
            ...printStates.map((state) => ({ value: state, label: texts.states[state] })),
          ]}
          onChange={(state) => {
            setParams({ state: state ?? '', page: '1' });
          }}
        />
      </Toolbar>
      <PagedTable
        list={list}
        page={page}
        pageSize={pageSize}
        onPage={(next) => {
          setParams({ page: String(next) });
        }}
        label={texts.title}
        columns={printColumns}
        idOf={(row) => row.id}
        nameOf={(row) => texts.actionsOf(row.title)}
        empty={
          filtered ? (
            <Blank icon={IconSearchOff} title={texts.noMatchTitle}>
              {texts.noMatchText}
            </Blank>
          ) : (
            <Blank icon={IconPrinter} title={texts.emptyTitle}>
              {texts.emptyText}
            </Blank>
          )
        }
      />
    </Page>
  );
}

/** What a person has to do, said once for all prints that it concerns. */
function Trouble({ onDoubtful }: { onDoubtful: () => void }) {
  const { api } = useEngine();
  const held = useQuery({
    ...api.printing.queue.queryOptions({ input: { state: 'held', limit: 1 } }),
    refetchInterval: lookEveryMs,
  });
  const waiting = held.data?.counts.held ?? 0;
  const doubtful = held.data?.counts.unknown ?? 0;
  return (
    <>
      {doubtful > 0 && (
        <Notice
          live
          tone="attention"
          title={texts.doubtTitle(doubtful)}
          action={
            <Button variant="default" onClick={onDoubtful}>
              {texts.showDoubt}
            </Button>
          }
        >
          {texts.doubtText}
        </Notice>
      )}
      {waiting > 0 && (
        <Notice live tone="attention" title={texts.heldTitle(waiting)}>
          {held.data?.rows[0]?.message} {texts.heldText}
        </Notice>
      )}
    </>
  );
}
