/** Which printer is for one kind of documents, and how it prints them. */
import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PrinterRoleRow, PrinterRow, PrintRole } from '../../../workers/api/wire.ts';
import { useEngine } from '../../data/engine.ts';
import { readableError } from '../../transport/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { reportDone } from '../../ui/report.ts';
import { printerOptions, valuesOf, type RoleValues } from './printer-words.ts';
import classes from './RoleForm.module.css';
import { texts } from './texts.ts';

const words = texts.role;
/** In place of a fallback: no printer has an empty name. */
const strict = '';

interface RoleFormProps {
  role: PrintRole;
  printers: readonly PrinterRow[];
  roles: readonly PrinterRoleRow[];
}

export function RoleForm({ role, printers, roles }: RoleFormProps) {
  const { api, client, queries } = useEngine();
  const saved = valuesOf(role, roles);
  const [values, setValues] = useState<RoleValues>(saved);
  const save = useMutation({
    mutationFn: (printer: string) =>
      client.printing.setRole({
        ...values,
        role,
        printer,
        tray: values.tray.trim() === '' ? null : values.tray.trim(),
        // What is set already may stay, also where somebody has insisted on it.
        insist: printer === saved.printer,
      }),
    onSuccess: ({ moved }) => {
      reportDone(words.saved(moved));
      void queries.invalidateQueries({ queryKey: api.printing.key() });
    },
  });
  const change = (changes: Partial<RoleValues>) => {
    save.reset();
    setValues({ ...values, ...changes });
  };
  const isGone = saved.printer !== null && printers.every(({ name }) => name !== saved.printer);
  return (
    <Panel title={words.names[role]}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (values.printer !== null) save.mutate(values.printer);
        }}
      >
        {isGone && saved.printer !== null && (
          <div className={classes['wide']}>
            <Notice tone="bad">{words.gone(saved.printer)}</Notice>
          </div>
        )}
        <Select
          label={words.printer}
          placeholder={words.choose}
          allowDeselect={false}
          data={printerOptions(printers, saved.printer)}
          value={values.printer}
          onChange={(printer) => {
            change({ printer, ...(printer === values.fallback ? { fallback: null } : {}) });
          }}
        />
        <Select
          label={words.fallback}
          allowDeselect={false}
          data={[
            { value: strict, label: words.strict },
            ...printerOptions(printers, saved.fallback)
              .filter(({ value }) => value !== values.printer)
              .map((option) => ({ ...option, label: words.instead(option.label) })),
          ]}
          value={values.fallback ?? strict}
          onChange={(fallback) => {
            change({ fallback: fallback === strict ? null : fallback });
          }}
        />
        <div className={classes['details']}>
          <NumberInput
            className={classes['copies'] ?? ''}
            label={words.copies}
            min={1}
            max={99}
            clampBehavior="strict"
            allowDecimal={false}
            value={values.copies}
            onChange={(copies) => {
              change({ copies: Math.max(1, Number(copies)) });
            }}
          />
          <TextInput
            className={classes['tray'] ?? ''}
            label={words.tray}
            placeholder={words.trayHint}
            maxLength={63}
            value={values.tray}
            onChange={(event) => {
              change({ tray: event.currentTarget.value });
            }}
          />
          <Checkbox
            className={classes['duplex'] ?? ''}
            label={words.duplex}
            checked={values.duplex}
            onChange={(event) => {
              change({ duplex: event.currentTarget.checked });
            }}
          />
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={values.printer === null || isSame(values, saved)}
          >
            {words.save}
          </Button>
        </div>
        {save.error !== null && (
          <div className={classes['wide']}>
            <Notice tone="bad" live>
              {readableError(save.error).message}
            </Notice>
          </div>
        )}
      </form>
    </Panel>
  );
}

function isSame(a: RoleValues, b: RoleValues): boolean {
  return (
    a.printer === b.printer &&
    a.fallback === b.fallback &&
    a.copies === b.copies &&
    a.tray === b.tray &&
    a.duplex === b.duplex
  );
}
