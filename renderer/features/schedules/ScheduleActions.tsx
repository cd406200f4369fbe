/** Run now, pause or resume, edit. */
import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil, IconPlayerPause, IconPlayerPlay, IconPlayerTrackNext } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ScheduleView } from '../../../workers/api/schedules-wire.ts';
import { useEngine } from '../../data/engine.ts';
import { reportDone, reportFailure } from '../../ui/report.ts';
import { ScheduleForm } from './ScheduleForm.tsx';
import { texts } from './texts.ts';

export function ScheduleActions({ schedule }: { schedule: ScheduleView }) {
  const { key, title, pausedAt } = schedule;
  const { client, api, queries } = useEngine();
  const [editing, { open, close }] = useDisclosure();
  const run = useMutation({
    mutationFn: () => client.schedules.run({ key }),
    onSuccess: () => {
      reportDone(texts.runDone(title));
      void queries.invalidateQueries({ queryKey: api.schedules.key() });
    },
    onError: (error) => {
      reportFailure(texts.runFailed, error);
    },
  });
  const toggle = useMutation({
    mutationFn: () =>
      pausedAt === null ? client.schedules.pause({ key }) : client.schedules.resume({ key }),
    onSuccess: (all) => {
      reportDone(pausedAt === null ? texts.pauseDone(title) : texts.resumeDone(title));
      queries.setQueryData(api.schedules.list.queryKey(), all);
    },
    onError: (error) => {
      reportFailure(pausedAt === null ? texts.pauseFailed : texts.resumeFailed, error);
    },
  });
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlayerTrackNext size={14} aria-hidden="true" />}
        aria-label={texts.runOf(title)}
        loading={run.isPending}
        onClick={() => {
          run.mutate();
        }}
      >
        {texts.run}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={
          pausedAt === null ? (
            <IconPlayerPause size={14} aria-hidden="true" />
          ) : (
            <IconPlayerPlay size={14} aria-hidden="true" />
          )
        }
        aria-label={pausedAt === null ? texts.pauseOf(title) : texts.resumeOf(title)}
        loading={toggle.isPending}
        onClick={() => {
          toggle.mutate();
        }}
      >
        {pausedAt === null ? texts.pause : texts.resume}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPencil size={14} aria-hidden="true" />}
        aria-label={texts.editOf(title)}
        onClick={open}
      >
        {texts.edit}
      </Button>
      {editing && <ScheduleForm schedule={schedule} onClose={close} />}
    </Group>
  );
}
