/** The outbox: every mail with its state and the server's words; what holds them up; the way to the settings. */
import { Button, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMail, IconSearchOff, IconSettings } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { mailStates, type MailRow, type MailState } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { pageNumber, useUrlParams } from '../../routing/url-params.ts';
import { Blank } from '../../ui/Blank.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { reportDone, reportFailure } from '../../ui/report.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Toolbar } from '../../ui/Toolbar.tsx';
import { usePage } from '../../ui/usePage.ts';
import { mailColumns } from './columns.tsx';
import { MailSettings } from './MailSettings.tsx';
import { texts } from './texts.ts';

const pageSize = 100;
const defaults = { q: '', state: '', page: '1' };

const asState = (text: string): MailState | undefined => mailStates.find((state) => state === text);

export default function MailScreen() {
  const { api } = useEngine();
  const [params, setParams] = useUrlParams(defaults);
  const [settingUp, settings] = useDisclosure();
  const page = pageNumber(params.page);
  const query = api.mail.outbox.queryOptions({
    input: { state: asState(params.state), search: params.q, limit: pageSize, offset: (page - 1) * pageSize },
  });
  const list = usePage<MailRow>(query);
  const filtered = params.q !== '' || params.state !== '';
  return (
    <Page
      title={texts.title}
      subtitle={texts.subtitle}
      actions={
        <Button
          variant="default"
          leftSection={<IconSettings size={16} aria-hidden="true" />}
          onClick={settings.open}
        >
          {texts.settings.open}
        </Button>
      }
      fill
    >
      <Trouble onSettings={settings.open} />
      <Toolbar>
        <SearchBox
          label={texts.search}
          value={params.q}
          onSearch={(q) => {
            setParams({ q, page: '1' });
          }}
        />
        <SegmentedControl
          aria-label={texts.stateFilter}
          size="sm"
          value={params.state}
          data={[
            { value: '', label: texts.anyState },
            ...mailStates.map((state) => ({ value: state, label: texts.states[state] })),
          ]}
          onChange={(state) => {
            setParams({ state, page: '1' });
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
        columns={mailColumns}
        idOf={(row) => row.id}
        nameOf={(row) => texts.actionsOf(row.recipient)}
        empty={
          filtered ? (
            <Blank icon={IconSearchOff} title={texts.noMatchTitle}>
              {texts.noMatchText}
            </Blank>
          ) : (
            <Blank icon={IconMail} title={texts.emptyTitle}>
              {texts.emptyText}
            </Blank>
          )
        }
      />
      <MailSettings opened={settingUp} onClose={settings.close} />
    </Page>
  );
}

/** What keeps all mails from going out. */
function Trouble({ onSettings }: { onSettings: () => void }) {
  const { api, client, queries } = useEngine();
  const settings = useQuery(api.mail.settings.queryOptions());
  const outbox = useQuery(api.mail.outbox.queryOptions({ input: { state: 'held', limit: 1 } }));
  const retry = useMutation({
    mutationFn: () => client.mail.retry({ state: 'held' }),
    onSuccess: ({ retried }) => {
      reportDone(texts.retried(retried));
    },
    onError: (error) => {
      reportFailure(texts.retryFailed, error);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: api.mail.key() }),
  });
  if (settings.data?.settings === null) {
    return (
      <Notice
        tone="attention"
        title={texts.notSetUp}
        action={<Button onClick={onSettings}>{texts.settings.open}</Button>}
      >
        {texts.notSetUpText}
      </Notice>
    );
  }
  const hold = outbox.data?.hold;
  if (hold === null || hold === undefined) return null;
  return (
    <Notice
      live
      tone="bad"
      title={texts.heldTitle(outbox.data?.counts.held ?? 0)}
      action={
        <Button
          variant="default"
          loading={retry.isPending}
          onClick={() => {
            retry.mutate();
          }}
        >
          {texts.retryHeld}
        </Button>
      }
    >
      {hold.message}
    </Notice>
  );
}
