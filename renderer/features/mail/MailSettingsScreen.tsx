/** Settings: the mail server and the sender, and a test message. */
import { useQuery } from '@tanstack/react-query';
import { useEngine } from '../../data/engine.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import classes from './MailSettingsScreen.module.css';
import { MailForm } from './MailForm.tsx';
import { MailTest } from './MailTest.tsx';
import { texts } from './texts.ts';

const words = texts.settings;

export default function MailSettingsScreen() {
  const { api } = useEngine();
  const query = useQuery(api.mail.settings.queryOptions());
  return (
    <Page title={words.title} subtitle={words.subtitle}>
      {query.data !== undefined && (
        <div className={classes['columns']}>
          <Panel title={words.server}>
            <MailForm view={query.data} />
          </Panel>
          {query.data.settings !== null && (
            <Panel title={words.testTitle}>
              <MailTest />
            </Panel>
          )}
        </div>
      )}
      {query.data === undefined && query.error !== null && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
}
