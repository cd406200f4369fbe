/** Where a file is dropped or chosen, and how far it has come. Dropping itself is handled for the whole window. */
import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { Meter } from '../../ui/Meter.tsx';
import { texts as shared } from '../../ui/texts.ts';
import classes from './FileDrop.module.css';
import { texts } from './texts.ts';
import type { Staging } from './useStaging.ts';

export function FileDrop({ staging }: { staging: Staging }) {
  const { current } = staging;
  return (
    <section className={classes['drop']} aria-label={texts.drop.title} aria-busy={current !== null}>
      <span className={classes['icon']}>
        <IconFileImport size={28} stroke={1.5} aria-hidden="true" />
      </span>
      {current === null ? (
        <>
          <p className={classes['title']}>{texts.drop.title}</p>
          <p className={classes['text']}>{texts.drop.text}</p>
          <FileButton
            onChange={(file) => {
              if (file !== null) staging.stage(file);
            }}
            inputProps={{ 'aria-label': texts.drop.label }}
          >
            {(props) => <Button {...props}>{texts.drop.button}</Button>}
          </FileButton>
        </>
      ) : (
        <>
          <p className={classes['title']} aria-live="polite">
            {texts.drop.taking(current.name)}
          </p>
          <div className={classes['progress']}>
            <Meter fraction={current.fraction} label={texts.drop.progress} />
          </div>
          <Button variant="default" onClick={staging.cancel}>
            {shared.cancel}
          </Button>
        </>
      )}
    </section>
  );
}
