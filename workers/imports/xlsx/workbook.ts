/** What a workbook says of itself: its sheets in order, and where their cells, texts and formats are. */
import { posix } from 'node:path';
import { refuseArchive } from '../file-kind.ts';
import type { Archive } from './archive.ts';
import { damaged } from './faults.ts';
import { readWholeXml, type Attributes } from './xml.ts';

export interface Sheet {
  name: string;
  hidden: boolean;
  /** The part that holds its cells. */
  part: string;
}

export interface Workbook {
  sheets: Sheet[];
  /** Days are counted from 1904, as Excel for the Mac did. */
  from1904: boolean;
  /** Null where the workbook has none: then every text stands in its cell, or no number has a format. */
  stringsPart: string | null;
  stylesPart: string | null;
}

interface Relation {
  /** Last word of its type: `worksheet`, `styles`. Strict and transitional workbooks differ only in what is before it. */
  type: string;
  part: string;
}

/**
 * @param fileName for the words of a refusal.
 * @throws UserError `binary-file` when the archive is no workbook, `workbook-damaged`, and what `readXml` finds.
 */
export async function readWorkbook(archive: Archive, fileName: string): Promise<Workbook> {
  const root = await relationsOf(archive, '');
  const main = [...root.values()].find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  // Most programs call it so, but only the relation counts; a document or a presentation has one of the same type.
  if (!archive.has(main) || !main.endsWith('.xml') || /^(?:word|ppt)\//i.test(main))
    refuseArchive(archive.names, fileName);
  const relations = await relationsOf(archive, main);
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readWholeXml(archive, main, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet') return;
      const relation = relations.get(relationId(attributes));
      // Chart and dialog sheets have no cells.
      if (relation !== undefined && relation.type !== 'worksheet') return;
      const shown = attributes['name'] ?? `Sheet ${sheets.length + 1}`;
      if (relation === undefined) throw damaged(`it does not say where its sheet "${shown}" is`);
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      sheets.push({ name: shown, hidden, part: relation.part });
    },
  });
  if (sheets.length === 0) throw damaged('it has no sheet with cells');
  const partOf = (wanted: string) => {
    const found = [...relations.values()].find(({ type }) => type === wanted);
    return found !== undefined && archive.has(found.part) ? found.part : null;
  };
  return { sheets, from1904, stringsPart: partOf('sharedStrings'), stylesPart: partOf('styles') };
}

/** The relations of a part by id; of the archive itself with ''. */
async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const relations = new Map<string, Relation>();
  const relationsPart = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(relationsPart)) return relations;
  await readWholeXml(archive, relationsPart, {
    open(name, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      if (name !== 'Relationship' || id === undefined || target === undefined || mode === 'External') return;
      // An absolute target is meant from the archive's root.
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      relations.set(id, { type: (type ?? '').split('/').at(-1) ?? '', part: path });
    },
  });
  return relations;
}

/** `r:id`, with whatever prefix; not `sheetId`. */
function relationId(attributes: Attributes): string {
  const key = Object.keys(attributes).find((name) => name.endsWith(':id'));
  return attributes[key ?? ''] ?? '';
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
