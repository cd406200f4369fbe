/** Takes a row out of what is being edited. */
import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';

interface RemoveRowProps {
  /** Which row. */
  label: string;
  onRemove: () => void;
}

export function RemoveRow({ label, onRemove }: RemoveRowProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size={34} aria-label={label} onClick={onRemove}>
      <IconTrash size={17} stroke={1.7} aria-hidden="true" />
    </ActionIcon>
  );
}
