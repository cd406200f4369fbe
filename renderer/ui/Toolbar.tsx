/** Search and filters above a list. */
import type { ReactNode } from 'react';
import classes from './Toolbar.module.css';

export function Toolbar({ children }: { children: ReactNode }) {
  return <div className={classes['toolbar']}>{children}</div>;
}
