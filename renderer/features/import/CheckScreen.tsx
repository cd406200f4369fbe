/** A staged file before its import: what it holds, how its columns fill fields, what happens to rows that exist. */
import { Button, Skeleton, Stack } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Inspection } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { bytes } from '../../format/numbers.ts';
import { paths } from '../../routing/paths.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import classes from './CheckScreen.module.css';
import {
  draftKey,
  freshDraft,
  mappingOf,
  questionOf,
  withColumn,
  withDateOrder,
  type Draft,
} from './draft.ts';
import { EntityChoice } from './EntityChoice.tsx';
import { Mapping } from './Mapping.tsx';
import { Preview } from './Preview.tsx';
import { SeenBefore } from './SeenBefore.tsx';
import { SheetChoice } from './SheetChoice.tsx';
import { StartPanel } from './StartPanel.tsx';
import { TemplateChoice } from './TemplateChoice.tsx';
import { texts } from './texts.ts';

export default function CheckScreen({ sha256, name }: { sha256: string; name: string }) {
  const { api } = useEngine();
  const [draft, setDraft] = useSessionStorage<Draft>({
    key: draftKey(sha256),
    defaultValue: freshDraft,
    getInitialValueInEffect: false,
  });
  const query = useQuery({
    ...api.imports.inspect.queryOptions({ input: questionOf({ sha256, name }, draft) }),
    placeholderData: keepPreviousData,
  });
  const inspection = query.data;
  return (
    <Page
      title={name}
      subtitle={inspection === undefined ? texts.check.subtitle : factsOf(inspection)}
      actions={
        <Button component={Link} href={paths.imports} variant="default">
          {texts.check.back}
        </Button>
      }
    >
      {query.error !== null && (
        <Failure
          error={query.error}
          onRetry={() => {
            // A template that is gone or is for something else, and a sheet without a table, would fail again.
            const chosen = typeof draft.template === 'string' || typeof draft.sheet === 'string';
            if (chosen) setDraft({ ...draft, template: null, sheet: null });
            else void query.refetch();
          }}
        />
      )}
      {query.error === null && inspection === undefined && (
        <Stack gap="lg" aria-busy="true">
          <Skeleton height={96} />
          <Skeleton height={360} />
        </Stack>
      )}
      {query.error === null && inspection !== undefined && (
        <Check
          key={sha256}
          inspection={inspection}
          asking={query.isPlaceholderData}
          draft={draft}
          onDraft={setDraft}
        />
      )}
    </Page>
  );
}

function factsOf({ file, dialect }: Inspection): string {
  if (dialect.sheet !== undefined)
    return texts.check.sheetFacts(bytes(file.bytes), dialect.sheet, dialect.headerLine);
  return texts.check.facts(
    bytes(file.bytes),
    texts.encodings[dialect.encoding],
    texts.delimiter(dialect.delimiter),
    dialect.headerLine,
  );
}

interface CheckProps {
  inspection: Inspection;
  /** The choices have changed and the engine has not judged them yet. */
  asking: boolean;
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

function Check({ inspection, asking, draft, onDraft }: CheckProps) {
  const entity = draft.entity ?? inspection.entity;
  // The fields of another entity are on their way.
  const changing = asking && entity !== inspection.entity;
  const mapping = mappingOf(draft, inspection);
  const onDuplicate = draft.onDuplicate ?? inspection.onDuplicate;
  return (
    <div className={classes['columns']}>
      <Stack gap="lg" miw={0}>
        {inspection.seenBefore.length > 0 && <SeenBefore seen={inspection.seenBefore} />}
        {inspection.notices.map((notice) => (
          <Notice key={notice} tone="attention">
            {notice}
          </Notice>
        ))}
        {inspection.sheets.length > 1 && (
          <SheetChoice
            sheets={inspection.sheets}
            sheet={draft.sheet ?? inspection.dialect.sheet ?? ''}
            onChoose={(sheet) => {
              onDraft({ ...freshDraft, template: draft.template ?? null, sheet });
            }}
          />
        )}
        <TemplateChoice
          inspection={inspection}
          template={draft.template ?? null}
          draft={
            entity === null || asking ? null : { entity, headings: inspection.headers, mapping, onDuplicate }
          }
          onChoose={(template) => {
            onDraft({ ...freshDraft, sheet: draft.sheet ?? null, template });
          }}
          onSaved={(template) => {
            onDraft({ ...draft, entity, mapping, template });
          }}
        />
        <EntityChoice
          entity={entity}
          onChoose={(chosen) => {
            // A template is for one entity.
            onDraft({ ...draft, entity: chosen, mapping: null, template: null });
          }}
        />
        {entity !== null && (
          <Mapping
            inspection={inspection}
            mapping={mapping}
            busy={changing}
            onColumn={(field, header) => {
              onDraft({ ...draft, entity, mapping: withColumn(mapping, field, header) });
            }}
            onDateOrder={(field, order) => {
              onDraft({ ...draft, entity, mapping: withDateOrder(mapping, field, order) });
            }}
          />
        )}
        <Preview inspection={inspection} />
      </Stack>
      <StartPanel
        inspection={inspection}
        entity={entity}
        mapping={mapping}
        onDuplicate={onDuplicate}
        busy={asking}
        onMode={(mode) => {
          onDraft({ ...draft, onDuplicate: mode });
        }}
      />
    </div>
  );
}
