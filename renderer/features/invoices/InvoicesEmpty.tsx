/** No invoices at all, or none that the filter matches. */
import { Button } from '@mantine/core';
import { IconFileInvoice, IconSearchOff } from '@tabler/icons-react';
import { Link } from 'wouter';
import { paths } from '../../routing/paths.ts';
import { Blank } from '../../ui/Blank.tsx';
import { texts } from './texts.ts';

export function InvoicesEmpty({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <Blank icon={IconSearchOff} title={texts.noMatchTitle}>
        {texts.noMatchText}
      </Blank>
    );
  }
  return (
    <Blank
      icon={IconFileInvoice}
      title={texts.emptyTitle}
      action={
        <Button component={Link} href={paths.imports}>
          {texts.importFile}
        </Button>
      }
    >
      {texts.emptyText}
    </Blank>
  );
}
