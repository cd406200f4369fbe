/** What documents look like: the sender, the logo, the colour, the footer; and a sample of it. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentSettingsView } from '../../../workers/invoices/template/settings.ts';
import { useEngine } from '../../data/engine.ts';
import { readableError } from '../../transport/errors.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { reportDone } from '../../ui/report.ts';
import { DocumentFields } from './DocumentFields.tsx';
import classes from './DocumentsScreen.module.css';
import { LogoField, logoInput, type LogoChange } from './LogoField.tsx';
import { SamplePreview } from './SamplePreview.tsx';
import { texts } from './texts.ts';

export default function DocumentsScreen() {
  const { api } = useEngine();
  const query = useQuery(api.documents.settings.queryOptions());
  return (
    <Page title={texts.title} subtitle={texts.subtitle}>
      {query.data !== undefined && <Form view={query.data} />}
      {query.data === undefined && query.error !== null && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
}

function Form({ view }: { view: DocumentSettingsView }) {
  const { api, client, queries } = useEngine();
  const [values, setValues] = useState(view.settings);
  const [logo, setLogo] = useState<LogoChange>({ kind: 'kept' });
  const [shown, setShown] = useState<File>();
  const save = useMutation({
    mutationFn: async () => client.documents.saveSettings({ settings: values, logo: await logoInput(logo) }),
    onSuccess: (saved) => {
      reportDone(texts.saved);
      setValues(saved.settings);
      setLogo({ kind: 'kept' });
      void queries.invalidateQueries({ queryKey: api.documents.key() });
    },
  });
  const sample = useMutation({
    mutationFn: async () => client.documents.preview({ settings: values, logo: await logoInput(logo) }),
    onSuccess: setShown,
  });
  const changed = () => {
    save.reset();
    sample.reset();
  };
  const error = save.error ?? sample.error;
  return (
    <div className={classes['columns']}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <DocumentFields
          values={values}
          onChange={(next) => {
            changed();
            setValues(next);
          }}
        />
        <LogoField
          saved={view.logo}
          change={logo}
          onChange={(next) => {
            changed();
            setLogo(next);
          }}
        />
        {error !== null && (
          <Notice tone="bad" live>
            {readableError(error).message}
          </Notice>
        )}
        <div className={classes['buttons']}>
          <Button
            variant="default"
            loading={sample.isPending}
            onClick={() => {
              sample.mutate();
            }}
          >
            {texts.showPreview}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {texts.save}
          </Button>
        </div>
      </form>
      <SamplePreview file={shown} />
    </div>
  );
}
