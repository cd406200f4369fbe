/** The rows of the file as they are read: the first at once, all of them when they are asked for. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Inspection } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import classes from './CheckScreen.module.css';
import { fileAsInspected } from './draft.ts';
import { Preview } from './Preview.tsx';
import { RowGrid } from './rows/RowGrid.tsx';
import { rowsTexts as texts } from './rows/rows-texts.ts';
import { stagedRows } from './rows/sources.ts';

interface FileRowsProps {
  inspection: Inspection;
  /** The inspection is of the choices before. */
  busy: boolean;
}

export function FileRows({ inspection, busy }: FileRowsProps) {
  const { client } = useEngine();
  const [all, setAll] = useState(false);
  // The inspection is made anew with every choice; how it reads the file changes seldom.
  const reading = JSON.stringify(fileAsInspected(inspection));
  const source = useMemo(
    () => stagedRows(client, JSON.parse(reading) as ReturnType<typeof fileAsInspected>),
    [client, reading],
  );
  return (
    <>
      <Button
        mt="sm"
        size="xs"
        variant="default"
        onClick={() => {
          setAll(!all);
        }}
      >
        {all ? texts.showFirst : texts.showAll}
      </Button>
      {all ? (
        <div className={classes['allRows']}>
          <RowGrid key={reading} label={texts.grid} source={source} outcomes={false} />
        </div>
      ) : (
        <Preview inspection={inspection} busy={busy} />
      )}
    </>
  );
}
