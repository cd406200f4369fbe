/** A sentence that the reader should know, in the tone of its weight, with what can be done about it. */
import type { ReactNode } from 'react';
import type { Tone } from '../theme/palette.ts';
import classes from './Notice.module.css';
import { ToneIcon } from './ToneIcon.tsx';

interface NoticeProps {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Read out when it appears. */
  live?: boolean;
}

export function Notice({ tone, title, children, action, live = false }: NoticeProps) {
  return (
    <div className={classes['notice']} data-tone={tone} role={live ? 'alert' : undefined}>
      <ToneIcon tone={tone} size={18} />
      <div className={classes['text']}>
        {title !== undefined && <div className={classes['title']}>{title}</div>}
        {children}
      </div>
      {action}
    </div>
  );
}
