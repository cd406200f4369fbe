/** The file could not be read as it was to be: why, and everything that can be chosen differently. */
import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEngine } from '../../data/engine.ts';
import { readableError } from '../../transport/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { texts as shared } from '../../ui/texts.ts';
import { freshDraft, withDialect, type Draft } from './draft.ts';
import { Reading } from './Reading.tsx';
import { texts } from './texts.ts';

interface UnreadableProps {
  file: { sha256: string; name: string };
  error: unknown;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onRetry: () => void;
}

export function Unreadable({ file, error, draft, onDraft, onRetry }: UnreadableProps) {
  const { api } = useEngine();
  const sheets = useQuery(api.imports.sheets.queryOptions({ input: file })).data ?? [];
  const template = typeof draft.template === 'string';
  const sheet = draft.sheet ?? null;
  return (
    <Stack gap="lg">
      <Notice
        tone="bad"
        title={shared.failedTitle}
        live
        action={
          <Button
            variant="default"
            onClick={() => {
              // A template that is gone or is for something else would fail again.
              if (template) onDraft({ ...draft, template: null });
              else onRetry();
            }}
          >
            {template ? texts.check.withoutTemplate : shared.retry}
          </Button>
        }
      >
        {readableError(error).message}
      </Notice>
      <Panel title={texts.check.fileTitle}>
        <Reading
          found={null}
          choice={draft.dialect ?? {}}
          kept={{}}
          sheets={sheets}
          sheet={sheet}
          onSheet={(chosen) => {
            onDraft({ ...freshDraft, template: draft.template ?? null, sheet: chosen });
          }}
          onPart={(part, value) => {
            onDraft(withDialect(draft, part, value));
          }}
        />
      </Panel>
    </Stack>
  );
}
