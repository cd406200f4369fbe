import { describe, expect, it } from 'vitest';
import { emptyForm, errorsOf, inputOf } from '../../../renderer/features/invoices/draft/draft-form.ts';
import {
  emptyShipment,
  shipmentErrors,
  shipmentFormOf,
  shipmentOf,
} from '../../../renderer/features/invoices/draft/shipment-form.ts';
import { shipmentProblem } from '../../../workers/invoices/shipment.ts';

const whole = {
  stops: [
    {
      kind: 'pickup',
      name: 'Harbor Cold Storage',
      place: 'Joliet, IL',
      date: '2026-10-26',
      arrived: '07:45',
    },
    { kind: 'stop', place: 'Gary, IN' },
    { kind: 'delivery', name: 'Northgate', place: 'Columbus, OH', date: '2026-10-27', departed: '23:59' },
  ],
  equipment: '53′ reefer',
  trailer: 'T-88',
  seal: '0042',
  commodity: 'Frozen peas',
  pieces: 24,
  weightPounds: 41_200.5,
  miles: 356.125,
};

describe('a shipment as it is typed', () => {
  it('comes back as it was, with what has no field', () => {
    const fuel = { rateBp: 2450, ofCents: 98_580, basis: 'DOE' };
    for (const shipment of [whole, { ...whole, fuel }]) {
      const form = shipmentFormOf(shipment);
      expect(shipmentErrors(form)).toEqual({});
      expect(shipmentOf(form)).toEqual(shipment);
      expect(shipmentProblem(shipmentOf(form))).toBeNull();
    }
  });

  it('that is left empty is none, with a row each for pickup and delivery', () => {
    expect(shipmentOf(emptyShipment())).toBeNull();
    expect(shipmentFormOf(null).stops.map(({ kind }) => kind)).toEqual(['pickup', 'delivery']);
    expect(shipmentFormOf({ miles: 12 }).stops).toHaveLength(2);
    expect(inputOf(emptyForm('C-1'))).toMatchObject({ shipment: null });
  });

  it('is refused at the field that is wrong, as the engine would', () => {
    const form = emptyShipment();
    const [first] = form.stops;
    if (first === undefined) throw new Error('There is no pickup.');
    const wrong = {
      ...form,
      stops: [{ ...first, arrived: '7:45', departed: '24:00', date: '26 Oct' }],
      pieces: 'many',
      weightPounds: '-1',
      miles: '1e3',
    };
    const fields = ['arrived', 'date', 'departed'].map((name) => `${name} ${first.key}`);
    expect(Object.keys(shipmentErrors(wrong)).toSorted()).toEqual(
      [...fields, 'miles', 'pieces', 'weightPounds'].toSorted(),
    );
    expect(errorsOf({ ...emptyForm('C-1'), shipment: wrong })).toMatchObject(shipmentErrors(wrong));
  });
});
