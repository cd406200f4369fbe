/** Enters where customers are to pay from a day on. */
import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useEngine } from '../../data/engine.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { reportDone } from '../../ui/report.ts';
import { CustomerSelect } from '../partners/CustomerSelect.tsx';
import { texts } from './texts.ts';

const words = texts.remitTo.form;

const empty = { name: '', address: '', customer: '', effectiveFrom: '', factor: '', notice: '' };

export function RemitToDialog({ onClose }: { onClose: () => void }) {
  const { api, client, queries } = useEngine();
  const [form, setForm] = useState(empty);
  const create = useMutation({
    mutationFn: () => {
      const { name, address, customer, effectiveFrom, factor, notice } = form;
      return client.remitTo.create({
        name,
        address,
        effectiveFrom,
        ...(customer === '' ? {} : { customer }),
        ...(factor.trim() === '' ? {} : { factor }),
        ...(notice.trim() === '' ? {} : { notice }),
      });
    },
    onSuccess: () => {
      reportDone(words.done);
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.remitTo.key() }),
  });
  const field = (name: keyof typeof empty) => ({
    value: form[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      create.reset();
      setForm({ ...form, [name]: event.currentTarget.value });
    },
  });
  return (
    <FormDialog
      opened
      size="lg"
      title={words.title}
      submit={words.submit}
      busy={create.isPending}
      disabled={form.name.trim() === '' || form.address.trim() === '' || form.effectiveFrom === ''}
      error={create.error}
      onSubmit={() => {
        create.mutate();
      }}
      onClose={onClose}
    >
      <Stack gap="sm">
        <TextInput data-autofocus required label={words.name} maxLength={200} {...field('name')} />
        <Textarea
          required
          autosize
          minRows={2}
          maxRows={6}
          label={words.address}
          maxLength={1000}
          {...field('address')}
        />
        <TextInput required type="date" label={words.from} {...field('effectiveFrom')} />
        <CustomerSelect
          label={words.forWhom}
          description={words.forWhomHint}
          value={form.customer}
          onChange={(customer) => {
            setForm({ ...form, customer });
          }}
        />
        <TextInput label={words.factor} description={words.factorHint} maxLength={200} {...field('factor')} />
        {form.factor.trim() !== '' && (
          <>
            <Textarea
              required
              autosize
              minRows={3}
              maxRows={8}
              label={words.notice}
              description={words.noticeHint}
              maxLength={4000}
              {...field('notice')}
            />
            <Text size="sm" c="dimmed">
              {words.second}
            </Text>
          </>
        )}
      </Stack>
    </FormDialog>
  );
}
