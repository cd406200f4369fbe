/** How many jobs are selected and what can be done with them. */
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobAction } from '../../../../workers/api/wire.ts';
import { useEngine } from '../../../data/engine.ts';
import { reportFailure } from '../../../ui/report.ts';
import { blobOfPieces, saveBlob } from '../../../ui/save-file.ts';
import { nothing, size, type Selected } from '../../../ui/selected.ts';
import { SelectionBar } from '../../../ui/SelectionBar.tsx';
import { BulkDialog } from './BulkDialog.tsx';
import type { Jobs } from './bulk.ts';
import type { JobFilter } from './list-params.ts';
import { listTexts as texts } from './list-texts.ts';

interface JobBarProps {
  selected: Selected;
  /** Jobs that the filter matches. */
  total: number;
  filter: JobFilter;
  onSelect: (selected: Selected) => void;
}

/** From left to right. */
const offered: readonly JobAction[] = ['retry', 'promote', 'cancel', 'remove'];

export function JobBar({ selected, total, filter, onSelect }: JobBarProps) {
  /** With the jobs as they were selected then: the list goes on moving. */
  const [asked, setAsked] = useState<{ action: JobAction; jobs: Jobs } | null>(null);
  const chosen = size(selected, total);
  return (
    <>
      <SelectionBar words={texts.selection} selected={selected} total={total} onSelect={onSelect} wrap>
        {offered.map((action) => (
          <Button
            key={action}
            size="xs"
            variant="default"
            disabled={chosen === 0}
            onClick={() => {
              setAsked({
                action,
                jobs: selected.kind === 'everything' ? { matching: filter } : { ids: [...selected.ids] },
              });
            }}
          >
            {texts.actions[action].open}
          </Button>
        ))}
        <ExportMenu filter={filter} />
      </SelectionBar>
      {asked !== null && (
        <BulkDialog
          {...asked}
          onDone={() => {
            onSelect(nothing);
          }}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </>
  );
}

const types = { csv: 'text/csv', json: 'application/json' };

/** Of everything that the filter matches. */
function ExportMenu({ filter }: { filter: JobFilter }) {
  const { client } = useEngine();
  const save = useMutation({
    mutationFn: async (format: 'csv' | 'json') => {
      const pieces = await client.jobs.export({ ...filter, format });
      saveBlob(await blobOfPieces(pieces, types[format]), `jobs.${format}`);
    },
    onError: (error) => {
      reportFailure(texts.export.failed, error);
    },
  });
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          loading={save.isPending}
          leftSection={<IconDownload size={16} aria-hidden="true" />}
        >
          {texts.export.open}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'json'] as const).map((format) => (
          <Menu.Item
            key={format}
            onClick={() => {
              save.mutate(format);
            }}
          >
            {texts.export[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
