/** A draft that is there, in the editor. */
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InvoiceView } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { paths } from '../../../routing/paths.ts';
import { Failure } from '../../../ui/Blank.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { formOf, inputOf } from './draft-form.ts';
import { draftTexts as words } from './draft-texts.ts';
import { DraftEditor } from './DraftEditor.tsx';
import { useSaveDraft } from './useSaveDraft.ts';

export default function EditDraftScreen({ id }: { id: string }) {
  const { api } = useEngine();
  const query = useQuery(api.invoices.get.queryOptions({ input: { id } }));
  if (query.data === undefined) {
    return (
      <Page title={words.editTitle}>
        {query.error === null ? (
          <Skeleton height={320} aria-busy="true" />
        ) : (
          <Failure error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Page>
    );
  }
  return (
    <Page title={words.editTitle} subtitle={words.subtitle}>
      {query.data.status === 'draft' ? (
        <EditDraft draft={query.data} />
      ) : (
        <Notice tone="attention">{words.notDraft}</Notice>
      )}
    </Page>
  );
}

function EditDraft({ draft }: { draft: InvoiceView }) {
  const { client } = useEngine();
  // What somebody else changes meanwhile must not change what is being typed: then saving is refused.
  const [first] = useState(() => ({ form: formOf(draft), expectedVersion: draft.version }));
  const save = useSaveDraft((form) =>
    client.invoices.changeDraft({
      invoice: draft.id,
      expectedVersion: first.expectedVersion,
      ...inputOf(form),
    }),
  );
  return (
    <DraftEditor
      first={first.form}
      busy={save.isPending}
      error={save.error}
      onSave={save.mutate}
      backTo={paths.invoice(draft.id)}
    />
  );
}
