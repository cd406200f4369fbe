/** Which address shows which screen. Each is loaded when it is first opened. */
import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import { NotFound } from './NotFound.tsx';

const Home = lazy(() => import('../features/home/HomeScreen.tsx'));
const Import = lazy(() => import('../features/import/ImportScreen.tsx'));
const Check = lazy(() => import('../features/import/CheckScreen.tsx'));
const ImportResult = lazy(() => import('../features/import/ResultScreen.tsx'));
const Invoices = lazy(() => import('../features/invoices/InvoicesScreen.tsx'));
const Partners = lazy(() => import('../features/partners/PartnersScreen.tsx'));
const Jobs = lazy(() => import('../features/jobs/JobsScreen.tsx'));
const Job = lazy(() => import('../features/jobs/JobScreen.tsx'));

/** A key makes a screen start afresh where only a part of its address changes. */
export function Routes() {
  return (
    <Switch>
      <Route path="/">
        <Home />
      </Route>
      <Route path="/import">
        <Import />
      </Route>
      <Route path="/import/check/:sha256/:name">
        {({ sha256, name }) => <Check key={sha256} sha256={sha256} name={name} />}
      </Route>
      <Route path="/import/:id">{({ id }) => <ImportResult key={id} importId={id} />}</Route>
      <Route path="/invoices">
        <Invoices />
      </Route>
      <Route path="/carriers">
        <Partners key="carrier" entity="carrier" />
      </Route>
      <Route path="/customers">
        <Partners key="customer" entity="customer" />
      </Route>
      <Route path="/leads">
        <Partners key="lead" entity="lead" />
      </Route>
      <Route path="/jobs">
        <Jobs />
      </Route>
      <Route path="/jobs/:id">{({ id }) => <Job key={id} id={id} />}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
