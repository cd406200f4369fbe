/** Screens and things to do that the search everywhere offers, also without an engine. */
import { paths } from '../../routing/paths.ts';
import { texts } from '../texts.ts';

export interface Command {
  id: string;
  label: string;
  /** Other words for it. */
  keywords: string;
  href?: string;
  does?: 'pause' | 'resume';
}

const { nav, settingsSections: sections } = texts;

const goTo = (href: string, label: string, keywords = ''): Command => ({ id: href, label, keywords, href });
const setting = (href: string, label: string, keywords = '') =>
  goTo(href, `${sections.label}: ${label}`, keywords);

export const commands: readonly Command[] = [
  goTo(paths.imports, 'Import a file', 'csv excel upload'),
  goTo(paths.newInvoice(), 'Write an invoice', 'new draft create'),
  { id: 'pause', label: 'Pause work', keywords: 'stop hold jobs workers', does: 'pause' },
  { id: 'resume', label: 'Resume work', keywords: 'continue jobs workers', does: 'resume' },
  goTo(paths.home, nav.home, 'start overview'),
  goTo(paths.invoices(), nav.invoices, 'bills'),
  goTo(paths.receivables, nav.receivables, 'aging owed payments'),
  goTo(paths.remitTo, 'Remit-to addresses', 'factor pay bank'),
  goTo(paths.mail(), nav.mail, 'mail outbox sent'),
  goTo(paths.prints(), nav.prints, 'queue paper'),
  goTo(paths.list('carrier'), nav.carriers),
  goTo(paths.list('customer'), nav.customers),
  goTo(paths.list('lead'), nav.leads),
  goTo(paths.jobs(), nav.jobs, 'monitor queues'),
  goTo(paths.failures(), 'Failed jobs', 'dead letters errors'),
  setting('/settings', sections.warehouse, 'name time zone currency'),
  setting('/settings/mail', sections.mail, 'mail server smtp'),
  setting(paths.printers(), sections.printers, 'test page'),
  setting(paths.documents, sections.documents, 'logo footer paper'),
  setting('/settings/imports', sections.imports, 'keep copies'),
  setting('/settings/diagnostics', sections.diagnostics, 'doctor support bundle help'),
  setting('/settings/about', sections.about, 'version'),
];
