/** Says what of the reading was kept from a template or an earlier import, and leads back to what the file shows by itself. */
import { Button, Group, Text } from '@mantine/core';
import type { Inspection, ReadingChoice } from '../../../workers/api/wire.ts';
import { keptReading, withReadingAnew, type Draft } from './draft.ts';
import { readingTexts as texts } from './reading-texts.ts';

interface KeptReadingProps {
  inspection: Inspection;
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

export function KeptReading({ inspection, draft, onDraft }: KeptReadingProps) {
  const kept = Object.keys(keptReading(inspection, draft)) as (keyof ReadingChoice)[];
  const anew = draft.anew === true;
  if (kept.length === 0 && !anew) return null;
  return (
    <Group gap="sm" mb="sm" justify="space-between" wrap="nowrap">
      <Text size="sm" c="dimmed">
        {anew ? texts.isAnew : texts.keptBy(inspection.template?.name ?? null, kept)}
      </Text>
      <Button
        flex="none"
        size="xs"
        variant="default"
        onClick={() => {
          onDraft(withReadingAnew(draft, !anew));
        }}
      >
        {anew ? texts.asKept : texts.findAnew}
      </Button>
    </Group>
  );
}
