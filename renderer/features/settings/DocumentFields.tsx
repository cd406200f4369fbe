/** The texts of the document settings. */
import { ColorInput, Select, Textarea, TextInput } from '@mantine/core';
import type { DocumentSettingsView } from '../../../workers/invoices/template/settings.ts';
import classes from './DocumentsScreen.module.css';
import { texts } from './texts.ts';

type Settings = DocumentSettingsView['settings'];
type Line = 'legalName' | 'phone' | 'email' | 'mcNumber' | 'usdot' | 'taxId';

interface DocumentFieldsProps {
  values: Settings;
  onChange: (values: Settings) => void;
}

export function DocumentFields({ values, onChange }: DocumentFieldsProps) {
  const line = (name: Line) => (
    <TextInput
      label={texts.fields[name]}
      value={values[name]}
      onChange={(event) => {
        onChange({ ...values, [name]: event.currentTarget.value });
      }}
    />
  );
  const lines = (name: 'address' | 'footer', hint?: string) => (
    <Textarea
      label={texts.fields[name]}
      description={hint}
      autosize
      minRows={2}
      maxRows={6}
      value={values[name]}
      onChange={(event) => {
        onChange({ ...values, [name]: event.currentTarget.value });
      }}
    />
  );
  return (
    <>
      {line('legalName')}
      {lines('address')}
      <div className={classes['pair']}>
        {line('phone')}
        {line('email')}
      </div>
      <div className={classes['pair']}>
        {line('mcNumber')}
        {line('usdot')}
      </div>
      {line('taxId')}
      <Select
        label={texts.fields.paper}
        allowDeselect={false}
        value={values.paper}
        data={Object.entries(texts.papers).map(([value, label]) => ({ value, label }))}
        onChange={(paper) => {
          onChange({ ...values, paper: paper as Settings['paper'] });
        }}
      />
      <ColorInput
        label={texts.fields.accent}
        description={texts.accentHint}
        format="hex"
        eyeDropperButtonProps={{ 'aria-label': texts.pickColour }}
        value={values.accent}
        onChange={(accent) => {
          onChange({ ...values, accent });
        }}
      />
      {lines('footer', texts.footerHint)}
    </>
  );
}
