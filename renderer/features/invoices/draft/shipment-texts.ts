/** Words of a draft's shipment: those that the PDF prints. */
import type { StopKind } from './shipment-form.ts';

export const stopWords: Record<StopKind, string> = {
  pickup: 'Pickup',
  delivery: 'Delivery',
  stop: 'Stop',
};

export const shipmentTexts = {
  title: 'Shipment',
  hint: 'Printed on the invoice. What is left empty is left out.',
  kind: 'Stop',
  name: 'Name',
  place: 'Place',
  placeHint: 'City and state',
  date: 'Date',
  arrived: 'In',
  departed: 'Out',
  timeHint: '08:30',
  ofStop: (what: string, n: number) => `${what}, stop ${n}`,
  removeStop: (n: number) => `Remove stop ${n}`,
  remove: 'Remove',
  addStop: 'Add a stop',
  fields: {
    equipment: 'Equipment',
    trailer: 'Trailer',
    seal: 'Seal',
    commodity: 'Commodity',
    pieces: 'Pieces',
    weightPounds: 'Weight, lb',
    miles: 'Miles',
  },
  errors: {
    pieces: 'Such as 24',
    weightPounds: 'Such as 41200',
    miles: 'Such as 356.5',
    time: 'Such as 08:30',
    date: 'A day',
  },
};
