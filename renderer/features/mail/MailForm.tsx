/** The form of the mail server and the sender. The password is typed in and never shown. */
import { Button, Group, NumberInput, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailSettingsView } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { readableError } from '../../transport/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { reportDone } from '../../ui/report.ts';
import { texts } from './texts.ts';

type Settings = NonNullable<MailSettingsView['settings']>;
const words = texts.settings;

const usual: Settings = {
  host: '',
  port: 587,
  security: 'starttls',
  user: '',
  fromName: '',
  fromAddress: '',
  replyTo: '',
  perMinute: 30,
  batchSize: 0,
  batchPauseSeconds: 0,
  caFile: '',
};

export function MailForm({ view }: { view: MailSettingsView }) {
  const { api, client, queries } = useEngine();
  const [values, setValues] = useState<Settings>(view.settings ?? usual);
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () =>
      client.mail.saveSettings({ settings: values, ...(password === '' ? {} : { password }) }),
    onSuccess: ({ released }) => {
      reportDone(words.saved(released));
      setPassword('');
      void queries.invalidateQueries({ queryKey: api.mail.key() });
    },
  });
  const change = (changes: Partial<Settings>) => {
    save.reset();
    setValues({ ...values, ...changes });
  };
  const text = (name: 'host' | 'user' | 'fromName' | 'fromAddress' | 'replyTo' | 'caFile', hint?: string) => (
    <TextInput
      label={words[name]}
      description={hint}
      value={values[name]}
      onChange={(event) => {
        change({ [name]: event.currentTarget.value });
      }}
    />
  );
  const number = (
    name: 'port' | 'perMinute' | 'batchSize' | 'batchPauseSeconds',
    label: string,
    max: number,
    hint?: string,
  ) => (
    <NumberInput
      label={label}
      description={hint}
      min={0}
      max={max}
      allowDecimal={false}
      value={values[name]}
      onChange={(value) => {
        change({ [name]: Number(value) });
      }}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm">
        {text('host')}
        <Group grow align="start">
          <Select
            label={words.security}
            allowDeselect={false}
            value={values.security}
            data={Object.entries(words.securities).map(([value, label]) => ({ value, label }))}
            onChange={(security) => {
              change({ security: security as Settings['security'] });
            }}
          />
          {number('port', words.port, 65_535)}
        </Group>
        {values.security === 'none' && <Notice tone="attention">{words.noneWarning}</Notice>}
        {text('user', words.userHint)}
        <PasswordInput
          label={words.password}
          autoComplete="new-password"
          disabled={view.password === 'environment'}
          description={
            view.password === 'environment'
              ? words.passwordByEnvironment
              : view.password === 'file'
                ? words.passwordSet
                : undefined
          }
          value={password}
          onChange={(event) => {
            save.reset();
            setPassword(event.currentTarget.value);
          }}
        />
        {text('fromName')}
        {text('fromAddress')}
        {text('replyTo', words.replyToHint)}
        {number('perMinute', words.perMinute, 600)}
        <Group grow align="start">
          {number('batchSize', words.batchSize, 10_000, words.batchSizeHint)}
          {number('batchPauseSeconds', words.batchPauseSeconds, 3600)}
        </Group>
        {text('caFile', words.caFileHint)}
        {save.error !== null && (
          <Notice tone="bad" live>
            {readableError(save.error).message}
          </Notice>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
