/** How the goods travelled, as it is typed, and back. Pure. What it may hold is the engine's word: workers/invoices/shipment.ts. */
import type { ShipmentJson } from '../../../../workers/api/wire.ts';
import { decimalText, parseDecimal } from '../../../format/decimal.ts';
import { shipmentTexts as words } from './shipment-texts.ts';

export type StopKind = 'pickup' | 'delivery' | 'stop';

export interface StopForm {
  /** Tells stops apart while they are moved about. */
  key: string;
  kind: StopKind;
  name: string;
  place: string;
  date: string;
  arrived: string;
  departed: string;
}

export interface ShipmentForm {
  stops: StopForm[];
  equipment: string;
  trailer: string;
  seal: string;
  commodity: string;
  pieces: string;
  weightPounds: string;
  miles: string;
  /** What has no field here, such as the arithmetic of the fuel surcharge: it is kept. */
  others: ShipmentJson;
}

export const shipmentWords = ['equipment', 'trailer', 'seal', 'commodity'] as const;
export const shipmentNumbers = ['pieces', 'weightPounds', 'miles'] as const;

export const emptyStop = (kind: StopKind): StopForm => ({
  key: crypto.randomUUID(),
  kind,
  name: '',
  place: '',
  date: '',
  arrived: '',
  departed: '',
});

/** With a row for a pickup and one for a delivery: what is left empty is not kept. */
export const emptyShipment = (): ShipmentForm => ({
  stops: [emptyStop('pickup'), emptyStop('delivery')],
  equipment: '',
  trailer: '',
  seal: '',
  commodity: '',
  pieces: '',
  weightPounds: '',
  miles: '',
  others: {},
});

export function shipmentFormOf(shipment: ShipmentJson | null): ShipmentForm {
  const empty = emptyShipment();
  if (shipment === null) return empty;
  const { stops, equipment, trailer, seal, commodity, pieces, weightPounds, miles, ...others } = shipment;
  const given = Array.isArray(stops) ? stops.map((stop: Record<string, unknown>) => stopForm(stop)) : [];
  return {
    stops: given.length === 0 ? empty.stops : given,
    equipment: text(equipment),
    trailer: text(trailer),
    seal: text(seal),
    commodity: text(commodity),
    pieces: text(pieces),
    weightPounds: text(weightPounds),
    miles: text(miles),
    others,
  };
}

function stopForm(stop: Record<string, unknown>): StopForm {
  const { kind } = stop;
  return {
    key: crypto.randomUUID(),
    kind: kind === 'pickup' || kind === 'delivery' ? kind : 'stop',
    name: text(stop['name']),
    place: text(stop['place']),
    date: text(stop['date']),
    arrived: text(stop['arrived']),
    departed: text(stop['departed']),
  };
}

/** By field; of a stop as `arrived <key>`. */
export function shipmentErrors(form: ShipmentForm): Partial<Record<string, string>> {
  const errors: Partial<Record<string, string>> = {};
  for (const field of shipmentNumbers)
    if (form[field].trim() !== '' && numberOf(form[field]) === null) errors[field] = words.errors[field];
  for (const stop of form.stops) {
    for (const field of ['arrived', 'departed'] as const)
      if (stop[field] !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(stop[field]))
        errors[`${field} ${stop.key}`] = words.errors.time;
    if (stop.date !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(stop.date))
      errors[`date ${stop.key}`] = words.errors.date;
  }
  return errors;
}

/** Of a form without errors; null where nothing is known of the shipment. */
export function shipmentOf(form: ShipmentForm): ShipmentJson | null {
  const stops = form.stops.flatMap(({ key: _key, kind, ...rest }) => {
    const given = filled(rest);
    return Object.keys(given).length === 0 ? [] : [{ kind, ...given }];
  });
  const numbers = shipmentNumbers.flatMap((field) => {
    const value = numberOf(form[field]);
    return value === null ? [] : [[field, value] as const];
  });
  const shipment = {
    ...form.others,
    ...(stops.length === 0 ? {} : { stops }),
    ...filled(Object.fromEntries(shipmentWords.map((field) => [field, form[field]]))),
    ...Object.fromEntries(numbers),
  };
  return Object.keys(shipment).length === 0 ? null : shipment;
}

function filled(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  );
}

/** At most three decimal places; null for what is no number, or below zero. */
function numberOf(typed: string): number | null {
  const thousandths = parseDecimal(typed, 3);
  return thousandths === null || thousandths < 0 ? null : thousandths / 1000;
}

/** A number in the notation in which it is read again, without an exponent. */
function text(value: unknown): string {
  if (typeof value === 'number') return decimalText(Math.round(value * 1000), 3, 0);
  return typeof value === 'string' ? value : '';
}
