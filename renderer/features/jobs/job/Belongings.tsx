/** What a job works on or has made, and the jobs that it comes from and has led to. */
import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { JobLink, JobTrail, RelatedJob } from '../../../../workers/api/job-details-wire.ts';
import { lookUp } from '../../../format/look-up.ts';
import { stateWords } from '../../../format/job-states.ts';
import { paths } from '../../../routing/paths.ts';
import classes from './Job.module.css';
import { texts } from './texts.ts';

export function Belongings({ trail }: { trail: JobTrail }) {
  const { links, parent, repeats, repeatedBy, children, moreChildren } = trail;
  const jobs = [
    { label: texts.parent, job: parent },
    { label: texts.repeats, job: repeats },
    { label: texts.repeatedBy, job: repeatedBy },
    ...children.map((job) => ({ label: texts.children, job })),
  ].flatMap(({ label, job }) => (job === null ? [] : [{ label, job }]));
  if (links.length === 0 && jobs.length === 0)
    return <p className={classes['note']}>{texts.nothingBelongs}</p>;
  return (
    <ul className={classes['list']} aria-label={texts.belongs}>
      {links.map((link) => (
        <li key={`${link.kind}/${link.target}`}>
          <Anchor component={Link} href={hrefOf(link)} inherit>
            {`${texts.links[link.kind]} ${link.name}`.trim()}
          </Anchor>
        </li>
      ))}
      {jobs.map(({ label, job }) => (
        <li key={job.id}>
          {label} <JobAnchor job={job} />
        </li>
      ))}
      {moreChildren && <li className={classes['note']}>{texts.moreChildren}</li>}
    </ul>
  );
}

function JobAnchor({ job: { id, title, state } }: { job: RelatedJob }) {
  return (
    <>
      <Anchor component={Link} href={paths.job(id)} inherit>
        {title}
      </Anchor>{' '}
      <span className={classes['note']}>{lookUp(stateWords, state) ?? state}</span>
    </>
  );
}

function hrefOf({ kind, target }: JobLink): string {
  switch (kind) {
    case 'import':
      return paths.import(target);
    case 'invoice':
      return paths.invoice(target);
    case 'mail':
      return paths.mail({ q: target });
    case 'print':
      return paths.prints({ q: target });
    case 'schedule':
      return '/schedules';
  }
}
