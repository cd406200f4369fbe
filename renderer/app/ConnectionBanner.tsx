/** Says that the connection is lost, for as long as it is. */
import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useConnection, useEngine } from '../data/engine.ts';
import classes from './ConnectionBanner.module.css';
import { texts } from './texts.ts';

/** Failed attempts after which a restart on another port is the likely reason. */
const attemptsBeforeAdvice = 6;

export function ConnectionBanner() {
  const { connection, transport } = useEngine();
  const state = useConnection();
  if (state.name !== 'lost') return null;
  const advise = transport.kind === 'http' && state.attempt >= attemptsBeforeAdvice;
  return (
    <div className={classes['banner']} role="alert">
      <IconPlugConnectedX size={18} aria-hidden="true" />
      <p>
        <strong>{texts.lost.title}</strong> {advise ? texts.lost.long : texts.lost.text}
      </p>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          connection.retryNow();
        }}
      >
        {texts.lost.now}
      </Button>
    </div>
  );
}
