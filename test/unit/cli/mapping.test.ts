import { describe, expect, it } from 'vitest';
import { applyMapping, parseDefault, parseMapEntry, withDefaults } from '../../../electron/cli/mapping.ts';

const field = (name: string, required = false) => ({ name, label: name, required, hint: '' });
const inspection = {
  fields: [field('usdot', true), field('legalName', true), field('phone')],
  headers: ['DOT', 'Name', 'Legal Name', 'Phone', 'PHONE '],
  mapping: { usdot: 'DOT', legalName: 'Name' },
};

describe('--map', () => {
  it('splits at the first equals sign', () => {
    expect(parseMapEntry('phone=Tel = mobile')).toEqual({ target: 'phone', source: 'Tel = mobile' });
    expect(() => parseMapEntry('phone')).toThrow(expect.objectContaining({ code: 'bad-mapping' }));
    expect(() => parseMapEntry('=Phone')).toThrow(expect.objectContaining({ code: 'bad-mapping' }));
  });

  it('takes a long form as JSON, and braces that are none as a heading', () => {
    const told = ['phone={"constant":"1"}', 'legalName={"columns":["legal name","DOT"]}'].map(parseMapEntry);
    expect(applyMapping(inspection, told)).toEqual({
      phone: { constant: '1' },
      legalName: { columns: ['Legal Name', 'DOT'], join: ' ' },
    });
    expect(parseMapEntry('phone={Tel}')).toEqual({ target: 'phone', source: '{Tel}' });
    expect(() => parseMapEntry('phone={"colum":"Phone"}')).toThrow(
      expect.objectContaining({ code: 'bad-mapping' }),
    );
  });

  it('changes what it names and keeps the rest as guessed', () => {
    expect(applyMapping(inspection, [{ target: 'legalName', source: 'Legal Name' }])).toEqual({
      usdot: 'DOT',
      legalName: 'Legal Name',
    });
  });

  it('takes a column away from the target that it was guessed for', () => {
    expect(applyMapping(inspection, [{ target: 'phone', source: 'Name' }])).toEqual({
      usdot: 'DOT',
      phone: 'Name',
    });
  });

  it('empties a target', () => {
    expect(applyMapping(inspection, [{ target: 'legalName', source: '' }])).toEqual({ usdot: 'DOT' });
  });

  it('finds a column without regard to case, unless two would fit', () => {
    expect(applyMapping(inspection, [{ target: 'legalName', source: 'legal name' }])).toMatchObject({
      legalName: 'Legal Name',
    });
    expect(applyMapping(inspection, [{ target: 'phone', source: 'PHONE ' }])).toMatchObject({
      phone: 'PHONE ',
    });
    expect(() => applyMapping(inspection, [{ target: 'phone', source: 'phone' }])).toThrow(
      expect.objectContaining({ code: 'unknown-column' }),
    );
  });

  it('lists what there is for an unknown target or column', () => {
    expect(() => applyMapping(inspection, [{ target: 'fone', source: 'Phone' }])).toThrow(
      /"fone".*usdot \(required\), legalName \(required\), phone/,
    );
    expect(() => applyMapping(inspection, [{ target: 'phone', source: 'Fone' }])).toThrow(
      /"Fone".*"DOT", "Name", "Legal Name"/,
    );
  });
});

describe('--set-default', () => {
  it('splits at the first equals sign, and wants both sides', () => {
    expect(parseDefault(' phone = a=b ')).toEqual(['phone', 'a=b']);
    for (const text of ['phone', 'phone=', '=x'])
      expect(() => parseDefault(text)).toThrow(expect.objectContaining({ code: 'bad-mapping' }));
  });

  it('fills what is empty: a column, a joined one, a target without a column; what is constant stays', () => {
    const mapping = {
      usdot: 'DOT',
      legalName: { columns: ['Name', 'Legal Name'], join: ' ' },
      status: { constant: 'active' },
    };
    const fields = [...inspection.fields, field('status'), field('city')];
    const defaults = [
      ['usdot', '1'],
      ['legalName', 'Nobody'],
      ['status', 'pending'],
      ['city', 'Reno'],
    ] as const;
    expect(withDefaults(fields, mapping, defaults)).toEqual({
      usdot: { column: 'DOT', whenEmpty: '1' },
      legalName: { columns: ['Name', 'Legal Name'], join: ' ', whenEmpty: 'Nobody' },
      status: { constant: 'active' },
      city: { constant: 'Reno' },
    });
  });

  it('lists what there is for an unknown target', () => {
    expect(() => withDefaults(inspection.fields, {}, [['fone', '1']])).toThrow(/"fone".*usdot \(required\)/);
  });
});
