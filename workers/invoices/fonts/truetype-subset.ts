/**
 * Cutting a TrueType file down to the glyphs that a document uses (OpenType 1.9: table directory, glyf, loca, hmtx).
 *
 * fontkit does this too, but decodes every outline of every document again, a third of the time and garbage of a page. Outlines need
 * no decoding: their bytes are copied, and only the glyph numbers inside composite ones change.
 */

/** What a font file embedded in a PDF needs (ISO 32000-1, 9.9). */
const copiedTables = ['cvt ', 'fpgm', 'prep'] as const;

/** Flags of a composite glyph's component. */
const argumentsAreWords = 0x0001;
const hasScale = 0x0008;
const moreComponents = 0x0020;
const hasTwoScales = 0x0040;
const hasMatrix = 0x0080;

export class TrueTypeFile {
  readonly #bytes: Buffer;
  readonly #tables = new Map<string, Buffer>();
  readonly #longOffsets: boolean;
  readonly #metricsCount: number;

  /** @throws Error when the file has no TrueType outlines. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    const count = bytes.readUInt16BE(4);
    for (let i = 0; i < count; i++) {
      const record = 12 + i * 16;
      const offset = bytes.readUInt32BE(record + 8);
      const length = bytes.readUInt32BE(record + 12);
      this.#tables.set(
        bytes.toString('latin1', record, record + 4),
        this.#bytes.subarray(offset, offset + length),
      );
    }
    this.#longOffsets = this.#table('head').readInt16BE(50) === 1;
    this.#metricsCount = this.#table('hhea').readUInt16BE(34);
  }

  /** @param glyphs the file's glyph numbers in the order of the subset's; number 0 first. Components are added at the end. */
  subset(glyphs: readonly number[]): Buffer {
    const order = [...glyphs];
    const places = new Map<number, number>();
    for (const [place, glyph] of order.entries()) if (!places.has(glyph)) places.set(glyph, place);
    const placeOf = (glyph: number) => {
      let place = places.get(glyph);
      if (place === undefined) {
        place = order.push(glyph) - 1;
        places.set(glyph, place);
      }
      return place;
    };
    const outlines: Buffer[] = [];
    for (let i = 0; i < order.length; i++) outlines.push(renumbered(this.#outline(order[i] ?? 0), placeOf));

    const loca = Buffer.alloc((order.length + 1) * 4);
    const hmtx = Buffer.alloc(order.length * 4);
    let end = 0;
    for (const [i, outline] of outlines.entries()) {
      end += aligned(outline.length);
      loca.writeUInt32BE(end, (i + 1) * 4);
      this.#copyMetrics(order[i] ?? 0, hmtx, i * 4);
    }
    const head = Buffer.from(this.#table('head'));
    head.writeInt16BE(1, 50);
    const hhea = Buffer.from(this.#table('hhea'));
    hhea.writeUInt16BE(order.length, 34);
    const maxp = Buffer.from(this.#table('maxp'));
    maxp.writeUInt16BE(order.length, 4);
    const tables = new Map<string, Buffer>([
      ['glyf', Buffer.concat(outlines.map(padded))],
      ['head', head],
      ['hhea', hhea],
      ['hmtx', hmtx],
      ['loca', loca],
      ['maxp', maxp],
    ]);
    for (const tag of copiedTables) {
      const table = this.#tables.get(tag);
      if (table !== undefined) tables.set(tag, table);
    }
    return assembled(tables);
  }

  #table(tag: string): Buffer {
    const table = this.#tables.get(tag);
    if (table === undefined) throw new Error(`The font file has no table ${tag}.`);
    return table;
  }

  #outline(glyph: number): Buffer {
    const loca = this.#table('loca');
    const at = (i: number) => (this.#longOffsets ? loca.readUInt32BE(i * 4) : loca.readUInt16BE(i * 2) * 2);
    return this.#table('glyf').subarray(at(glyph), at(glyph + 1));
  }

  /** Advance and left bearing; the last glyphs of a font may share the last advance. */
  #copyMetrics(glyph: number, to: Buffer, offset: number): void {
    const hmtx = this.#table('hmtx');
    const last = this.#metricsCount - 1;
    to.writeUInt16BE(hmtx.readUInt16BE(Math.min(glyph, last) * 4), offset);
    const bearing = glyph <= last ? glyph * 4 + 2 : this.#metricsCount * 4 + (glyph - last - 1) * 2;
    to.writeInt16BE(hmtx.readInt16BE(bearing), offset + 2);
  }
}

/** A composite glyph names others by number: a copy with the subset's numbers. Simple ones are returned as they are. */
function renumbered(outline: Buffer, placeOf: (glyph: number) => number): Buffer {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return outline;
  const copy = Buffer.from(outline);
  for (let at = 10; ;) {
    const flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(placeOf(copy.readUInt16BE(at + 2)), at + 2);
    if ((flags & moreComponents) === 0) return copy;
    at += 4 + (flags & argumentsAreWords ? 4 : 2);
    if (flags & hasScale) at += 2;
    else if (flags & hasTwoScales) at += 4;
    else if (flags & hasMatrix) at += 8;
  }
}

/** A font file of these tables, with its checksums. */
function assembled(tables: ReadonlyMap<string, Buffer>): Buffer {
  const tags = [...tables.keys()].sort();
  const header = Buffer.alloc(12 + tags.length * 16);
  const power = 2 ** Math.floor(Math.log2(tags.length));
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(tags.length, 4);
  header.writeUInt16BE(power * 16, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((tags.length - power) * 16, 10);
  tables.get('head')?.writeUInt32BE(0, 8);
  const bodies: Buffer[] = [];
  let offset = header.length;
  let headAt = 0;
  for (const [i, tag] of tags.entries()) {
    const table = tables.get(tag) ?? Buffer.alloc(0);
    const body = padded(table);
    const record = 12 + i * 16;
    header.write(tag, record, 'latin1');
    header.writeUInt32BE(checksum(body), record + 4);
    header.writeUInt32BE(offset, record + 8);
    header.writeUInt32BE(table.length, record + 12);
    if (tag === 'head') headAt = offset;
    bodies.push(body);
    offset += body.length;
  }
  const file = Buffer.concat([header, ...bodies]);
  file.writeUInt32BE((0xb1b0afba - checksum(file)) >>> 0, headAt + 8);
  return file;
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 4) sum = (sum + bytes.readUInt32BE(i)) >>> 0;
  return sum;
}

const aligned = (length: number) => (length + 3) & ~3;

function padded(bytes: Buffer): Buffer {
  if (bytes.length % 4 === 0) return bytes;
  const copy = Buffer.alloc(aligned(bytes.length));
  bytes.copy(copy);
  return copy;
}
