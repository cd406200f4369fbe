/** Asks what the template shall be called, and keeps it. */
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplateDraft } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { readableError } from '../../transport/errors.ts';
import { reportDone } from '../../ui/report.ts';
import { texts as shared } from '../../ui/texts.ts';
import { texts } from './texts.ts';

interface SaveTemplateProps {
  opened: boolean;
  draft: TemplateDraft;
  onClose: () => void;
  /** With its id. */
  onSaved: (template: string) => void;
}

export function SaveTemplate({ opened, draft, onClose, onSaved }: SaveTemplateProps) {
  const { api, client, queries } = useEngine();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => client.importTemplates.create({ name, from: { draft } }),
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: api.importTemplates.key() });
      reportDone(texts.check.templateSaved(saved.name));
      setName('');
      onSaved(saved.id);
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={texts.check.saveTemplateTitle}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          data-autofocus
          label={texts.check.templateName}
          description={texts.check.templateHint}
          value={name}
          maxLength={100}
          error={save.error === null ? undefined : readableError(save.error).message}
          onChange={(event) => {
            save.reset();
            setName(event.currentTarget.value);
          }}
        />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {texts.check.templateKeep}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
