import { expect, test } from 'vitest';
import { placeOf } from '../../../renderer/features/partners/place.ts';
import { leadKey, statusWord } from '../../../renderer/features/partners/texts.ts';

test('a place is made of what is known', () => {
  expect(placeOf({ city: 'Fresno', region: 'CA', country: 'US' })).toBe('Fresno, CA, US');
  expect(placeOf({ city: 'Łódź', region: '', country: null })).toBe('Łódź');
  expect(placeOf({ city: null, region: null, country: null })).toBe('');
});

test('the key of a lead reads as words', () => {
  expect(leadKey('phone:4681234567')).toBe('Phone 4681234567');
  expect(leadKey('name:blue river|93706')).toBe('Name blue river, 93706');
  expect(leadKey('email:a:b@example.com')).toBe('E-mail a:b@example.com');
  expect(leadKey('constructor:x')).toBe('constructor:x');
  expect(leadKey('no kind')).toBe('no kind');
});

test('a status that the console does not know is shown as it is', () => {
  expect(statusWord('do-not-use')).toBe('Do not use');
  expect(statusWord('odd')).toBe('Odd');
  expect(statusWord('')).toBe('');
});
