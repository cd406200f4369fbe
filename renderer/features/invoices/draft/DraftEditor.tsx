/** A draft's fields, lines and totals. What is wrong is said at its field, once somebody has tried to save. */
import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { readableError } from '../../../transport/errors.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { texts as shared } from '../../../ui/texts.ts';
import { CustomerSelect } from '../../partners/CustomerSelect.tsx';
import classes from './DraftEditor.module.css';
import { errorsOf, type DraftErrors, type DraftForm } from './draft-form.ts';
import { draftTexts as words } from './draft-texts.ts';
import { DraftLines } from './DraftLines.tsx';
import { ShipmentFields } from './ShipmentFields.tsx';
import { shipmentTexts } from './shipment-texts.ts';

interface DraftEditorProps {
  first: DraftForm;
  busy: boolean;
  error: unknown;
  onSave: (form: DraftForm) => void;
  backTo: string;
}

export function DraftEditor({ first, busy, error, onSave, backTo }: DraftEditorProps) {
  const [form, setForm] = useState(first);
  const [tried, setTried] = useState(false);
  const errors: DraftErrors = tried ? errorsOf(form) : {};
  const change = (changes: Partial<DraftForm>) => {
    setForm({ ...form, ...changes });
  };
  const wrong = Object.keys(errors).length;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!busy && Object.keys(errorsOf(form)).length === 0) onSave(form);
      }}
    >
      <Stack gap="lg">
        <div className={classes['heads']}>
          <Panel title={words.billTo}>
            <BillTo form={form} errors={errors} change={change} />
          </Panel>
          <Panel title={words.details}>
            <Details form={form} errors={errors} change={change} />
          </Panel>
        </div>
        <Panel title={words.lines} flush>
          <DraftLines form={form} errors={errors} change={change} />
        </Panel>
        <Panel title={shipmentTexts.title} flush>
          <ShipmentFields
            shipment={form.shipment}
            errors={errors}
            onChange={(shipment) => {
              change({ shipment });
            }}
          />
        </Panel>
        {wrong > 0 && (
          <Notice tone="bad" live>
            {words.wrong(wrong)}
          </Notice>
        )}
        {error !== null && (
          <Notice tone="bad" live>
            {readableError(error).message}
          </Notice>
        )}
        <Group justify="flex-end" gap="xs">
          <Button component={Link} href={backTo} variant="default">
            {shared.cancel}
          </Button>
          <Button type="submit" loading={busy}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export interface PartProps {
  form: DraftForm;
  errors: DraftErrors;
  change: (changes: Partial<DraftForm>) => void;
}

function BillTo({ form, errors, change }: PartProps) {
  return (
    <Stack gap="sm">
      <CustomerSelect
        label={words.customer}
        description={words.customerHint}
        placeholder={words.noCustomer}
        error={errors['customer']}
        value={form.customer}
        onChange={(customer) => {
          change({ customer });
        }}
      />
      {form.customer === '' && (
        <>
          <TextInput
            label={words.name}
            maxLength={200}
            value={form.billToName}
            onChange={(event) => {
              change({ billToName: event.currentTarget.value });
            }}
          />
          <Textarea
            label={words.address}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={1000}
            value={form.billToAddress}
            onChange={(event) => {
              change({ billToAddress: event.currentTarget.value });
            }}
          />
        </>
      )}
    </Stack>
  );
}

const references = [
  ['loadNumber', words.load],
  ['poNumber', words.po],
  ['bolNumber', words.bol],
  ['proNumber', words.pro],
] as const;

function Details({ form, errors, change }: PartProps) {
  return (
    <div className={classes['details']}>
      {references.map(([field, label]) => (
        <TextInput
          key={field}
          label={label}
          maxLength={100}
          value={form[field]}
          onChange={(event) => {
            change({ [field]: event.currentTarget.value });
          }}
        />
      ))}
      <TextInput
        label={words.terms}
        placeholder={words.termsHint}
        inputMode="numeric"
        error={errors['termsDays']}
        value={form.termsDays}
        onChange={(event) => {
          change({ termsDays: event.currentTarget.value });
        }}
      />
      <TextInput
        label={words.currency}
        maxLength={3}
        error={errors['currency']}
        value={form.currency}
        onChange={(event) => {
          change({ currency: event.currentTarget.value.toUpperCase() });
        }}
      />
      <Textarea
        className={classes['wide'] ?? ''}
        label={words.notes}
        placeholder={words.notesHint}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={4000}
        value={form.notes}
        onChange={(event) => {
          change({ notes: event.currentTarget.value });
        }}
      />
    </div>
  );
}
