import { inflateSync } from 'node:zlib';

/** Characters of one object's dictionary, bytes of one stream of objects packed and unpacked, and of all of them: beyond these a file's pages are not told. */
const longestObject = 262_144;
const longestPacked = 4_194_304;
const longestUnpacked = 4_194_304;
const mostUnpacked = 67_108_864;
/** Nodes of the tree of pages that are remembered. */
const mostNodes = 100_000;

const types = { catalog: /\/Type\s*\/Catalog(?![A-Za-z])/, pages: /\/Type\s*\/Pages(?![A-Za-z])/, packed: /\/Type\s*\/ObjStm(?![A-Za-z])/ } as const;
const rootOf = /\/Pages\s+(\d{1,9})\s+\d{1,5}\s+R/;
/** A number that stands in the dictionary itself, not behind a reference. */
const countOf = /\/Count\s+(\d{1,9})(?!\d|\s+\d+\s+R)/;
const firstOf = /\/First\s+(\d{1,9})(?!\d|\s+\d+\s+R)/;
const numberIn = (pattern: RegExp, dictionary: string): number | undefined => {
  const found = pattern.exec(dictionary)?.[1];
  return found === undefined ? undefined : Number(found);
};

/**
 * How many pages a PDF says it has: the count at the root of its tree of pages (ISO 32000-1, 7.7.3), in its newest version, also where objects are packed into streams. Reads it as it passes by,
 * keeping one object at a time. What cannot be read so, such as an encrypted file with packed objects, has no count.
 */
export class PdfPages {
  #text = '';
  #state: 'object' | 'packed' | 'skipped' = 'object';
  /** The dictionary of the stream that is being read. */
  #stream = '';
  #root: number | undefined;
  #unpacked = 0;
  #broken = false;
  /** What each node of the tree of pages counts, by the number of its object. */
  readonly #counts = new Map<number, number>();

  /** The next piece of the file. */
  push(bytes: Uint8Array): void {
    if (this.#broken) return;
    this.#text += Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    while (!this.#broken && (this.#state === 'object' ? this.#object() : this.#streamed()));
  }

  /** Of what has passed by; undefined where it does not tell. */
  get count(): number | undefined {
    return this.#broken || this.#root === undefined ? undefined : this.#counts.get(this.#root);
  }

  /** Takes one object up to its end, or to the stream that follows its dictionary; false when its end has not come yet. */
  #object(): boolean {
    const end = /\bendobj\b|>>\s*stream\r?\n/.exec(this.#text);
    if (!end) {
      // Between two objects there may lie anything; of a longer one the tree of pages is not made.
      if (this.#text.length > longestObject) this.#text = this.#text.slice(-longestObject);
      return false;
    }
    const body = this.#text.slice(0, end.index + 2);
    const begin = [...body.matchAll(/\b(\d{1,9})\s+\d{1,5}\s+obj\b/g)].at(-1);
    const dictionary = begin ? body.slice(begin.index + begin[0].length) : '';
    this.#text = this.#text.slice(end.index + end[0].length);
    if (end[0] === 'endobj') {
      if (begin) this.#remember(Number(begin[1]), dictionary);
    } else {
      this.#stream = dictionary;
      this.#state = types.packed.test(dictionary) ? 'packed' : 'skipped';
    }
    return true;
  }

  /** Takes a stream up to its end; false when that has not come yet. */
  #streamed(): boolean {
    const end = this.#text.indexOf('endstream');
    if (end < 0) {
      if (this.#state === 'skipped') this.#text = this.#text.slice(-'endstream'.length);
      else if (this.#text.length > longestPacked) this.#broken = true;
      return false;
    }
    if (this.#state === 'packed') this.#unpack(this.#text.slice(0, end));
    this.#text = this.#text.slice(end + 'endstream'.length);
    this.#state = 'object';
    return true;
  }

  /** A stream of objects: their numbers and places, then the objects themselves (7.5.7). */
  #unpack(packed: string): void {
    const first = numberIn(firstOf, this.#stream);
    const isPlain = !this.#stream.includes('/Filter');
    if (first === undefined || !(isPlain || /\/Filter\s*\[?\s*\/FlateDecode/.test(this.#stream))) {
      this.#broken = true;
      return;
    }
    let text: string;
    try {
      text = isPlain ? packed : inflateSync(Buffer.from(packed, 'latin1'), { maxOutputLength: longestUnpacked }).toString('latin1');
    } catch {
      this.#broken = true;
      return;
    }
    this.#unpacked += text.length;
    if (this.#unpacked > mostUnpacked) {
      this.#broken = true;
      return;
    }
    const places = [...text.slice(0, first).matchAll(/(\d{1,9})\s+(\d{1,9})/g)].map(([, number, offset]) => [Number(number), first + Number(offset)] as const);
    // In the order of their places none is read twice, whatever the file says.
    places.sort((a, b) => a[1] - b[1]);
    places.forEach(([number, from], index) => {
      this.#remember(number, text.slice(from, places[index + 1]?.[1] ?? text.length));
    });
  }

  /** The newest version of an object is the last in the file. */
  #remember(number: number, dictionary: string): void {
    if (types.catalog.test(dictionary)) this.#root = numberIn(rootOf, dictionary);
    if (!types.pages.test(dictionary)) return;
    const count = numberIn(countOf, dictionary);
    if (count !== undefined && this.#counts.size < mostNodes) this.#counts.set(number, count);
    else this.#counts.delete(number);
  }
}
