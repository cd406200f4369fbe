/** The very same bytes were imported before: when, as what, with the way there. */
import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import type { Inspection } from '../../../workers/api/wire.ts';
import { dateTime } from '../../format/time.ts';
import { paths } from '../../routing/paths.ts';
import { useNow } from '../../ui/Moment.tsx';
import { Notice } from '../../ui/Notice.tsx';
import classes from './CheckScreen.module.css';
import { texts } from './texts.ts';

/** More earlier imports than these say nothing new. */
const shown = 3;

export function SeenBefore({ seen }: { seen: Inspection['seenBefore'] }) {
  const now = useNow(60_000);
  return (
    <Notice tone="attention" title={texts.check.seenTitle}>
      <ul className={classes['seen']}>
        {seen.slice(0, shown).map((earlier) => (
          <li key={earlier.importId}>
            <Anchor component={Link} href={paths.import(earlier.importId)} inherit>
              {texts.check.seen(dateTime(earlier.at, now), texts.entities[earlier.entity].many.toLowerCase())}
            </Anchor>
          </li>
        ))}
      </ul>
      {texts.check.seenAdvice}
    </Notice>
  );
}
