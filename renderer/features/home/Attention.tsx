import { Anchor, Skeleton } from '@mantine/core';
import { Link } from 'wouter';
import { Moment } from '../../ui/Moment.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ToneIcon } from '../../ui/ToneIcon.tsx';
import type { Matter } from './attention.ts';
import classes from './HomeScreen.module.css';
import { texts } from './texts.ts';

/** @param props.matters null while they are being asked for. */
export function Attention({ matters }: { matters: Matter[] | null }) {
  return (
    <Panel title={texts.attention.title} flush>
      {matters === null && (
        <div className={classes['loading']}>
          <Skeleton height={24} />
        </div>
      )}
      {matters?.length === 0 && (
        <div className={classes['calm']}>
          <ToneIcon tone="good" size={22} />
          <span>
            <strong>{texts.attention.none}</strong> {texts.attention.noneText}
          </span>
        </div>
      )}
      {matters !== null && matters.length > 0 && (
        <ul className={classes['list']}>
          {matters.map((matter) => (
            <MatterItem key={matter.key} matter={matter} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function MatterItem({ matter }: { matter: Matter }) {
  return (
    <li className={classes['item']}>
      <ToneIcon tone={matter.tone} size={18} />
      <div className={classes['what']}>
        <div className={classes['title']}>
          {matter.href === null ? (
            matter.title
          ) : (
            <Anchor component={Link} href={matter.href} inherit>
              {matter.title}
            </Anchor>
          )}
        </div>
        {matter.text !== '' && <div className={classes['text']}>{matter.text}</div>}
      </div>
      {matter.at > 0 && (
        <span className={classes['when']}>
          <Moment at={matter.at} />
        </span>
      )}
    </li>
  );
}
