/** Reading an XML part as it streams by, without ever holding more of it than one element's text. */
import { SaxesParser } from 'saxes';
import { UserError } from '../../errors.ts';
import type { Archive } from './archive.ts';
import { BrokenXml, damaged, tooLarge } from './faults.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Names come without their namespace prefix: programs differ in prefixes, and no two vocabularies meet in these parts. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** A cell holds 32,767 characters; what goes on for longer without a tag is no workbook. */
const longestStretch = 4 * 1024 * 1024;
const deepest = 100;

/**
 * @throws BrokenXml where it is not well-formed; what came before has been handed over.
 * @throws UserError what `Archive.read` finds, `workbook-damaged`, `workbook-too-large`
 */
export async function readXml(archive: Archive, part: string, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  let stretch = 0;
  parser.on('opentag', ({ name, attributes }) => {
    stretch = 0;
    depth += 1;
    if (depth > deepest) throw damaged(`the elements of its part "${part}" are nested too deep`);
    handler.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    stretch = 0;
    depth -= 1;
    handler.close?.(localName(name));
  });
  if (handler.text !== undefined) parser.on('text', (text) => handler.text?.(text));
  if (handler.text !== undefined) parser.on('cdata', (text) => handler.text?.(text));
  parser.on('doctype', () => {
    throw new UserError(
      'workbook-unsafe',
      `The part "${part}" of this workbook declares entities of its own, which no spreadsheet program writes and which can be harmful. Open it in Excel and save it anew.`,
    );
  });
  parser.on('error', (error) => {
    throw new BrokenXml(error.message);
  });
  let decoder: TextDecoder | undefined;
  let broken: BrokenXml | null = null;
  const take = (chunk: Buffer) => {
    stretch += chunk.length;
    if (stretch > longestStretch) throw tooLarge(`its part "${part}" holds a text that has no end`);
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    parser.write(decoded(decoder, chunk));
  };
  const end = () => {
    parser.write(decoded(decoder ?? new TextDecoder('utf-8')));
    parser.close();
  };
  // What is broken is unpacked to its end all the same: only then is it known whether the bytes before were the right ones.
  for await (const chunk of archive.read(part)) broken ??= fault(() => take(chunk));
  broken ??= fault(end);
  if (broken !== null) throw broken;
}

function fault(read: () => void): BrokenXml | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof BrokenXml) return error;
    throw error;
  }
}

function decoded(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch (error) {
    throw new BrokenXml('a character is broken', { cause: error });
  }
}

/** XML without a byte order mark is UTF-8; the two sixteen-bit forms have one. */
function encodingOf(first: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  return first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The same for a part of which a beginning is of no use. @throws UserError `workbook-damaged` and as `readXml` */
export async function readWholeXml(archive: Archive, part: string, handler: XmlHandler): Promise<void> {
  try {
    await readXml(archive, part, handler);
  } catch (error) {
    if (error instanceof BrokenXml)
      throw damaged(`its part "${part}" breaks off or is not well-formed`, error);
    throw error;
  }
}
