/** A screen or a list without content: nothing there yet, nothing found, or it could not be had. */
import { Button } from '@mantine/core';
import { IconPlugConnectedX, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { readableError } from '../transport/errors.ts';
import classes from './Blank.module.css';
import { texts } from './texts.ts';

interface BlankProps {
  icon: TablerIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Smaller, for the inside of a panel. */
  compact?: boolean;
}

export function Blank({ icon: Icon, title, children, action, compact = false }: BlankProps) {
  return (
    <div className={classes['blank']} data-compact={compact || undefined}>
      <span className={classes['icon']}>
        <Icon size={compact ? 20 : 26} stroke={1.5} aria-hidden="true" />
      </span>
      <p className={classes['title']}>{title}</p>
      {children !== undefined && <div className={classes['text']}>{children}</div>}
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </div>
  );
}

interface FailureProps {
  error: unknown;
  onRetry: () => void;
  compact?: boolean;
}

/** What went wrong, in the engine's words, and a way to try again. */
export function Failure({ error, onRetry, compact = false }: FailureProps) {
  return (
    <div role="alert" className={classes['failure']}>
      <Blank
        icon={IconPlugConnectedX}
        title={texts.failedTitle}
        compact={compact}
        action={
          <Button variant="default" onClick={onRetry}>
            {texts.retry}
          </Button>
        }
      >
        {readableError(error).message}
      </Blank>
    </div>
  );
}
