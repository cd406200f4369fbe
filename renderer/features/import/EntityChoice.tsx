/** What the rows of a file are. */
import { SegmentedControl } from '@mantine/core';
import { entities, type Entity } from '../../../workers/api/wire.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { texts } from './texts.ts';

interface EntityChoiceProps {
  /** Null: neither guessed nor chosen. */
  entity: Entity | null;
  onChoose: (entity: Entity) => void;
}

export function EntityChoice({ entity, onChoose }: EntityChoiceProps) {
  return (
    <Panel title={texts.check.entityTitle}>
      {entity === null && <Notice tone="attention">{texts.check.entityUnsure}</Notice>}
      <SegmentedControl
        fullWidth
        mt={entity === null ? 'sm' : 0}
        aria-label={texts.check.entityTitle}
        value={entity ?? ''}
        data={entities.map((value) => ({ value, label: texts.entities[value].many }))}
        onChange={(value) => {
          const chosen = entities.find((each) => each === value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      />
    </Panel>
  );
}
