/** The ways to the screens. */
import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconAddressBook,
  IconBuildingWarehouse,
  IconCalendarTime,
  IconFileImport,
  IconFileInvoice,
  IconHome,
  IconListDetails,
  IconMail,
  IconPrinter,
  IconReportMoney,
  IconSettings,
  IconTruck,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { useStatus } from '../data/engine.ts';
import { count } from '../format/numbers.ts';
import classes from './Navigation.module.css';
import { texts } from './texts.ts';

interface Item {
  href: string;
  label: string;
  icon: TablerIcon;
}

const groups: Item[][] = [
  [
    { href: '/', label: texts.nav.home, icon: IconHome },
    { href: '/import', label: texts.nav.import, icon: IconFileImport },
    { href: '/invoices', label: texts.nav.invoices, icon: IconFileInvoice },
    { href: '/receivables', label: texts.nav.receivables, icon: IconReportMoney },
    { href: '/mail', label: texts.nav.mail, icon: IconMail },
    { href: '/prints', label: texts.nav.prints, icon: IconPrinter },
  ],
  [
    { href: '/carriers', label: texts.nav.carriers, icon: IconTruck },
    { href: '/customers', label: texts.nav.customers, icon: IconBuildingWarehouse },
    { href: '/leads', label: texts.nav.leads, icon: IconAddressBook },
  ],
  [
    { href: '/jobs', label: texts.nav.jobs, icon: IconListDetails },
    { href: '/schedules', label: texts.nav.schedules, icon: IconCalendarTime },
    { href: '/settings', label: texts.nav.settings, icon: IconSettings },
  ],
];

export function Navigation() {
  const [place] = useLocation();
  const narrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const running = useStatus()?.queues.reduce((sum, queue) => sum + queue.active, 0) ?? 0;
  return (
    <nav aria-label={texts.mainNavigation}>
      {groups.map((items) => (
        <ul key={items[0]?.href} className={classes['group']}>
          {items.map((item) => (
            <li key={item.href}>
              <Tooltip label={item.label} position="right" disabled={!narrow}>
                <NavigationLink
                  item={item}
                  current={isCurrent(item.href, place)}
                  narrow={narrow}
                  running={item.href === '/jobs' ? running : 0}
                />
              </Tooltip>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

/** A screen below another belongs to it: `/jobs/7` to Jobs. */
const isCurrent = (href: string, place: string) =>
  href === '/' ? place === '/' : place === href || place.startsWith(`${href}/`);

interface NavigationLinkProps extends React.ComponentPropsWithRef<'a'> {
  item: Item;
  current: boolean;
  narrow: boolean;
  running: number;
}

/** The remaining properties are the tooltip's. */
function NavigationLink({ item, current, narrow, running, ...rest }: NavigationLinkProps) {
  const Icon = item.icon;
  return (
    <Link
      {...rest}
      href={item.href}
      className={classes['link'] ?? ''}
      aria-current={current ? 'page' : undefined}
    >
      <Icon size={19} stroke={1.75} aria-hidden="true" />
      <span className={narrow ? 'hidden-visually' : classes['label']}>{item.label}</span>
      {running > 0 && (
        <span className={classes['count']} data-narrow={narrow || undefined}>
          <span aria-hidden="true">{narrow ? '' : count(running)}</span>
          <span className="hidden-visually">, {texts.runningJobs(running)}</span>
        </span>
      )}
    </Link>
  );
}
