/** The rows of the file as they are read: the first at once, all of them when they are asked for. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Inspection } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import classes from './CheckScreen.module.css';
import type { questionOf } from './draft.ts';
import { Preview } from './Preview.tsx';
import { RowGrid } from './rows/RowGrid.tsx';
import { rowsTexts as texts } from './rows/rows-texts.ts';
import { stagedRows } from './rows/sources.ts';

interface FileRowsProps {
  inspection: Inspection;
  /** How the file is read. */
  question: ReturnType<typeof questionOf>;
  /** The inspection is of the choices before. */
  busy: boolean;
}

export function FileRows({ inspection, question, busy }: FileRowsProps) {
  const { client } = useEngine();
  const [all, setAll] = useState(false);
  const { sha256, name } = inspection.file;
  const { sheet, dialect } = question;
  // The choices are made anew with every stroke; what they say changes seldom.
  const reading = JSON.stringify({ sheet, dialect });
  const source = useMemo(
    () =>
      stagedRows(client, {
        sha256,
        name,
        ...(JSON.parse(reading) as Pick<FileRowsProps['question'], 'sheet' | 'dialect'>),
      }),
    [client, sha256, name, reading],
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
