/** Where an import stands on its way from a file to a result. */
import { IconCheck } from '@tabler/icons-react';
import classes from './Steps.module.css';
import { texts } from './texts.ts';

const steps = ['file', 'columns', 'check', 'import', 'result'] as const;
export type Step = (typeof steps)[number];

export function Steps({ current }: { current: Step }) {
  const at = steps.indexOf(current);
  return (
    <ol className={classes['steps']} aria-label={texts.steps.label}>
      {steps.map((step, index) => {
        const done = index < at;
        return (
          <li key={step} aria-current={step === current ? 'step' : undefined} data-done={done || undefined}>
            <span className={classes['mark']}>
              {done ? <IconCheck size={13} stroke={2.5} aria-hidden="true" /> : index + 1}
            </span>
            {texts.steps[step]}
            {done && <span className="hidden-visually"> {texts.steps.done}</span>}
          </li>
        );
      })}
    </ol>
  );
}
