/** The last choice and the two ways on: check only, or import. */
import { Button, Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type {
  DialectChoice,
  Entity,
  Inspection,
  KnownPartners,
  OnDuplicate,
} from '../../../workers/api/wire.ts';
import type { Mapping } from '../../../workers/imports/source.ts';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { readableError } from '../../transport/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import classes from './CheckScreen.module.css';
import { KnownPartnersChoice } from './KnownPartnersChoice.tsx';
import { texts } from './texts.ts';

interface StartPanelProps {
  inspection: Inspection;
  /** What was chosen of it. */
  dialect: DialectChoice;
  /** The rest of it was found out, not read as kept. */
  anew: boolean;
  entity: Entity | null;
  mapping: Mapping;
  onDuplicate: OnDuplicate;
  busy: boolean;
  onMode: (mode: OnDuplicate) => void;
  knownPartners: KnownPartners;
  onKnownPartners: (mode: KnownPartners) => void;
}

/** In the order of how much they change. */
const modes: readonly OnDuplicate[] = ['update', 'merge', 'skip'];

export function StartPanel({
  inspection,
  dialect,
  anew,
  entity,
  mapping,
  onDuplicate,
  busy,
  onMode,
  knownPartners,
  onKnownPartners,
}: StartPanelProps) {
  const { client } = useEngine();
  const [, navigate] = useLocation();
  const start = useMutation({
    mutationFn: ({ dryRun, entity }: { dryRun: boolean; entity: Entity }) => {
      const { sha256, name } = inspection.file;
      const template = inspection.template?.id;
      const { sheet } = inspection.dialect;
      return client.imports.start({
        sha256,
        name,
        sheet,
        entity,
        mapping,
        onDuplicate,
        ...(entity === 'lead' ? { knownPartners } : {}),
        dryRun,
        template,
        ...(anew ? { anew } : {}),
        ...(Object.keys(dialect).length === 0 ? {} : { dialect }),
      });
    },
    onSuccess: ({ importId }) => {
      navigate(paths.import(importId));
    },
  });
  const missing = inspection.missing.filter(({ needed }) => needed === 'always').map(({ label }) => label);
  const ready = entity !== null && missing.length === 0 && !busy;
  const begin = (dryRun: boolean) => {
    if (entity !== null) start.mutate({ dryRun, entity });
  };
  return (
    <div className={classes['side']}>
      <Panel title={texts.check.summary}>
        <Radio.Group
          label={texts.check.duplicatesTitle}
          value={onDuplicate}
          onChange={(value) => {
            const mode = modes.find((each) => each === value);
            if (mode !== undefined) onMode(mode);
          }}
        >
          <div style={{ marginTop: 10 }}>
            {modes.map((mode) => (
              <Radio
                key={mode}
                className={classes['radio'] ?? ''}
                value={mode}
                label={texts.check.duplicateModes[mode].label}
                description={texts.check.duplicateModes[mode].hint}
              />
            ))}
          </div>
        </Radio.Group>
        {entity === 'lead' && <KnownPartnersChoice mode={knownPartners} onMode={onKnownPartners} />}
      </Panel>
      <div className={classes['actions']}>
        {entity === null && <Notice tone="attention">{texts.check.chooseEntity}</Notice>}
        {entity !== null && missing.length > 0 && (
          <Notice tone="attention">{texts.check.missing(missing.join(', '))}</Notice>
        )}
        {start.error !== null && (
          <Notice tone="bad" title={texts.check.startFailed} live>
            {readableError(start.error).message}
          </Notice>
        )}
        <Button
          disabled={!ready}
          loading={start.isPending && !start.variables.dryRun}
          onClick={() => {
            begin(false);
          }}
        >
          {texts.check.start}
        </Button>
        <p>{texts.check.startHint}</p>
        <Button
          variant="default"
          disabled={!ready}
          loading={start.isPending && start.variables.dryRun}
          onClick={() => {
            begin(true);
          }}
        >
          {texts.check.dryRun}
        </Button>
        <p>{texts.check.dryRunHint}</p>
      </div>
    </div>
  );
}
