/** Settings: the warehouse, and the company that its documents are from. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useEngine } from '../../data/engine.ts';
import { paths } from '../../routing/paths.ts';
import { Failure } from '../../ui/Blank.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { texts } from './area-texts.ts';
import classes from './Area.module.css';
import { WarehouseForm } from './WarehouseForm.tsx';

const words = texts.warehouse;

export default function WarehouseScreen() {
  const { api } = useEngine();
  const query = useQuery(api.site.get.queryOptions());
  return (
    <Page title={words.title} subtitle={words.subtitle}>
      {query.data !== undefined && (
        <div className={classes['columns']}>
          <Panel title={words.panel}>
            <WarehouseForm view={query.data} />
          </Panel>
          <Company />
        </div>
      )}
      {query.data === undefined && query.error !== null && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Page>
  );
}

/** It belongs to the documents: what was issued keeps the sender that it had. */
function Company() {
  const { api } = useEngine();
  const query = useQuery(api.documents.settings.queryOptions());
  const settings = query.data?.settings;
  return (
    <Panel
      title={words.company}
      aside={
        <Button component={Link} href={paths.documents} size="compact-sm" variant="default">
          {words.companyEdit}
        </Button>
      }
    >
      <p className={classes['hint']}>{words.companyText}</p>
      {settings !== undefined && (
        <dl className={classes['facts']}>
          {(Object.entries(words.fields) as [keyof typeof words.fields, string][]).map(([name, label]) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd>{settings[name] === '' ? words.notGiven : settings[name]}</dd>
            </div>
          ))}
        </dl>
      )}
      {query.error !== null && <Failure compact error={query.error} onRetry={() => void query.refetch()} />}
    </Panel>
  );
}
