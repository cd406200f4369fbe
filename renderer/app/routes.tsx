/** Which address shows which screen. Each is loaded when it is first opened, or beforehand when there is time. */
import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import { NotFound } from './NotFound.tsx';
import { SettingsSections } from './SettingsSections.tsx';

const loaders = {
  home: () => import('../features/home/HomeScreen.tsx'),
  import: () => import('../features/import/ImportScreen.tsx'),
  check: () => import('../features/import/CheckScreen.tsx'),
  result: () => import('../features/import/ResultScreen.tsx'),
  invoices: () => import('../features/invoices/InvoicesScreen.tsx'),
  invoice: () => import('../features/invoices/invoice/InvoiceScreen.tsx'),
  newDraft: () => import('../features/invoices/draft/NewDraftScreen.tsx'),
  editDraft: () => import('../features/invoices/draft/EditDraftScreen.tsx'),
  receivables: () => import('../features/receivables/ReceivablesScreen.tsx'),
  account: () => import('../features/receivables/AccountScreen.tsx'),
  remitTo: () => import('../features/receivables/RemitToScreen.tsx'),
  mail: () => import('../features/mail/MailScreen.tsx'),
  prints: () => import('../features/printing/PrintsScreen.tsx'),
  printers: () => import('../features/printing/PrintersScreen.tsx'),
  documents: () => import('../features/settings/DocumentsScreen.tsx'),
  warehouse: () => import('../features/settings/WarehouseScreen.tsx'),
  mailSettings: () => import('../features/mail/MailSettingsScreen.tsx'),
  importSettings: () => import('../features/settings/ImportsScreen.tsx'),
  diagnostics: () => import('../features/settings/DiagnosticsScreen.tsx'),
  about: () => import('../features/settings/AboutScreen.tsx'),
  partners: () => import('../features/partners/PartnersScreen.tsx'),
  jobs: () => import('../features/jobs/JobsScreen.tsx'),
  queues: () => import('../features/jobs/QueuesScreen.tsx'),
  failures: () => import('../features/jobs/FailuresScreen.tsx'),
  job: () => import('../features/jobs/JobScreen.tsx'),
  schedules: () => import('../features/schedules/SchedulesScreen.tsx'),
};

const Home = lazy(loaders.home);
const Import = lazy(loaders.import);
const Check = lazy(loaders.check);
const ImportResult = lazy(loaders.result);
const Invoices = lazy(loaders.invoices);
const Invoice = lazy(loaders.invoice);
const NewDraft = lazy(loaders.newDraft);
const EditDraft = lazy(loaders.editDraft);
const Receivables = lazy(loaders.receivables);
const Account = lazy(loaders.account);
const RemitTo = lazy(loaders.remitTo);
const Mail = lazy(loaders.mail);
const Prints = lazy(loaders.prints);
const Printers = lazy(loaders.printers);
const Documents = lazy(loaders.documents);
const Warehouse = lazy(loaders.warehouse);
const MailSettings = lazy(loaders.mailSettings);
const ImportSettings = lazy(loaders.importSettings);
const Diagnostics = lazy(loaders.diagnostics);
const About = lazy(loaders.about);
const Partners = lazy(loaders.partners);
const Jobs = lazy(loaders.jobs);
const Queues = lazy(loaders.queues);
const Failures = lazy(loaders.failures);
const Job = lazy(loaders.job);
const Schedules = lazy(loaders.schedules);

/** Fetches the other screens while nothing else is to be done: they must open also when the engine is away. */
export function preloadScreens(): void {
  requestIdleCallback(
    () => {
      for (const load of Object.values(loaders)) {
        // A failure shows when the screen is opened.
        load().catch(() => undefined);
      }
    },
    { timeout: 5_000 },
  );
}

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
      <Route path="/invoices/new">
        <NewDraft />
      </Route>
      <Route path="/invoices/:id/edit">{({ id }) => <EditDraft key={id} id={id} />}</Route>
      <Route path="/invoices/:id">{({ id }) => <Invoice key={id} id={id} />}</Route>
      <Route path="/receivables">
        <Receivables />
      </Route>
      <Route path="/receivables/remit-to">
        <RemitTo />
      </Route>
      <Route path="/receivables/:customer">
        {({ customer }) => <Account key={customer} customer={customer} />}
      </Route>
      <Route path="/mail">
        <Mail />
      </Route>
      <Route path="/prints">
        <Prints />
      </Route>
      <Route path="/settings/*?">
        <SettingsSections>
          <SettingsRoutes />
        </SettingsSections>
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
      <Route path="/jobs/queues">
        <Queues />
      </Route>
      <Route path="/jobs/failures">
        <Failures />
      </Route>
      <Route path="/schedules">
        <Schedules />
      </Route>
      <Route path="/jobs/:id">{({ id }) => <Job key={id} id={id} />}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

function SettingsRoutes() {
  return (
    <Switch>
      <Route path="/settings">
        <Warehouse />
      </Route>
      <Route path="/settings/mail">
        <MailSettings />
      </Route>
      <Route path="/settings/printers">
        <Printers />
      </Route>
      <Route path="/settings/documents">
        <Documents />
      </Route>
      <Route path="/settings/imports">
        <ImportSettings />
      </Route>
      <Route path="/settings/diagnostics">
        <Diagnostics />
      </Route>
      <Route path="/settings/about">
        <About />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
