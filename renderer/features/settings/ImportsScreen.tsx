/** Settings: how long copies of imported files are kept. */
import { Button, Group, NumberInput, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useEngine } from '../../data/engine.ts';
import { readableError } from '../../transport/errors.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { reportDone } from '../../ui/report.ts';
import { texts } from './area-texts.ts';
import classes from './Area.module.css';

const words = texts.imports;
const mostDays = 36_500;

export default function ImportsScreen() {
  const { api } = useEngine();
  const query = useQuery(api.imports.keptDays.queryOptions());
  return (
    <Page title={words.title} subtitle={words.subtitle}>
      <div className={classes['columns']}>
        <Panel title={words.panel}>
          {query.data !== undefined && <Form days={query.data.days} />}
          {query.data === undefined && query.error !== null && (
            <Failure compact error={query.error} onRetry={() => void query.refetch()} />
          )}
        </Panel>
        <Panel title={words.history}>
          <p className={classes['hint']}>{words.historyText}</p>
        </Panel>
      </div>
    </Page>
  );
}

function Form({ days }: { days: number }) {
  const { api, client, queries } = useEngine();
  const [value, setValue] = useState<number | string>(days);
  const wanted = typeof value === 'number' && value >= 1 && value <= mostDays ? value : null;
  const save = useMutation({
    mutationFn: (next: number) => client.imports.keepDays({ days: next }),
    onSuccess: () => {
      reportDone(texts.saved);
      void queries.invalidateQueries({ queryKey: api.imports.keptDays.key() });
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== null) save.mutate(wanted);
      }}
    >
      <Stack gap="md">
        <NumberInput
          label={words.days}
          description={words.hint}
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator=","
          value={value}
          error={wanted === null ? words.range : undefined}
          onChange={(next) => {
            save.reset();
            setValue(next);
          }}
        />
        {save.error !== null && (
          <Notice tone="bad" live>
            {readableError(save.error).message}
          </Notice>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={wanted === null}>
            {texts.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
