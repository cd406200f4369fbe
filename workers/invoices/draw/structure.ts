/**
 * The structure tree that screen readers walk (ISO 32000-1, 14.7): elements, and which marked content of which page is theirs. A
 * table has an element for each cell, thousands in a long invoice, so an element is a line of text here, not one of pdfkit's objects.
 */
import type { CompactFile, Reference } from './compact-file.ts';

/** An element that may still get content. */
export interface Element {
  readonly id: number;
  readonly type: string;
  readonly parent: number;
  readonly alt: string;
  /** The page of its first content; 0 without any. */
  page: number;
  /** What it holds, as it stands in the file. */
  kids: string;
}

interface Page {
  id: number;
  /** By the number of marked content, whose it is. */
  owners: string;
  count: number;
}

/** For readers of the table by cell. */
const attributes: Record<string, string> = { TH: '/A<</O/Table/Scope/Column>>' };

export class Structure {
  readonly #file: CompactFile;
  readonly #treeRoot: Reference;
  #elements: Element[] = [];
  readonly #pages: Page[] = [];
  /** Of the pages whose owners are written, the objects that hold them, in order. */
  readonly #settled: number[] = [];
  readonly root: Element;

  /** @param treeRoot the object that the catalogue names. */
  constructor(file: CompactFile, treeRoot: Reference) {
    this.#file = file;
    this.#treeRoot = treeRoot;
    this.root = this.#new('Document', treeRoot.id);
  }

  /** What follows belongs to this page. @returns its key in the tree of parents, for the page's own dictionary. */
  newPage(id: number): number {
    return this.#pages.push({ id, owners: '', count: 0 }) - 1;
  }

  /**
   * A new element inside `parent`, after what that holds already.
   * @param alt read in its place, of a picture; Latin or not.
   */
  element(parent: Element, type: string, alt = ''): Element {
    const element = this.#new(type, parent.id, alt);
    parent.kids += ` ${element.id} 0 R`;
    return element;
  }

  /** Gives an element the next marked content of the page. @returns the operator that begins it; `EMC` ends it. */
  begin(element: Element): string {
    const page = this.#pages.at(-1);
    if (page === undefined) throw new Error('There is no page to mark content on.');
    const mark = page.count++;
    page.owners += ` ${element.id} 0 R`;
    if (element.page === 0) element.page = page.id;
    element.kids += element.page === page.id ? ` ${mark}` : ` <</Type/MCR/Pg ${page.id} 0 R/MCID ${mark}>>`;
    return `/${element.type}<</MCID ${mark}>>BDC`;
  }

  /** Writes what there is but the root, of a part to which nothing will be added: a long file holds only the part under way. */
  settle(): void {
    const parts = this.#elements.filter((element) => element !== this.root);
    this.#elements = [this.root];
    this.#write(parts);
    this.#settlePages();
  }

  /** Writes the elements and the tree of parents. */
  end(): void {
    this.#write(this.#elements);
    this.#settlePages();
    const numbers = this.#settled.map((owners, key) => `${key} ${owners} 0 R`);
    const parents = this.#file.addObject(`<</Nums[${numbers.join(' ')}]>>`);
    this.#file.endObject(
      this.#treeRoot,
      `<</Type/StructTreeRoot/K ${this.root.id} 0 R/ParentTree ${parents} 0 R/ParentTreeNextKey ${numbers.length}>>`,
    );
  }

  #write(elements: readonly Element[]): void {
    for (const { id, type, parent, alt, page, kids } of elements) {
      const on = page === 0 ? '' : `/Pg ${page} 0 R`;
      this.#file.putObject(
        id,
        `<</S/${type}/P ${parent} 0 R${on}${attributes[type] ?? ''}${alternative(alt)}/K[${kids.slice(1)}]>>`,
      );
    }
  }

  #settlePages(): void {
    for (const page of this.#pages.slice(this.#settled.length)) {
      this.#settled.push(this.#file.addObject(`[${page.owners.slice(1)}]`));
      page.owners = '';
    }
  }

  #new(type: string, parent: number, alt = ''): Element {
    const element = { id: this.#file.reserve(), type, parent, alt, page: 0, kids: '' };
    this.#elements.push(element);
    return element;
  }
}

/** As a text string in UTF-16 (ISO 32000-1, 7.9.2.2), in hexadecimal digits. */
function alternative(alt: string): string {
  if (alt === '') return '';
  return `/Alt<FEFF${Buffer.from(alt, 'utf16le').swap16().toString('hex')}>`;
}
