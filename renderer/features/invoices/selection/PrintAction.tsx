/** Prints what is selected, after saying how much paper that is. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPrinter } from '@tabler/icons-react';
import { PrintDialog } from '../PrintDialog.tsx';
import { printTexts } from '../print-texts.ts';
import type { SelectionActionProps } from './action.ts';

export function PrintAction({ invoices, count }: SelectionActionProps) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        size="xs"
        variant="default"
        disabled={count === 0}
        leftSection={<IconPrinter size={16} aria-hidden="true" />}
        onClick={open}
      >
        {printTexts.open}
      </Button>
      {opened && <PrintDialog opened invoices={invoices} onClose={close} />}
    </>
  );
}
