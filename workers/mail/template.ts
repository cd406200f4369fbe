/**
 * Texts with places in them: `{{name}}` is a value, `{{#name}}…{{/name}}` is left out where the value is empty. In HTML every value is
 * escaped, and its line ends become breaks: nothing of a customer's name is ever markup.
 */
import { readFileSync } from 'node:fs';
import { resourcePath } from '../paths.ts';

export type TemplateValues = Readonly<Record<string, string>>;

const read = new Map<string, string>();

/** @param file below `resources/mail`, such as `invoice.html`. */
export function mailTemplate(file: string): string {
  let text = read.get(file);
  if (text === undefined) {
    text = readFileSync(resourcePath('mail', file), 'utf8');
    read.set(file, text);
  }
  return text;
}

export function fillText(template: string, values: TemplateValues): string {
  return fill(template, values, (value) => value);
}

export function fillHtml(template: string, values: TemplateValues): string {
  return fill(template, values, (value) => escapeHtml(value).replaceAll('\n', '<br />'));
}

/** @throws Error for a place that has no value: a mistake in the template. */
function fill(template: string, values: TemplateValues, shown: (value: string) => string): string {
  const valueOf = (name: string): string => {
    const value = values[name];
    if (value === undefined) throw new Error(`The template asks for “${name}”, which there is not.`);
    return value;
  };
  return template
    .replaceAll(/\{\{#(\w+)\}\}([\s\S]*?)\{\{\/\1\}\}/g, (_, name: string, inner: string) =>
      valueOf(name) === '' ? '' : inner,
    )
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => shown(valueOf(name)));
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
