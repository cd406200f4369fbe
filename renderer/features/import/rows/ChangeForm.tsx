/** A change of many cells: first what it would do, then the change. */
import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readableError } from '../../../transport/errors.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { rowsTexts as texts } from './rows-texts.ts';
import type { Change, Corrections } from './useCorrections.ts';

interface ChangeFormProps {
  /** Null while something is missing. */
  change: Change | null;
  corrections: Corrections;
  onDone: () => void;
  children: ReactNode;
}

const shownExamples = 4;

export function ChangeForm({ change, corrections, onDone, children }: ChangeFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (change === null) return;
        corrections.make(change);
        onDone();
      }}
    >
      {children}
      <Outlook key={JSON.stringify(change)} change={change} corrections={corrections} />
    </form>
  );
}

function Outlook({ change, corrections }: Pick<ChangeFormProps, 'change' | 'corrections'>) {
  const look = useMutation({ mutationFn: corrections.look });
  const { data, error } = look;
  return (
    <>
      {error !== null && (
        <Notice tone="bad" title={texts.editFailed} live>
          {readableError(error).message}
        </Notice>
      )}
      {data !== undefined && (
        <div aria-live="polite" style={{ marginTop: 16 }}>
          <div>{texts.would(data.cells)}</div>
          {data.examples.slice(0, shownExamples).map(({ line, column, before, after }) => (
            <div key={`${line} ${column}`}>{texts.example(line, before, after)}</div>
          ))}
        </div>
      )}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button
          variant="default"
          disabled={change === null}
          loading={look.isPending}
          onClick={() => {
            if (change !== null) look.mutate(change);
          }}
        >
          {texts.look}
        </Button>
        <Button type="submit" disabled={change === null || data?.cells === 0}>
          {texts.apply}
        </Button>
      </Group>
    </>
  );
}
