/** How the engine is, at the foot of the navigation; a click tells it process by process. */
import { Popover, UnstyledButton } from '@mantine/core';
import type { ChildSnapshot } from '../../workers/protocol.ts';
import { useConnection, useStatus } from '../data/engine.ts';
import { childTone } from '../theme/tones.ts';
import { Moment } from '../ui/Moment.tsx';
import { ToneIcon } from '../ui/ToneIcon.tsx';
import classes from './EngineIndicator.module.css';
import { engineSummary } from './engine-summary.ts';
import { texts } from './texts.ts';

export function EngineIndicator() {
  const status = useStatus();
  const summary = engineSummary(useConnection(), status);
  const children = status?.engine?.children ?? [];
  return (
    <Popover position="top-start" width={360} shadow="md" withArrow arrowPosition="side" trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes['button'] ?? ''} aria-label={texts.engine.button(summary.label)}>
          <ToneIcon tone={summary.tone} size={18} />
          <span className={classes['label']}>{summary.label}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={texts.engine.title}>
        {children.length === 0 ? (
          <p className={classes['none']}>{texts.engine.noProcesses}</p>
        ) : (
          <ul className={classes['list']}>
            {children.map((child) => (
              <Process key={child.name} child={child} />
            ))}
          </ul>
        )}
        {status !== null && (
          <dl className={classes['facts']}>
            <dt>{texts.engine.version}</dt>
            <dd>{status.version}</dd>
            {status.engine?.redis !== null && status.engine !== null && (
              <>
                <dt>{texts.engine.redis}</dt>
                <dd>
                  {status.engine.redis.place ?? status.engine.redis.version} ({status.engine.redis.source})
                </dd>
              </>
            )}
            <dt>{texts.engine.dataFolder}</dt>
            <dd>{status.dataDir}</dd>
          </dl>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Process({ child }: { child: ChildSnapshot }) {
  const last = child.reasons.at(-1);
  return (
    <li className={classes['process']}>
      <ToneIcon tone={childTone[child.state]} size={18} />
      <div className={classes['what']}>
        <div className={classes['name']}>
          <span>{texts.engine.roles[child.role]}</span>
          <span className={classes['state']}>{texts.engine.childStates[child.state]}</span>
        </div>
        <div className={classes['detail']}>
          {child.name}
          {child.pid !== null && ` · ${child.pid}`} · <Moment at={child.since} />
          {child.restarts > 0 && ` · ${texts.engine.restarts(child.restarts)}`}
        </div>
        {last !== undefined && (
          <div className={classes['reason']}>
            <Moment at={last.at} />: {last.reason}
          </div>
        )}
      </div>
    </li>
  );
}
