import { describe, expect, test } from 'vitest';
import { jobText } from '../../../workers/api/search/job-text.ts';
import { secretRemover } from '../../../workers/support/redact.ts';

const textOf = (payload: unknown, error: unknown = null, secrets: string[] = []) =>
  jobText(
    {
      payload: JSON.stringify(payload),
      error: error === null ? null : JSON.stringify(error),
    },
    secretRemover(secrets),
  );

describe('what can be found of a job', () => {
  test('are the values of its payload at any depth, folded, and not the names of its fields', () => {
    const text = textOf({
      customer: { name: 'Café "Solé"', numbers: [1042, -3.5] },
      flags: [true, null],
      lines: 'one\ntwo',
    });
    expect(text).toBe('cafe "sole"\n1042\n-3.5\none two\n\n');
  });

  test('is its error too, by code and by message', () => {
    expect(textOf({}, { code: 'font-missing', message: 'The Font is gone.' })).toBe(
      'font-missing\nthe font is gone.\n\n',
    );
  });

  test.each([
    ['a field that is called so', { password: 'hunter2', apiKey: ['hunter2'], server: 'mail' }, null],
    ['an address', { url: 'smtp://clerk:hunter2@mail.example.com' }, null],
    ['a header', { note: 'Authorization: Bearer hunter2' }, null],
    ['an error', {}, { code: 'refused', message: 'redis://:hunter2@10.0.0.1 said no, password=hunter2' }],
  ])('is no secret in %s', (_, payload, error) => {
    expect(textOf(payload, error)).not.toContain('hunter2');
  });

  test('is no secret of this install, wherever it stands, while addresses and amounts are found', () => {
    const text = textOf({ note: 'said Quokka-42 twice', to: 'ap@example.com', total: '1,250.00' }, null, [
      'Quokka-42',
    ]);
    expect(text).not.toContain('quokka');
    expect(text).toContain('ap@example.com');
    expect(text).toContain('1,250.00');
  });

  test('of a huge payload is its beginning, also where the JSON was cut off', () => {
    const whole = JSON.stringify({ ids: Array.from({ length: 5000 }, (_, i) => `id-${i}`) });
    const text = jobText({ payload: whole, error: null }, (same) => same);
    expect(text.length).toBeLessThan(16_500);
    expect(text).toContain('id-1000\n');
    for (let length = 0; length < 60; length += 1) {
      const cut = jobText({ payload: whole.slice(0, length), error: null }, (same) => same);
      expect(cut.startsWith(length > 15 ? 'id-0' : '')).toBe(true);
    }
    expect(jobText({ payload: '{"a":"b\\', error: null }, (same) => same)).toBe('b\\\n\n'.replace('\\', ''));
  });
});
