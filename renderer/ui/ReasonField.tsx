/** Where a person types why; what was typed goes with what is done. */
import { TextInput } from '@mantine/core';

interface ReasonFieldProps {
  label: string;
  /** What becomes of it. */
  hint?: string;
  required?: boolean;
  /** Beside the field, where it is not said elsewhere. */
  error?: string | undefined;
  reason: string;
  onReason: (reason: string) => void;
}

export function ReasonField({ label, hint, required = false, error, reason, onReason }: ReasonFieldProps) {
  return (
    <TextInput
      data-autofocus
      required={required}
      label={label}
      description={hint}
      maxLength={200}
      error={error}
      value={reason}
      onChange={(event) => {
        onReason(event.currentTarget.value);
      }}
    />
  );
}
