/** The frame of a screen: heading, what it is about, actions, and a body that either scrolls or fills the rest. */
import { Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import classes from './Page.module.css';

interface PageProps {
  title: string;
  /** Beside the heading: a state. */
  aside?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** The body fills the window and scrolls within, as lists do. */
  fill?: boolean;
  children: ReactNode;
}

export function Page({ title, aside, subtitle, actions, fill = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Dockhand`;
  }, [title]);
  // A new screen begins at its heading, for those who read it by ear. Not on the first one: the browser does that.
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest('nav') !== null) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <div className={classes['page']} data-fill={fill || undefined}>
      <header className={classes['header']}>
        <div className={classes['titles']}>
          <div className={classes['titleRow']}>
            <Title order={1} ref={heading} tabIndex={-1} className={classes['title'] ?? ''} title={title}>
              {title}
            </Title>
            {aside}
          </div>
          {subtitle !== undefined && <div className={classes['subtitle']}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
