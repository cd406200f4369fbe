import { Anchor, Skeleton } from '@mantine/core';
import { Link } from 'wouter';
import { clockTime } from '../../format/time.ts';
import { paths } from '../../routing/paths.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ToneIcon } from '../../ui/ToneIcon.tsx';
import classes from './HomeScreen.module.css';
import { texts } from './texts.ts';
import type { Happening } from './happenings.ts';

/** Listed at once; the jobs have the rest. */
const shown = 30;

/** @param props.happenings null while they are being asked for. */
export function Today({ happenings }: { happenings: Happening[] | null }) {
  return (
    <Panel title={texts.today.title} flush>
      {happenings === null && (
        <div className={classes['loading']}>
          <Skeleton height={24} />
        </div>
      )}
      {happenings?.length === 0 && <div className={classes['calm']}>{texts.today.none}</div>}
      {happenings !== null && happenings.length > 0 && (
        <>
          <ul className={`${classes['list']} ${classes['scroll']}`}>
            {happenings.slice(0, shown).map((happening) => (
              <li key={happening.key} className={classes['item']}>
                <ToneIcon tone={happening.tone} size={16} />
                <div className={classes['what']}>
                  <div className={classes['title']}>
                    <Anchor component={Link} href={happening.href} inherit>
                      {happening.title}
                    </Anchor>
                  </div>
                  {happening.detail !== '' && <div className={classes['text']}>{happening.detail}</div>}
                </div>
                <time
                  className={`${classes['when']} figures`}
                  dateTime={new Date(happening.at).toISOString()}
                >
                  {clockTime(happening.at).slice(0, 5)}
                </time>
              </li>
            ))}
          </ul>
          <div className={classes['foot']}>
            <Anchor component={Link} href={paths.jobs()} inherit>
              {texts.today.all}
            </Anchor>
          </div>
        </>
      )}
    </Panel>
  );
}
