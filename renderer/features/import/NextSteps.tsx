/** What people do after an import, one click away. */
import { Button } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import type { ImportView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { reportFailure } from '../../ui/report.ts';
import { draftKey, fileAsRead, pinned, type Draft } from './draft.ts';
import classes from './ResultScreen.module.css';
import type { Corrections } from './rows/useCorrections.ts';
import { texts } from './texts.ts';
import { UndoButton } from './Undo.tsx';

export function NextSteps({ view, corrections }: { view: ImportView; corrections: Corrections }) {
  const anyIn = view.created + view.updated + view.unchanged + view.skipped > 0;
  return (
    <nav className={classes['steps']} aria-label={texts.result.next}>
      {view.dryRun && view.state === 'done' && (
        <AfterCheck view={view} corrections={corrections} anyIn={anyIn} />
      )}
      {!view.dryRun && anyIn && view.entity === 'invoice' && <MakePdfs importId={view.importId} />}
      {!view.dryRun && anyIn && view.entity === 'invoice' && (
        <Button component={Link} href={paths.invoices({ import: view.importId })} variant="default">
          {texts.result.showInvoices}
        </Button>
      )}
      {!view.dryRun && anyIn && view.entity !== 'invoice' && (
        <Button component={Link} href={paths.list(view.entity)}>
          {texts.result.showList(texts.entities[view.entity].many)}
        </Button>
      )}
      {(view.dryRun || view.failed > 0 || view.state !== 'done') && <Adjust view={view} />}
      <Button component={Link} href={paths.imports} variant="default">
        {texts.result.another}
      </Button>
      <UndoButton view={view} />
      {view.jobId !== null && (
        <Button component={Link} href={paths.job(view.jobId)} variant="subtle">
          {texts.result.openJob}
        </Button>
      )}
    </nav>
  );
}

interface AfterCheckProps {
  view: ImportView;
  corrections: Corrections;
  /** There are rows that can be imported as they were checked. */
  anyIn: boolean;
}

/** The same file with the same choices and the corrections made since: for real, or checked once more. */
function AfterCheck({ view, corrections, anyIn }: AfterCheckProps) {
  const { client } = useEngine();
  const [, navigate] = useLocation();
  const { editsId, unseen } = corrections;
  const start = useMutation({
    mutationFn: (dryRun: boolean) =>
      client.imports.start({
        ...fileAsRead(view),
        entity: view.entity,
        mapping: view.mapping,
        onDuplicate: view.onDuplicate,
        knownPartners: view.knownPartners,
        dryRun,
        ...(editsId === null ? {} : { editsId }),
      }),
    onSuccess: ({ importId }) => {
      navigate(paths.import(importId));
    },
    onError: (error) => {
      reportFailure(texts.check.startFailed, error);
    },
  });
  return (
    <>
      {unseen && (
        <Button
          loading={start.isPending && start.variables}
          disabled={corrections.busy}
          onClick={() => {
            start.mutate(true);
          }}
        >
          {texts.result.checkAgain}
        </Button>
      )}
      {(anyIn || unseen) && (
        <Button
          variant={unseen ? 'default' : 'filled'}
          loading={start.isPending && !start.variables}
          disabled={corrections.busy}
          onClick={() => {
            start.mutate(false);
          }}
        >
          {texts.result.importNow}
        </Button>
      )}
    </>
  );
}

/** Back to the columns, with the choices of this import. */
function Adjust({ view }: { view: ImportView }) {
  const [, navigate] = useLocation();
  return (
    <Button
      variant="default"
      onClick={() => {
        const { entity, mapping, onDuplicate, knownPartners, sheet, dialect } = view;
        const draft: Draft = {
          entity,
          mapping,
          onDuplicate,
          knownPartners,
          sheet,
          dialect: pinned(dialect),
        };
        sessionStorage.setItem(draftKey(view.fileSha256), JSON.stringify(draft));
        navigate(paths.check(view.fileSha256, view.fileName));
      }}
    >
      {texts.result.adjust}
    </Button>
  );
}

function MakePdfs({ importId }: { importId: string }) {
  const { client } = useEngine();
  const [, navigate] = useLocation();
  const make = useMutation({
    mutationFn: () => client.invoices.makePdfs({ matching: { importId } }),
    onSuccess: ({ jobId }) => {
      navigate(paths.invoices({ import: importId, job: jobId }));
    },
    onError: (error) => {
      reportFailure(texts.result.makeFailed, error);
    },
  });
  return (
    <Button
      leftSection={<IconFileTypePdf size={16} aria-hidden="true" />}
      loading={make.isPending}
      onClick={() => {
        make.mutate();
      }}
    >
      {texts.result.makePdfs}
    </Button>
  );
}
