/** The folders whose files are imported as they arrive: how each stands, and its last files. Not there when there is none. */
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { HotFileView, HotFolderView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { hotFileTone, hotFolderTone } from '../../theme/tones.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { reportFailure } from '../../ui/report.ts';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { texts } from './texts.ts';

/** Files come by themselves, so the list is asked for again. Milliseconds. */
const everyMs = 5_000;
const shownFiles = 5;

export function HotFolders() {
  const { api } = useEngine();
  const folders = useQuery({ ...api.hotFolders.list.queryOptions(), refetchInterval: everyMs }).data ?? [];
  if (folders.length === 0) return null;
  return (
    <Panel title={texts.hot.title}>
      <Stack gap="lg">
        {folders.map((folder) => (
          <Folder key={folder.id} folder={folder} />
        ))}
      </Stack>
    </Panel>
  );
}

function Folder({ folder }: { folder: HotFolderView }) {
  const { api, client, queries } = useEngine();
  const [removing, setRemoving] = useState(false);
  const ended = {
    onSuccess: () => {
      setRemoving(false);
      void queries.invalidateQueries({ queryKey: api.hotFolders.key() });
    },
    onError: (error: unknown) => {
      reportFailure(texts.hot.changeFailed, error);
    },
  };
  const paused = folder.state === 'paused';
  const pause = useMutation({
    mutationFn: () => client.hotFolders.pause({ folder: folder.id, paused: !paused }),
    ...ended,
  });
  const remove = useMutation({ mutationFn: () => client.hotFolders.remove({ folder: folder.id }), ...ended });
  return (
    <section aria-label={folder.path}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={4} miw={0}>
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {folder.path}
          </Text>
          <Group gap="xs">
            <StateBadge tone={hotFolderTone[folder.state]} label={texts.hot.states[folder.state]} />
            <Text size="sm" c="dimmed">
              {folder.template === null ? texts.hot.byHeadings : texts.hot.byTemplate(folder.template.name)}
            </Text>
          </Group>
        </Stack>
        <Group gap="xs" wrap="nowrap">
          <Button
            variant="default"
            size="xs"
            loading={pause.isPending}
            onClick={() => {
              pause.mutate();
            }}
          >
            {paused ? texts.hot.resume : texts.hot.pause}
          </Button>
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              setRemoving(true);
            }}
          >
            {texts.hot.remove}
          </Button>
        </Group>
      </Group>
      {folder.trouble !== null && <Notice tone="bad">{folder.trouble.message}</Notice>}
      <Files files={folder.files.slice(0, shownFiles)} />
      <ConfirmDialog
        opened={removing}
        title={texts.hot.removeTitle}
        confirm={texts.hot.remove}
        busy={remove.isPending}
        onConfirm={() => {
          remove.mutate();
        }}
        onClose={() => {
          setRemoving(false);
        }}
      >
        {texts.hot.removeText(folder.path)}
      </ConfirmDialog>
    </section>
  );
}

function Files({ files }: { files: HotFileView[] }) {
  if (files.length === 0) return <Text c="dimmed">{texts.hot.noFiles}</Text>;
  return (
    <Stack component="ul" gap={6} mt="xs" mb={0} pl={0} style={{ listStyle: 'none' }}>
      {files.map((file) => (
        <li key={`${file.name}/${file.at}`}>
          <Group gap="sm" wrap="nowrap">
            <StateBadge tone={hotFileTone[file.state]} label={texts.hot.fileStates[file.state]} />
            {file.importId === null ? (
              <Text truncate>{file.name}</Text>
            ) : (
              <Anchor component={Link} href={paths.import(file.importId)} inherit truncate>
                {file.name}
              </Anchor>
            )}
            <Text size="sm" c="dimmed" ml="auto" style={{ whiteSpace: 'nowrap' }}>
              <Moment at={file.at} />
            </Text>
          </Group>
          {file.state === 'failed' && file.error !== null && (
            <Text size="sm" c="dimmed">
              {file.error.message}
            </Text>
          )}
        </li>
      ))}
    </Stack>
  );
}
