/** What comes by itself: the rule in words, how it went, when it comes next; run now, paused, given another time. */
import { Skeleton, Stack } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useAskedAgain } from '../../data/asked-again.ts';
import { useEngine } from '../../data/engine.ts';
import { Blank, Failure } from '../../ui/Blank.tsx';
import { Page } from '../../ui/Page.tsx';
import { ScheduleCard } from './ScheduleCard.tsx';
import { texts } from './texts.ts';

export default function SchedulesScreen() {
  const { api } = useEngine();
  useAskedAgain(api.schedules.list.key());
  const query = useQuery(api.schedules.list.queryOptions());
  const [first] = query.data ?? [];
  return (
    <Page
      title={texts.title}
      subtitle={first === undefined ? texts.subtitle : `${texts.subtitle} ${texts.zone(first.siteTimeZone)}`}
    >
      {query.data === undefined ? (
        query.error === null ? (
          <Stack gap="lg" aria-busy="true">
            <Skeleton height={190} />
            <Skeleton height={190} />
          </Stack>
        ) : (
          <Failure error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : query.data.length === 0 ? (
        <Blank icon={IconCalendarOff} title={texts.none}>
          {texts.noneText}
        </Blank>
      ) : (
        <Stack gap="lg">
          {query.data.map((schedule) => (
            <ScheduleCard key={schedule.key} schedule={schedule} />
          ))}
        </Stack>
      )}
    </Page>
  );
}
