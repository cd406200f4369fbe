/** Settings: the version, the data folder, and the parts of the engine with their states. */
import { childTone } from '../../theme/tones.ts';
import { useStatus } from '../../data/engine.ts';
import { Moment } from '../../ui/Moment.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ToneIcon } from '../../ui/ToneIcon.tsx';
import { texts } from './area-texts.ts';
import classes from './Area.module.css';

const words = texts.about;

export default function AboutScreen() {
  const status = useStatus();
  const engine = status?.engine ?? null;
  return (
    <Page title={words.title} subtitle={words.subtitle}>
      <div className={classes['columns']}>
        <Panel title={words.program}>
          {status !== null && (
            <dl className={classes['facts']}>
              <Fact label={words.version}>{status.version}</Fact>
              <Fact label={words.dataFolder}>{status.dataDir}</Fact>
              {engine !== null && (
                <Fact label={words.started}>
                  <Moment at={engine.startedAt} />
                </Fact>
              )}
              {engine !== null && engine.redis !== null && (
                <Fact label={words.redis}>
                  {engine.redis.place ?? engine.redis.version} ({engine.redis.source})
                </Fact>
              )}
            </dl>
          )}
        </Panel>
        <Panel flush title={words.parts}>
          {engine === null || engine.children.length === 0 ? (
            <p className={classes['loading']}>{words.none}</p>
          ) : (
            <ul className={classes['list']}>
              {engine.children.map(({ name, state, restarts }) => (
                <li key={name} className={classes['item']}>
                  <ToneIcon tone={childTone[state]} size={18} />
                  <div className={classes['what']}>
                    <span className={classes['title']}>{name}</span>
                    <span className={classes['state']}>
                      {state}, {words.restarts(restarts)}
                    </span>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </Page>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
