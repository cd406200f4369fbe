/** A test message, sent now, and what the server said to it. */
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useEngine } from '../../data/engine.ts';
import { readableError } from '../../transport/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { texts } from './texts.ts';

const words = texts.settings;

export function MailTest() {
  const { client } = useEngine();
  const [to, setTo] = useState('');
  const test = useMutation({ mutationFn: () => client.mail.test({ to }) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        test.mutate();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={words.testTo}
          description={words.testHint}
          value={to}
          onChange={(event) => {
            test.reset();
            setTo(event.currentTarget.value);
          }}
        />
        {test.data !== undefined && (
          <Notice tone="good" live>
            {words.tested(test.data.words)}
          </Notice>
        )}
        {test.error !== null && (
          <Notice tone="bad" live>
            {readableError(test.error).message}
          </Notice>
        )}
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={test.isPending} disabled={to.trim() === ''}>
            {words.test}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
