/** What can be done with a job: to what it made, stop it, run it again. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import type { JobView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { reportDone, reportFailure } from '../../ui/report.ts';
import { madeBy } from './links.ts';
import { texts } from './texts.ts';

export function JobActions({ job }: { job: JobView }) {
  const link = madeBy(job);
  const unsettled = job.settledAt === null;
  const again = job.state === 'failed' || job.state === 'cancelled';
  return (
    <>
      {link !== null && (
        <Button component={Link} href={link.href} variant="default">
          {link.label}
        </Button>
      )}
      {unsettled && <CancelButton job={job} />}
      {again && <RetryButton id={job.id} />}
    </>
  );
}

function CancelButton({ job }: { job: JobView }) {
  const { client, queries, api } = useEngine();
  const [asking, { open, close }] = useDisclosure();
  const cancel = useMutation({
    mutationFn: () => client.jobs.cancel({ id: job.id }),
    onSuccess: ({ cancelled }) => {
      reportDone(cancelled ? texts.job.cancelAsked : texts.job.cancelTooLate);
    },
    onError: (error) => {
      reportFailure(texts.job.cancelFailed, error);
    },
    onSettled: () => {
      close();
      void queries.invalidateQueries({ queryKey: api.jobs.key() });
    },
  });
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerStop size={16} aria-hidden="true" />} onClick={open}>
        {texts.job.cancel}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={texts.job.cancelTitle}
        confirm={texts.job.cancel}
        busy={cancel.isPending}
        onConfirm={() => {
          cancel.mutate();
        }}
        onClose={close}
      >
        {texts.job.cancelText(job.title)}
      </ConfirmDialog>
    </>
  );
}

function RetryButton({ id }: { id: string }) {
  const { client } = useEngine();
  const [, navigate] = useLocation();
  const retry = useMutation({
    mutationFn: () => client.jobs.retry({ id }),
    onSuccess: ({ jobId }) => {
      reportDone(texts.job.retried);
      navigate(paths.job(jobId));
    },
    onError: (error) => {
      reportFailure(texts.job.retryFailed, error);
    },
  });
  return (
    <Button
      leftSection={<IconRefresh size={16} aria-hidden="true" />}
      loading={retry.isPending}
      onClick={() => {
        retry.mutate();
      }}
    >
      {texts.job.retry}
    </Button>
  );
}
