/** A staged file before its import: what it holds, how its columns fill fields, what happens to rows that exist. */
import { Button, Skeleton, Stack } from '@mantine/core';
import { useDebouncedValue, useSessionStorage } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Inspection } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { bytes } from '../../format/numbers.ts';
import { paths } from '../../routing/paths.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import classes from './CheckScreen.module.css';
import {
  draftKey,
  freshDraft,
  keptReading,
  mappingOf,
  questionOf,
  templateOf,
  withDialect,
  withSource,
  type Draft,
} from './draft.ts';
import { EntityChoice } from './EntityChoice.tsx';
import { Mapping } from './mapping/Mapping.tsx';
import { FileRows } from './FileRows.tsx';
import { KeptReading } from './KeptReading.tsx';
import { SeenBefore } from './SeenBefore.tsx';
import { Reading } from './Reading.tsx';
import { StartPanel } from './StartPanel.tsx';
import { Steps } from './Steps.tsx';
import { TemplateChoice } from './TemplateChoice.tsx';
import { texts } from './texts.ts';
import { Unreadable } from './Unreadable.tsx';

/** A value that is being written is judged when the writing rests. */
const restMs = 200;

export default function CheckScreen({ sha256, name }: { sha256: string; name: string }) {
  const { api } = useEngine();
  const [draft, setDraft] = useSessionStorage<Draft>({
    key: draftKey(sha256),
    defaultValue: freshDraft,
    getInitialValueInEffect: false,
  });
  const [settled] = useDebouncedValue(draft, restMs);
  const query = useQuery({
    ...api.imports.inspect.queryOptions({ input: questionOf({ sha256, name }, settled) }),
    placeholderData: keepPreviousData,
  });
  const inspection = query.data;
  const failed = query.error !== null;
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
      <Steps current={failed ? 'file' : 'columns'} />
      {failed && (
        <Unreadable
          file={{ sha256, name }}
          error={query.error}
          draft={draft}
          onDraft={setDraft}
          onRetry={() => void query.refetch()}
        />
      )}
      {!failed && inspection === undefined && (
        <Stack gap="lg" aria-busy="true">
          <Skeleton height={96} />
          <Skeleton height={360} />
        </Stack>
      )}
      {!failed && inspection !== undefined && (
        <Check
          key={sha256}
          inspection={inspection}
          asking={query.isPlaceholderData || settled !== draft}
          draft={draft}
          onDraft={setDraft}
        />
      )}
    </Page>
  );
}

function factsOf({ file, headers }: Inspection): string {
  return texts.check.facts(bytes(file.bytes), headers.length);
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
  const knownPartners = draft.knownPartners ?? inspection.knownPartners;
  return (
    <div className={classes['columns']}>
      <Stack gap="lg" miw={0}>
        {inspection.seenBefore.length > 0 && <SeenBefore seen={inspection.seenBefore} />}
        {inspection.notices.map((notice) => (
          <Notice key={notice} tone="attention">
            {notice}
          </Notice>
        ))}
        <Panel title={texts.check.fileTitle}>
          <KeptReading inspection={inspection} draft={draft} onDraft={onDraft} />
          <Reading
            found={inspection.dialect}
            choice={draft.dialect ?? {}}
            kept={keptReading(inspection, draft)}
            sheets={inspection.sheets}
            sheet={draft.sheet ?? inspection.dialect.sheet ?? null}
            onSheet={(sheet) => {
              onDraft({ ...freshDraft, template: draft.template ?? null, sheet });
            }}
            onPart={(part, value) => {
              onDraft(withDialect(draft, part, value));
            }}
          />
          <FileRows inspection={inspection} busy={asking} />
        </Panel>
        <TemplateChoice
          inspection={inspection}
          template={draft.template ?? null}
          draft={
            entity === null || asking
              ? null
              : templateOf(inspection, { entity, mapping, onDuplicate, knownPartners })
          }
          onChoose={(template) => {
            onDraft({ ...freshDraft, sheet: draft.sheet ?? null, dialect: draft.dialect ?? {}, template });
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
            onSource={(field, source) => {
              onDraft({ ...draft, entity, mapping: withSource(mapping, field, source) });
            }}
          />
        )}
      </Stack>
      <StartPanel
        inspection={inspection}
        dialect={draft.dialect ?? {}}
        anew={draft.anew ?? false}
        entity={entity}
        mapping={mapping}
        onDuplicate={onDuplicate}
        busy={asking}
        onMode={(mode) => {
          onDraft({ ...draft, onDuplicate: mode });
        }}
        knownPartners={knownPartners}
        onKnownPartners={(mode) => {
          onDraft({ ...draft, knownPartners: mode });
        }}
      />
    </div>
  );
}
