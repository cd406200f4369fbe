/** The way to the import, as a button of a screen's head or of its empty list. */
import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { Link } from 'wouter';
import { paths } from '../routing/paths.ts';

export function ImportButton({
  label,
  variant = 'default',
}: {
  label: string;
  variant?: 'default' | 'filled';
}) {
  return (
    <Button
      component={Link}
      href={paths.imports}
      variant={variant}
      leftSection={<IconFileImport size={16} aria-hidden="true" />}
    >
      {label}
    </Button>
  );
}
