/** A template to read the file by, and the way to keep the present choices as one. */
import { Button, Group, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { Inspection, TemplateDraft } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { Panel } from '../../ui/Panel.tsx';
import { texts as shared } from '../../ui/texts.ts';
import { headingsAlike } from './draft.ts';
import { SaveTemplate } from './SaveTemplate.tsx';
import { texts } from './texts.ts';

interface TemplateChoiceProps {
  inspection: Inspection;
  /** Its id; null for none. */
  template: string | null;
  /** What would be kept; null while there is nothing whole to keep. */
  draft: TemplateDraft | null;
  onChoose: (template: string | null) => void;
  /** The choices are kept as this one now. */
  onSaved: (template: string) => void;
}

export function TemplateChoice({ inspection, template, draft, onChoose, onSaved }: TemplateChoiceProps) {
  const { api } = useEngine();
  const [saving, { open, close }] = useDisclosure(false);
  const templates = useQuery(api.importTemplates.list.queryOptions()).data ?? [];
  const [fitting, others] = [true, false].map((fits) =>
    templates
      .filter(({ headings }) => headingsAlike(headings, inspection.headers) === fits)
      .map(({ id, name }) => ({ value: id, label: name })),
  );
  return (
    <Panel title={texts.check.template}>
      <Group gap="sm" wrap="nowrap">
        <Select
          flex={1}
          aria-label={texts.check.template}
          placeholder={templates.length === 0 ? texts.check.noTemplates : texts.check.noTemplate}
          disabled={templates.length === 0}
          data={[
            { group: texts.check.templatesFitting, items: fitting ?? [] },
            { group: texts.check.templatesOther, items: others ?? [] },
          ].filter(({ items }) => items.length > 0)}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': shared.clearSearch }}
          value={template}
          onChange={onChoose}
        />
        <Button variant="default" disabled={draft === null} onClick={open}>
          {texts.check.saveTemplate}
        </Button>
      </Group>
      {draft !== null && (
        <SaveTemplate
          opened={saving}
          draft={draft}
          onClose={close}
          onSaved={(saved) => {
            close();
            onSaved(saved);
          }}
        />
      )}
    </Panel>
  );
}
