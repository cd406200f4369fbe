/** A job once more with other data: a field for each value where its data are plain, JSON where they are not. */
import { Select, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { JobForm, JobView, PayloadField } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { paths } from '../../../routing/paths.ts';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { reportDone } from '../../../ui/report.ts';
import { listTexts } from './list-texts.ts';
import { formOf, payloadOf, payloadOfJson, problemsOf, type FormValues } from './payload-form.ts';

const words = listTexts.copy;

interface CopyDialogProps {
  job: JobView;
  onClose: () => void;
}

export function CopyDialog({ job, onClose }: CopyDialogProps) {
  const { api } = useEngine();
  const form = useQuery({
    ...api.jobs.form.queryOptions({ input: { id: job.id } }),
    gcTime: 0,
    retry: false,
  });
  if (form.data !== undefined) return <CopyForm job={job} form={form.data} onClose={onClose} />;
  return (
    <FormDialog
      opened
      title={words.title}
      submit={words.submit}
      busy={form.isPending}
      disabled
      error={form.error}
      onSubmit={() => {}}
      onClose={onClose}
    >
      {null}
    </FormDialog>
  );
}

function CopyForm({ job, form, onClose }: CopyDialogProps & { form: JobForm }) {
  const { client } = useEngine();
  const [, navigate] = useLocation();
  const fields = form.fields ?? [];
  const [values, setValues] = useState(() => formOf(fields, form.payload));
  const [json, setJson] = useState(() => JSON.stringify(form.payload, null, 2));
  const [problems, setProblems] = useState<FormValues>({});
  const copy = useMutation({
    mutationFn: (payload: unknown) => client.jobs.duplicate({ id: job.id, payload }),
    onSuccess: ({ jobId, issues }) => {
      setProblems(problemsOf(issues, fields));
      if (jobId === null) return;
      reportDone(words.started);
      onClose();
      navigate(paths.job(jobId));
    },
  });
  const change = (name: string, value: string) => {
    setValues({ ...values, [name]: value });
    setProblems({ ...problems, [name]: '' });
  };
  const general = problems[''] ?? '';
  return (
    <FormDialog
      opened
      size="lg"
      title={words.title}
      submit={words.submit}
      busy={copy.isPending}
      error={copy.error}
      onSubmit={() => {
        const written = form.fields === null ? payloadOfJson(json) : payloadOf(fields, values);
        setProblems(written.problems ?? {});
        if (written.problems === null) copy.mutate(written.payload);
      }}
      onClose={onClose}
    >
      <Text>{words.text}</Text>
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          problem={problems[field.name] ?? ''}
          onChange={(value) => {
            change(field.name, value);
          }}
        />
      ))}
      {form.fields === null && (
        <Textarea
          label={words.json}
          autosize
          minRows={6}
          maxRows={18}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={json}
          error={general === '' ? null : general}
          onChange={(event) => {
            setJson(event.currentTarget.value);
            setProblems({});
          }}
        />
      )}
      {form.fields !== null && general !== '' && (
        <Notice tone="bad" live>
          {general}
        </Notice>
      )}
    </FormDialog>
  );
}

interface FieldProps {
  field: PayloadField;
  value: string;
  problem: string;
  onChange: (value: string) => void;
}

function Field({ field, value, problem, onChange }: FieldProps) {
  const { name, kind, required, choices = [] } = field;
  const error = problem === '' ? null : problem;
  if (kind === 'yes-no')
    return (
      <Switch
        label={name}
        checked={value === 'yes'}
        onChange={(event) => {
          onChange(event.currentTarget.checked ? 'yes' : '');
        }}
      />
    );
  if (kind === 'choice')
    return (
      <Select
        label={name}
        required={required}
        error={error}
        data={choices}
        value={value === '' ? null : value}
        onChange={(choice) => {
          onChange(choice ?? '');
        }}
      />
    );
  return (
    <TextInput
      label={name}
      required={required}
      error={error}
      inputMode={kind === 'text' ? 'text' : 'decimal'}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
