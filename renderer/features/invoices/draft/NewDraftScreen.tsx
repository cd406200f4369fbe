/** An invoice from scratch: a draft until it is issued. */
import { useState } from 'react';
import { useEngine } from '../../../data/engine.ts';
import { paths } from '../../../routing/paths.ts';
import { useUrlParams } from '../../../routing/url-params.ts';
import { Page } from '../../../ui/Page.tsx';
import { emptyForm, inputOf } from './draft-form.ts';
import { draftTexts as words } from './draft-texts.ts';
import { DraftEditor } from './DraftEditor.tsx';
import { useSaveDraft } from './useSaveDraft.ts';

const defaults = { customer: '' };

export default function NewDraftScreen() {
  const { client } = useEngine();
  const [{ customer }] = useUrlParams(defaults);
  // Asked again after the engine was lost, it is the same draft.
  const [id] = useState(() => crypto.randomUUID());
  const [first] = useState(() => emptyForm(customer));
  const save = useSaveDraft((form) => client.invoices.createDraft({ id, ...inputOf(form) }));
  return (
    <Page title={words.newTitle} subtitle={words.subtitle}>
      <DraftEditor
        first={first}
        busy={save.isPending}
        error={save.error}
        onSave={save.mutate}
        backTo={paths.invoices()}
      />
    </Page>
  );
}
