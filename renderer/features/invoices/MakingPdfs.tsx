/** A job that makes PDFs or one file of them, from start to result. Its id is in the address, so a reload finds it again. */
import { ActionIcon, Anchor, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { BatchResult, JobView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { readableError } from '../../transport/errors.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { reportFailure } from '../../ui/report.ts';
import classes from './MakingPdfs.module.css';
import { exportOutcome } from './export-outcome.ts';
import { exportTexts } from './export-texts.ts';
import { pdfOutcome } from './pdf-outcome.ts';
import { SaveExport } from './SaveExport.tsx';
import { texts } from './texts.ts';

/** The same moments in the words of either kind of job. */
const wordsOf = (job: JobView) => (job.name === 'export-pdfs' ? exportTexts : texts.making);

/** Failures listed by name; the job's page has all of them. */
const namedFailures = 5;

export function MakingPdfs({ jobId, onDismiss }: { jobId: string; onDismiss: () => void }) {
  const { api } = useEngine();
  const query = useQuery(api.jobs.get.queryOptions({ input: { id: jobId } }));
  if (query.error !== null && query.data === undefined) {
    return (
      <Notice tone="attention" action={<Dismiss onDismiss={onDismiss} />}>
        {readableError(query.error).message}
      </Notice>
    );
  }
  return (
    <section className={classes['region']} aria-label={texts.making.region} aria-live="polite">
      {query.data === undefined ? (
        <Notice tone="waiting" title={texts.making.waiting(null)} />
      ) : (
        <Making job={query.data} onDismiss={onDismiss} />
      )}
    </section>
  );
}

function Making({ job, onDismiss }: { job: JobView; onDismiss: () => void }) {
  const dismiss = <Dismiss onDismiss={onDismiss} />;
  if (job.settledAt === null) return <UnderWay job={job} />;
  if (job.state === 'cancelled') {
    return (
      <Notice tone="waiting" action={dismiss}>
        {wordsOf(job).cancelled}
      </Notice>
    );
  }
  const exported = exportOutcome(job.result);
  const outcome = exported ?? pdfOutcome(job.result);
  if (job.state === 'failed' || outcome === null) {
    return (
      <Notice tone="bad" title={wordsOf(job).failed} action={dismiss}>
        {job.error?.message} <JobLink id={job.id} />
      </Notice>
    );
  }
  return (
    <Notice
      tone={outcome.failed.length === 0 ? 'good' : 'attention'}
      title={
        'made' in outcome
          ? texts.making.done(outcome.made, outcome.unchanged)
          : exportTexts.done(outcome.included)
      }
      action={dismiss}
    >
      {exported !== null && <SaveExport jobId={job.id} format={exported.format} />}
      {outcome.failed.length > 0 && <Failures outcome={outcome} jobId={job.id} />}
    </Notice>
  );
}

function UnderWay({ job }: { job: JobView }) {
  const { client } = useEngine();
  const [asking, { open, close }] = useDisclosure();
  const cancel = useMutation({
    mutationFn: () => client.jobs.cancel({ id: job.id }),
    onError: (error) => {
      reportFailure(wordsOf(job).cancelTitle, error);
    },
    onSettled: close,
  });
  const many = countOf(job);
  const words = wordsOf(job);
  return (
    <div className={classes['running']}>
      <strong>{job.state === 'waiting' ? words.waiting(many) : words.running(many)}</strong>
      <Meter fraction={job.progress} label={words.progress} />
      <JobLink id={job.id} />
      <Button size="compact-sm" variant="default" onClick={open}>
        {texts.making.cancel}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={words.cancelTitle}
        confirm={texts.making.cancel}
        busy={cancel.isPending}
        onConfirm={() => {
          cancel.mutate();
        }}
        onClose={close}
      >
        {words.cancelText}
      </ConfirmDialog>
    </div>
  );
}

/** How many invoices the job was given. A payload is data: nothing is assumed of its shape. */
function countOf(job: JobView): number | null {
  const count = (job.payload as { count?: unknown } | null)?.count;
  if (typeof count === 'number') return count;
  return job.name === 'generate-pdf' ? 1 : null;
}

function Failures({
  outcome,
  jobId,
}: {
  outcome: Pick<BatchResult, 'failed' | 'failedUnlisted'>;
  jobId: string;
}) {
  const { failed, failedUnlisted } = outcome;
  const all = failed.length + failedUnlisted;
  return (
    <>
      {texts.making.someFailed(all)}
      <ul className={classes['failures']}>
        {failed.slice(0, namedFailures).map(({ invoiceId, number, error }) => (
          <li key={invoiceId}>
            {number ?? invoiceId}: {error.message}
          </li>
        ))}
        {all > namedFailures && <li>{texts.making.andMore(all - namedFailures)}</li>}
      </ul>
      <JobLink id={jobId} />
    </>
  );
}

function JobLink({ id }: { id: string }) {
  return (
    <Anchor component={Link} href={paths.job(id)} inherit className={classes['job'] ?? ''}>
      {texts.making.openJob}
    </Anchor>
  );
}

function Dismiss({ onDismiss }: { onDismiss: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={24} aria-label={texts.making.dismiss} onClick={onDismiss}>
      <IconX size={16} aria-hidden="true" />
    </ActionIcon>
  );
}
