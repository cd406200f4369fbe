/** A shipment in the words that are printed of it. */
import { fuelCents, type Shipment } from '../shipment.ts';
import { cleanLine } from './clean-text.ts';
import { dayOf, formatDay } from './dates.ts';
import { formatPercent, type MoneyFormat } from './money.ts';

export interface PrintedShipment {
  stops: { label: string; place: string; when: string }[];
  facts: { label: string; value: string }[];
}

const stopLabels = { pickup: 'Pickup', delivery: 'Delivery', stop: 'Stop' } as const;
const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** @returns null where there is nothing to print. */
export function printedShipment(shipment: Shipment | null, money: MoneyFormat): PrintedShipment | null {
  if (shipment === null) return null;
  const { trailer, seal, equipment, miles, pieces, weightPounds, commodity, fuel } = shipment;
  const number = (value: number | undefined, unit = '') =>
    value === undefined ? '' : `${plain.format(value)}${unit}`;
  const facts = [
    { label: 'Equipment', value: cleanLine(equipment ?? null) },
    { label: 'Trailer', value: cleanLine(trailer ?? null) },
    { label: 'Seal', value: cleanLine(seal ?? null) },
    { label: 'Commodity', value: cleanLine(commodity ?? null) },
    { label: 'Pieces', value: number(pieces) },
    { label: 'Weight', value: number(weightPounds, ' lb') },
    { label: 'Miles', value: number(miles) },
    { label: 'Fuel', value: fuel === undefined ? '' : fuelArithmetic(fuel, money) },
  ].filter(({ value }) => value !== '');
  const stops = (shipment.stops ?? []).map(({ kind, name, place, date, arrived, departed }) => ({
    label: stopLabels[kind],
    place: [name, place]
      .map((part) => cleanLine(part ?? null))
      .filter(Boolean)
      .join(', '),
    when: [
      date === undefined ? '' : formatDay(dayOf(date) ?? new Date(0)),
      arrived === undefined ? '' : `in ${arrived}`,
      departed === undefined ? '' : `out ${departed}`,
    ]
      .filter(Boolean)
      .join(' · '),
  }));
  return facts.length + stops.length === 0 ? null : { stops, facts };
}

/** `24.5% of $985.80 = $241.52 (DOE index …)`. */
function fuelArithmetic(fuel: NonNullable<Shipment['fuel']>, money: MoneyFormat): string {
  const how =
    'rateBp' in fuel
      ? `${formatPercent(fuel.rateBp)} of ${money.full(fuel.ofCents)}`
      : `${plain.format(fuel.miles)} mi × ${money.price(fuel.perMileE4)}`;
  const basis = cleanLine(fuel.basis ?? null);
  return `${how} = ${money.full(fuelCents(fuel))}${basis === '' ? '' : ` (${basis})`}`;
}
