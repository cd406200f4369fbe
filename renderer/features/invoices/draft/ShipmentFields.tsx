/** Pickup, delivery and stops between, and what was carried in what. */
import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { RemoveRow } from '../../../ui/RemoveRow.tsx';
import classes from './DraftEditor.module.css';
import type { DraftErrors } from './draft-form.ts';
import {
  emptyStop,
  shipmentNumbers,
  shipmentWords,
  type ShipmentForm,
  type StopForm,
  type StopKind,
} from './shipment-form.ts';
import { shipmentTexts as words, stopWords } from './shipment-texts.ts';

interface ShipmentFieldsProps {
  shipment: ShipmentForm;
  errors: DraftErrors;
  onChange: (shipment: ShipmentForm) => void;
}

/** As many as the engine keeps. */
const mostStops = 40;

export function ShipmentFields({ shipment, errors, onChange }: ShipmentFieldsProps) {
  const { stops } = shipment;
  const change = (changes: Partial<ShipmentForm>) => {
    onChange({ ...shipment, ...changes });
  };
  return (
    <>
      <div className={classes['scroll']}>
        <table className={classes['lines']} aria-label={words.title}>
          <thead>
            <tr>
              <th scope="col">{words.kind}</th>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.place}</th>
              <th scope="col">{words.date}</th>
              <th scope="col">{words.arrived}</th>
              <th scope="col">{words.departed}</th>
              <th scope="col">
                <span className="hidden-visually">{words.remove}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {stops.map((stop, at) => (
              <StopFields
                key={stop.key}
                stop={stop}
                position={at + 1}
                errors={errors}
                onChange={(changes) => {
                  change({ stops: stops.map((each) => (each === stop ? { ...stop, ...changes } : each)) });
                }}
                onRemove={() => {
                  change({ stops: stops.filter((each) => each !== stop) });
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes['carried']}>
        {[...shipmentWords, ...shipmentNumbers].map((field) => (
          <TextInput
            key={field}
            label={words.fields[field]}
            maxLength={500}
            inputMode={field in words.errors ? 'decimal' : 'text'}
            error={errors[field]}
            value={shipment[field]}
            onChange={(event) => {
              change({ [field]: event.currentTarget.value });
            }}
          />
        ))}
      </div>
      <div className={classes['foot']}>
        <Button
          size="xs"
          variant="default"
          disabled={stops.length >= mostStops}
          leftSection={<IconPlus size={15} aria-hidden="true" />}
          onClick={() => {
            change({ stops: [...stops, emptyStop('stop')] });
          }}
        >
          {words.addStop}
        </Button>
        <span className={classes['hint']}>{words.hint}</span>
      </div>
    </>
  );
}

interface StopFieldsProps {
  stop: StopForm;
  /** From 1. */
  position: number;
  errors: DraftErrors;
  onChange: (changes: Partial<StopForm>) => void;
  onRemove: () => void;
}

const kinds = Object.entries(stopWords).map(([value, label]) => ({ value, label }));

function StopFields({ stop, position, errors, onChange, onRemove }: StopFieldsProps) {
  const field = (name: 'name' | 'place' | 'date' | 'arrived' | 'departed') => ({
    'aria-label': words.ofStop(words[name], position),
    value: stop[name],
    error: errors[`${name} ${stop.key}`],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      onChange({ [name]: event.currentTarget.value });
    },
  });
  return (
    <tr>
      <td>
        <Select
          aria-label={words.ofStop(words.kind, position)}
          w={128}
          allowDeselect={false}
          data={kinds}
          value={stop.kind}
          onChange={(kind) => {
            if (kind !== null) onChange({ kind: kind as StopKind });
          }}
        />
      </td>
      <td style={{ width: '50%' }}>
        <TextInput miw={150} maxLength={500} {...field('name')} />
      </td>
      <td style={{ width: '50%' }}>
        <TextInput miw={150} maxLength={500} placeholder={words.placeHint} {...field('place')} />
      </td>
      <td>
        <TextInput w={150} type="date" {...field('date')} />
      </td>
      <td>
        <TextInput w={86} maxLength={5} placeholder={words.timeHint} {...field('arrived')} />
      </td>
      <td>
        <TextInput w={86} maxLength={5} placeholder={words.timeHint} {...field('departed')} />
      </td>
      <td>
        <RemoveRow label={words.removeStop(position)} onRemove={onRemove} />
      </td>
    </tr>
  );
}
