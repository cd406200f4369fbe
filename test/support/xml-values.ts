/** Reading XML with a strict parser: the text of each element by its path. */
import { SaxesParser } from 'saxes';

/** @returns path and text of every element without children, in the order of the file. @throws Error when it is not well-formed. */
export function xmlValues(xml: string): { path: string; text: string }[] {
  const values: { path: string; text: string }[] = [];
  const open: { name: string; text: string; hasChildren: boolean }[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ local }) => {
    const parent = open.at(-1);
    if (parent !== undefined) parent.hasChildren = true;
    open.push({ name: local, text: '', hasChildren: false });
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on('closetag', () => {
    const path = open.map(({ name }) => name).join('/');
    const { text, hasChildren } = open.pop() ?? { text: '', hasChildren: true };
    if (!hasChildren) values.push({ path, text });
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return values;
}
