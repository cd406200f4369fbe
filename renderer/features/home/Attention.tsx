import { Anchor, Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { Moment } from '../../ui/Moment.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ToneIcon } from '../../ui/ToneIcon.tsx';
import type { Matter } from './matters.ts';
import classes from './HomeScreen.module.css';
import { texts } from './texts.ts';

/** Listed before somebody asks for all. */
const shown = 6;

/** @param props.matters null while they are being asked for. */
export function Attention({ matters }: { matters: Matter[] | null }) {
  const [all, setAll] = useState(false);
  const listed = all ? matters : (matters?.slice(0, shown) ?? null);
  const hidden = (matters?.length ?? 0) - (listed?.length ?? 0);
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
      {listed !== null && listed.length > 0 && (
        <ul className={classes['list']}>
          {listed.map((matter) => (
            <MatterItem key={matter.key} matter={matter} />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <div className={classes['foot']}>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              setAll(true);
            }}
          >
            {texts.attention.showAll(hidden)}
          </Button>
        </div>
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
