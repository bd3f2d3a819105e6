import { SaxesParser } from 'saxes';
import type { Archive } from './archive.ts';
import { depthLimit } from './limits.ts';
import { PlanReadingRefused } from './refused.ts';

/** Attributes by local name. */
export type Attributes = Readonly<Record<string, string>>;

/** What is done with the elements of a part, by local name. False from `open` ends the reading. */
export interface XmlHandler {
  readonly open: (name: string, attributes: Attributes) => boolean;
  readonly close: (name: string) => void;
  readonly text?: (text: string) => void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Streams a part through a parser that knows no entities but XML's own. A DOCTYPE, too deep nesting or broken markup is refused with `plan.unreadable`. */
export async function readXml(archive: Archive, part: string, handler: XmlHandler): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const refused = (): PlanReadingRefused => new PlanReadingRefused('plan.unreadable', { where: part });
  let depth = 0;
  let more = true;
  parser.on('doctype', () => {
    throw refused();
  });
  parser.on('error', () => {
    throw refused();
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > depthLimit) throw refused();
    if (!more) return;
    const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [name, value] of Object.entries(tag.attributes)) attributes[local(name)] = String(value);
    more = handler.open(local(tag.name), attributes);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    if (more) handler.close(local(tag.name));
  });
  const { text } = handler;
  if (text) {
    parser.on('text', (value) => {
      if (more) text(value);
    });
    parser.on('cdata', (value) => {
      if (more) text(value);
    });
  }
  await archive.read(part, (chunk) => {
    parser.write(chunk);
    return more;
  });
  if (more) parser.close();
}

/** Targets of a part's relationships by id, made absolute; external ones are left out. */
export async function readRelations(archive: Archive, part: string): Promise<ReadonlyMap<string, { readonly type: string; readonly target: string }>> {
  const folder = part.includes('/') ? part.slice(0, part.lastIndexOf('/') + 1) : '';
  const file = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const found = new Map<string, { readonly type: string; readonly target: string }>();
  if (!archive.names.includes(file)) return found;
  await readXml(archive, file, {
    open: (name, { Id, Type, Target, TargetMode }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined && TargetMode !== 'External') found.set(Id, { type: Type ?? '', target: resolve(folder, Target) });
      return found.size < 2_000;
    },
    close: () => undefined,
  });
  return found;
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder.split('/').filter((step) => step.length > 0);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step.length > 0) steps.push(step);
  }
  return steps.join('/');
}

/** The part that an office file begins with. */
export async function mainPart(archive: Archive, usual: string): Promise<string> {
  const relations = await readRelations(archive, '');
  const main = [...relations.values()].find((relation) => relation.type.endsWith('/officeDocument'))?.target;
  return main !== undefined && archive.names.includes(main) ? main : usual;
}
