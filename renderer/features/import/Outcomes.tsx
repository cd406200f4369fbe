/** What became of the rows, as figures. */
import {
  IconEqual,
  IconPencil,
  IconPlayerSkipForward,
  IconPlus,
  IconX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ImportView } from '../../../workers/api/wire.ts';
import { count, percent } from '../../format/numbers.ts';
import type { Tone } from '../../theme/palette.ts';
import classes from './ResultScreen.module.css';
import { texts } from './texts.ts';

const outcomes = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;
type Outcome = (typeof outcomes)[number];

const looks: Record<Outcome, { tone: Tone; icon: TablerIcon }> = {
  created: { tone: 'good', icon: IconPlus },
  updated: { tone: 'running', icon: IconPencil },
  unchanged: { tone: 'waiting', icon: IconEqual },
  skipped: { tone: 'waiting', icon: IconPlayerSkipForward },
  failed: { tone: 'bad', icon: IconX },
};

export function Outcomes({ view }: { view: ImportView }) {
  return (
    <section aria-label={texts.result.outcomesLabel}>
      <dl className={classes['tiles']}>
        {outcomes.map((outcome) => {
          const rows = view[outcome];
          const { tone, icon: Icon } = looks[outcome];
          const words = texts.result.outcomes[outcome];
          return (
            <div key={outcome} className={classes['tile']} data-none={rows === 0 || undefined}>
              <dt>
                <Icon size={16} color={`var(--tone-${rows === 0 ? 'waiting' : tone})`} aria-hidden="true" />
                {view.dryRun ? words.would : words.did}
              </dt>
              <dd className="figures">
                {count(rows)}
                <small>{rows === 0 ? '' : percent(rows / view.total)}</small>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
