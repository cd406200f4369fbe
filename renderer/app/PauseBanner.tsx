/** Says that work is paused, for as long as it is, and ends it. */
import { Button } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEngine, useStatus } from '../data/engine.ts';
import { dateTime } from '../format/time.ts';
import { useNow } from '../ui/Moment.tsx';
import { reportFailure } from '../ui/report.ts';
import classes from './ConnectionBanner.module.css';
import { texts } from './texts.ts';

export function PauseBanner() {
  const { client } = useEngine();
  const pause = useStatus()?.pause ?? null;
  const now = useNow(60_000);
  const resume = useMutation({
    mutationFn: () => client.system.resume(),
    onError: (error) => {
      reportFailure(texts.pause.failed, error);
    },
  });
  if (pause === null) return null;
  const { until } = pause;
  return (
    <div className={classes['banner']} data-calm aria-live="polite">
      <IconPlayerPause size={18} aria-hidden="true" />
      <p>
        <strong>{until === null ? texts.pause.open : texts.pause.until(dateTime(until, now))}</strong>{' '}
        {texts.pause.text}
      </p>
      <Button
        size="compact-sm"
        variant="default"
        loading={resume.isPending}
        onClick={() => {
          resume.mutate();
        }}
      >
        {texts.pause.resume}
      </Button>
    </div>
  );
}
