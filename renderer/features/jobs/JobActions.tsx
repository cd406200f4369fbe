/** What can be done with a job: to what it made, stop it, run it again, now, or with other data, remove it. */
import { Button } from '@mantine/core';
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { JobAction, JobView } from '../../../workers/api/wire.ts';
import { paths } from '../../routing/paths.ts';
import { useNow } from '../../ui/Moment.tsx';
import { madeBy } from './links.ts';
import { BulkDialog } from './list/BulkDialog.tsx';
import { CopyDialog } from './list/CopyDialog.tsx';
import { actionsOf } from './list/job-choices.ts';
import { listTexts } from './list/list-texts.ts';

const icons: Partial<Record<JobAction, ReactNode>> = {
  cancel: <IconPlayerStop size={16} aria-hidden="true" />,
  retry: <IconRefresh size={16} aria-hidden="true" />,
};

export function JobActions({ job }: { job: JobView }) {
  const link = madeBy(job);
  const now = useNow(10_000);
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<JobAction | 'copy' | null>(null);
  const close = () => {
    setAsked(null);
  };
  return (
    <>
      {link !== null && (
        <Button component={Link} href={link.href} variant="default">
          {link.label}
        </Button>
      )}
      <Button
        variant="default"
        onClick={() => {
          setAsked('copy');
        }}
      >
        {listTexts.copy.open}
      </Button>
      {actionsOf(job, now).map((action) => (
        <Button
          key={action}
          variant={action === 'retry' ? 'filled' : 'default'}
          leftSection={icons[action]}
          onClick={() => {
            setAsked(action);
          }}
        >
          {listTexts.actions[action].open}
        </Button>
      ))}
      {asked === 'copy' && <CopyDialog job={job} onClose={close} />}
      {asked !== null && asked !== 'copy' && (
        <BulkDialog
          action={asked}
          jobs={{ ids: [job.id] }}
          onDone={(jobId) => {
            if (jobId !== null) navigate(paths.job(jobId));
            else if (asked === 'remove') navigate(paths.jobs());
          }}
          onClose={close}
        />
      )}
    </>
  );
}
