/** The settings as one area: the ways to its sections above whichever is shown. */
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import classes from './SettingsSections.module.css';
import { texts } from './texts.ts';

const words = texts.settingsSections;

const sections = [
  { href: '/settings', label: words.warehouse },
  { href: '/settings/mail', label: words.mail },
  { href: '/settings/printers', label: words.printers },
  { href: '/settings/documents', label: words.documents },
  { href: '/settings/imports', label: words.imports },
  { href: '/settings/diagnostics', label: words.diagnostics },
  { href: '/settings/about', label: words.about },
];

export function SettingsSections({ children }: { children: ReactNode }) {
  const [place] = useLocation();
  return (
    <div>
      <nav aria-label={words.label} className={classes['sections']}>
        <ul>
          {sections.map(({ href, label }) => (
            <li key={href}>
              <Link href={href} aria-current={place === href ? 'page' : undefined}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </div>
  );
}
