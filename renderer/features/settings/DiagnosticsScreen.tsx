/** Settings: every check with its state, plain words, and what to do about it. */
import { Button, Group } from '@mantine/core';
import { IconCopy, IconFileZip, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Finding } from '../../../workers/api/wire.ts';
import { useEngine, useStatus } from '../../data/engine.ts';
import type { Tone } from '../../theme/palette.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { reportDone, reportFailure } from '../../ui/report.ts';
import { saveBlob } from '../../ui/save-file.ts';
import { ToneIcon } from '../../ui/ToneIcon.tsx';
import { texts } from './area-texts.ts';
import classes from './Area.module.css';
import { byWeight, findingsText } from './findings-text.ts';

const words = texts.diagnostics;
const tones: Record<Finding['level'], Tone> = { ok: 'good', warning: 'attention', problem: 'bad' };

export default function DiagnosticsScreen() {
  const { api } = useEngine();
  const query = useQuery(api.system.doctor.queryOptions());
  const { data } = query;
  return (
    <Page
      title={words.title}
      subtitle={data === undefined ? words.subtitle : summary(data)}
      actions={
        <Group gap="xs">
          <BundleButton />
          {data !== undefined && <CopyButton findings={data} at={query.dataUpdatedAt} />}
          <Button
            loading={query.isFetching}
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            onClick={() => void query.refetch()}
          >
            {words.again}
          </Button>
        </Group>
      }
    >
      {data === undefined && query.error !== null ? (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Panel flush title={words.findings}>
          {data === undefined ? (
            <output className={classes['loading']}>{words.checking}</output>
          ) : (
            <ul className={classes['list']}>
              {byWeight(data).map((finding) => (
                <FindingRow key={finding.id} finding={finding} />
              ))}
            </ul>
          )}
        </Panel>
      )}
    </Page>
  );
}

function summary(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  return problems + warnings === 0 ? words.allGood(findings.length) : words.troubles(problems, warnings);
}

function BundleButton() {
  const { client } = useEngine();
  const make = useMutation({
    mutationFn: () => client.system.supportBundle(),
    onSuccess: (file) => {
      saveBlob(file, file.name);
      reportDone(words.bundleDone);
    },
    onError: (error) => {
      reportFailure(words.bundleFailed, error);
    },
  });
  return (
    <Button
      variant="default"
      loading={make.isPending}
      leftSection={<IconFileZip size={16} aria-hidden="true" />}
      onClick={() => {
        make.mutate();
      }}
    >
      {words.bundle}
    </Button>
  );
}

function CopyButton({ findings, at }: { findings: readonly Finding[]; at: number }) {
  const version = useStatus()?.version ?? '';
  const copy = useMutation({
    mutationFn: () => navigator.clipboard.writeText(findingsText(findings, version, at)),
    onSuccess: () => {
      reportDone(words.copied);
    },
    onError: (error) => {
      reportFailure(words.copyFailed, error);
    },
  });
  return (
    <Button
      variant="default"
      leftSection={<IconCopy size={16} aria-hidden="true" />}
      onClick={() => {
        copy.mutate();
      }}
    >
      {words.copy}
    </Button>
  );
}

function FindingRow({ finding: { id, level, title, detail, fix, mend } }: { finding: Finding }) {
  return (
    <li className={classes['item']}>
      <ToneIcon tone={tones[level]} size={18} />
      <div className={classes['what']}>
        <span className={classes['title']}>{title}</span>
        <span className={classes['state']}>{words.levels[level]}</span>
        <div className={classes['detail']}>{detail}</div>
        {fix !== null && (
          <div>
            {words.toDo}
            {fix}
          </div>
        )}
      </div>
      {mend !== undefined && <MendButton id={id} label={mend} />}
    </li>
  );
}

function MendButton({ id, label }: { id: string; label: string }) {
  const { api, client, queries } = useEngine();
  const mend = useMutation({
    mutationFn: () => client.system.mend({ id }),
    onSuccess: (findings) => {
      queries.setQueryData(api.system.doctor.queryKey(), findings);
      reportDone(words.mended);
    },
    onError: (error) => {
      reportFailure(words.mendFailed, error);
    },
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={mend.isPending}
      onClick={() => {
        mend.mutate();
      }}
    >
      {label}
    </Button>
  );
}
