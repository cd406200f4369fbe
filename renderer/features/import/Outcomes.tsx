/** What became of the rows, as figures. */
import type { ImportView } from '../../../workers/api/wire.ts';
import { count, percent } from '../../format/numbers.ts';
import type { Tone } from '../../theme/palette.ts';
import { ToneIcon } from '../../ui/ToneIcon.tsx';
import classes from './ResultScreen.module.css';
import { texts } from './texts.ts';

const outcomes = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;
type Outcome = (typeof outcomes)[number];

const tones: Record<Outcome, Tone> = {
  created: 'good',
  updated: 'running',
  unchanged: 'waiting',
  skipped: 'waiting',
  failed: 'bad',
};

export function Outcomes({ view }: { view: ImportView }) {
  return (
    <section aria-label={texts.result.outcomesLabel}>
      <dl className={classes['tiles']}>
        {outcomes.map((outcome) => {
          const rows = view[outcome];
          const words = texts.result.outcomes[outcome];
          return (
            <div key={outcome} className={classes['tile']} data-none={rows === 0 || undefined}>
              <dt>
                <ToneIcon tone={rows === 0 ? 'waiting' : tones[outcome]} size={16} />
                {view.dryRun ? words.would : words.did}
              </dt>
              <dd className="figures">
                {count(rows)}
                <small>{view.total === 0 ? '' : percent(rows / view.total)}</small>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
