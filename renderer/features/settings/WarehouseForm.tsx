/** Name, time zone and currency of the warehouse; what is missing is told at its field. */
import { Anchor, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { WarehouseView } from '../../../workers/api/site-contract.ts';
import { useEngine } from '../../data/engine.ts';
import { readableError } from '../../transport/errors.ts';
import { Notice } from '../../ui/Notice.tsx';
import { reportDone } from '../../ui/report.ts';
import { texts } from './area-texts.ts';
import { currencyChoices, zoneChoices } from './zones.ts';

const words = texts.warehouse;
/** More would not be read, and each is a row to be drawn. */
const shownChoices = 60;

interface WarehouseFormProps {
  view: WarehouseView;
  submit?: string;
  onSaved?: () => void;
}

export function WarehouseForm({ view, submit = texts.save, onSaved }: WarehouseFormProps) {
  const { api, client, queries } = useEngine();
  const { machineTimeZone } = view;
  const [name, setName] = useState(view.warehouseName);
  const [zone, setZone] = useState<string | null>(view.timeZone);
  const [currency, setCurrency] = useState<string | null>(view.currency);
  const [tried, setTried] = useState(false);
  const zones = useMemo(() => zoneChoices(view.timeZone), [view.timeZone]);
  const currencies = useMemo(() => currencyChoices(), []);
  const save = useMutation({
    mutationFn: (wanted: { timeZone: string; currency: string }) =>
      client.site.save({ warehouseName: name, ...wanted }),
    onSuccess: (saved) => {
      queries.setQueryData(api.site.get.queryKey(), saved);
      void queries.invalidateQueries();
      setName(saved.warehouseName);
      setTried(false);
      if (onSaved === undefined) reportDone(texts.saved);
      else onSaved();
    },
  });
  const missing = (value: string | null, sentence: string) =>
    tried && (value ?? '').trim() === '' ? sentence : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (name.trim() !== '' && zone !== null && currency !== null)
          save.mutate({ timeZone: zone, currency });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={words.name}
          value={name}
          maxLength={100}
          error={missing(name, words.nameMissing)}
          onChange={(event) => {
            save.reset();
            setName(event.currentTarget.value);
          }}
        />
        <div>
          <Select
            searchable
            label={words.zone}
            description={words.zoneHint}
            data={zones}
            limit={shownChoices}
            nothingFoundMessage={words.zoneNone}
            value={zone}
            error={missing(zone, words.zoneMissing)}
            onChange={(next) => {
              save.reset();
              setZone(next);
            }}
          />
          {zone !== machineTimeZone && (
            <Anchor
              component="button"
              type="button"
              size="sm"
              mt={6}
              onClick={() => {
                setZone(machineTimeZone);
              }}
            >
              {words.machineZone(machineTimeZone)}
            </Anchor>
          )}
        </div>
        <Select
          searchable
          label={words.currency}
          description={words.currencyHint}
          data={currencies}
          limit={shownChoices}
          nothingFoundMessage={words.currencyNone}
          value={currency}
          error={missing(currency, words.currencyMissing)}
          onChange={(next) => {
            save.reset();
            setCurrency(next);
          }}
        />
        {save.error !== null && (
          <Notice tone="bad" live>
            {readableError(save.error).message}
          </Notice>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
