/** One job: what it is, how it goes, every attempt, what it was given and what came of it. */
import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JobView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { jobTone } from '../../theme/tones.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { JobActions } from './JobActions.tsx';
import { JobLog } from './job/JobLog.tsx';
import { JsonPart } from './job/JsonPart.tsx';
import { texts as details } from './job/texts.ts';
import { TrailPanels } from './job/TrailPanels.tsx';
import { JobFacts } from './JobFacts.tsx';
import classes from './JobScreen.module.css';
import { JsonView } from './JsonView.tsx';
import { LetterNotice } from './LetterNotice.tsx';
import { noteLine } from './note.ts';
import { Runs } from './Runs.tsx';
import { texts } from './texts.ts';

export default function JobScreen({ id }: { id: string }) {
  const { api } = useEngine();
  const query = useQuery(api.jobs.get.queryOptions({ input: { id } }));
  if (query.data !== undefined) return <Job job={query.data} />;
  return (
    <Page title={texts.title}>
      {query.error === null ? (
        <Stack gap="lg" aria-busy="true">
          <Skeleton height={180} />
          <Skeleton height={240} />
        </Stack>
      ) : (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
}

function Job({ job }: { job: JobView }) {
  return (
    <Page
      title={job.title}
      aside={<StateBadge tone={jobTone[job.state]} label={texts.states[job.state]} />}
      subtitle={job.description}
      actions={<JobActions job={job} />}
    >
      {job.error !== null && (
        <Notice tone={job.state === 'failed' ? 'bad' : 'attention'} title={job.error.code}>
          {job.error.message}
        </Notice>
      )}
      {job.state === 'failed' && <LetterNotice id={job.id} />}
      {(job.state === 'active' || job.state === 'retrying') && (
        <div className={classes['progress']}>
          <Meter fraction={job.progress} label={texts.progressOf(job.title)} size="lg" />
          <span className={classes['note']}>{noteLine(job.note)}</span>
        </div>
      )}
      <div className={classes['columns']}>
        <Stack gap="lg" miw={0}>
          <Panel title={texts.job.runs} flush>
            <Runs runs={job.runs} />
          </Panel>
          <Panel title={texts.job.payload} flush>
            {job.payloadBeginning === null ? (
              <JsonView label={texts.job.payload} value={job.payload} fileName={`payload-${job.id}`} />
            ) : (
              <JsonPart
                jobId={job.id}
                part="payload"
                label={texts.job.payload}
                beginning={job.payloadBeginning}
                size={job.payloadBytes}
              />
            )}
          </Panel>
          <Panel title={texts.job.result} flush={job.resultBytes > 0 && job.result !== null}>
            {job.resultBeginning !== null ? (
              <JsonPart
                jobId={job.id}
                part="result"
                label={texts.job.result}
                beginning={job.resultBeginning}
                size={job.resultBytes}
              />
            ) : job.result === null || job.result === undefined ? (
              <span className={classes['none']}>{texts.job.noResult}</span>
            ) : (
              <JsonView label={texts.job.result} value={job.result} fileName={`result-${job.id}`} />
            )}
          </Panel>
          <Panel title={details.logs} flush>
            <JobLog id={job.id} live={job.settledAt === null} />
          </Panel>
        </Stack>
        <Stack gap="lg" miw={0}>
          <Panel title={texts.job.facts}>
            <JobFacts job={job} />
          </Panel>
          <TrailPanels id={job.id} />
        </Stack>
      </div>
    </Page>
  );
}
