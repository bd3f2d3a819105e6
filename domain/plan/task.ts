import type { BeijingDate } from '../process/time.ts';
import type { PhaseKind, TaskKind } from '../task/state.ts';
import { annexHoldsTasks, type ChapterKind, chapterKind, isCertainlyNoTask } from './chapter.ts';
import type { DateBase } from './date.ts';
import { type Rhythm, type Timing, timingOfField, timingOfText } from './deadline.ts';
import type { Listed } from './list.ts';
import { type MarkedUnits, type Marks, readMarks, readUnits } from './mark.ts';
import { rankOf } from './marker.ts';
import type { Node, Outline } from './outline.ts';
import { orderedSet, setOf } from './set.ts';
import type { TableRow } from './table.ts';
import { flat, sentences } from './text.ts';
import type { UnitSet } from './unit.ts';

/** A task as its text states it, before units are looked up and numbers made unique. */
export interface RawTask {
  readonly line: number;
  readonly lastLine: number;
  /** Numbers from the outermost chapter to the item. */
  readonly path: readonly { readonly node: Node | undefined; readonly ordinal: number }[];
  readonly given?: string;
  readonly label: string;
  readonly section: { readonly key: string; readonly title: string; readonly label: string; readonly line: number } | undefined;
  readonly content: string;
  readonly title?: string;
  readonly standard?: string;
  readonly evidence: readonly string[];
  readonly weight?: number;
  readonly leads: readonly string[];
  /** Leads named without telling lead from supporting. */
  readonly leadAssumed: boolean;
  readonly supporting: readonly string[];
  /** `names`: the units one by one. */
  readonly each: (UnitSet & { readonly names?: readonly string[] }) | undefined;
  /** Where the list says it; elsewhere it follows from the rest. */
  readonly kind?: TaskKind;
  readonly dueOn: BeijingDate | null;
  readonly rhythm: Rhythm | null;
  readonly timing: Timing;
  readonly phase?: string;
  readonly phaseKind?: PhaseKind;
  readonly quote: string;
  readonly inlineAfter?: Node;
  readonly mergedRows: number;
  readonly sharesWith?: string;
  readonly where?: string;
  readonly listed?: Listed;
}

/** A chapter whose title says that it holds no tasks, with how many numbered items were left unread. */
export interface UnreadChapter {
  readonly line: number;
  readonly title: string;
  readonly count: number;
}

interface Leaf {
  readonly node: Node;
  readonly ancestors: readonly Node[];
  readonly marks: Marks;
}

const titleOf = (node: Node): string => (sentences(node.head)[0]?.text ?? node.head).trim();
const textOf = (node: Node): string => [node.head, ...joinWrapped(node)].filter((text) => text.length > 0).join('\n');

/** Paragraphs, with lines that a page broke in mid-sentence joined again. */
function joinWrapped(node: Node): readonly string[] {
  const joined: string[] = [];
  let open = false;
  for (const paragraph of node.paragraphs) {
    const text = paragraph.text;
    const last = joined.at(-1);
    if (open && last !== undefined && !/^(?:责任|牵头|配合|完成|工作|[(（【])/.test(text)) joined[joined.length - 1] = last + text;
    else joined.push(text);
    open = text.length >= 25 && !/[。；;：:！!？?)）]$/.test(text);
  }
  return joined;
}
/** A first line broken in mid-sentence runs on into the paragraph after it. */
const runsOn = (node: Node): boolean =>
  node.head.length >= 25 && !/[。；;：:！!？?)）]$/.test(node.head) && node.paragraphs.length > 0 && node.paragraphs[0]?.line === node.line + 1;
const fullText = (node: Node): string => (runsOn(node) ? textOf(node).replace('\n', '') : textOf(node));

const named = (marks: Marks): boolean => marks.units.length > 0;

/** Numbers of the items below a piece that are numbered 1., 2., 3., in order. */
const arabicBelow = (node: Node): readonly number[] =>
  node.children.flatMap((child) => (child.marker?.style === 'arabic' && !child.marker.outer ? [child.marker.ordinal] : arabicBelow(child)));

/** Kinds of chapters, with those made chapters of tasks whose items go on in the numbers of the tasks before them: who numbered them so counted them as such. */
function withRunningNumbers(nodes: readonly Node[], kinds: readonly ChapterKind[]): readonly ChapterKind[] {
  let last = 0;
  return nodes.map((node, index) => {
    const kind = kinds[index] ?? 'open';
    const numbers = arabicBelow(node);
    const runsOnFrom = (kind === 'none' || kind === 'background') && last > 0 && numbers[0] === last + 1 && !isCertainlyNoTask(titleOf(node));
    const settled = runsOnFrom ? 'task' : kind;
    if (settled === 'task' || settled === 'open') last = numbers.at(-1) ?? last;
    return settled;
  });
}

/**
 * The leaves that are tasks. A numbered piece without numbered pieces below it is one task, its paragraphs being its content; what has such pieces is a heading, its paragraphs an introduction.
 * Chapters of aims, steps, background, organisation and safeguards hold none, unless an item there names who is responsible or their numbers run on; those that may hold some all the same are `unread`.
 */
function taskLeaves(outline: Outline, base: DateBase): { readonly leaves: readonly Leaf[]; readonly unread: readonly UnreadChapter[] } {
  const leaves: Leaf[] = [];
  const unread: UnreadChapter[] = [];
  let passed = 0;
  const read = (node: Node): Marks => readMarks(fullText(node), base);
  const collect = (node: Node, ancestors: readonly Node[], kind: ChapterKind): void => {
    if (node.children.every((child) => child.children.length === 0 && fullText(child).trim().length === 0)) {
      const text = fullText(node).trim();
      if (text.replace(/[^\p{L}\p{N}]/gu, '').length < 2) return;
      const marks = read(node);
      if (kind === 'task' || kind === 'open' || (kind === 'none' && named(marks))) leaves.push({ node, ancestors, marks });
      else passed += 1;
      return;
    }
    for (const child of node.children) {
      const own = chapterKind(child.head, false);
      collect(child, [...ancestors, node], own === 'open' ? kind : own === 'task' ? 'task' : own);
    }
  };
  const chapter = (node: Node, parents: readonly Node[], kind: ChapterKind): void => {
    const before = passed;
    collect(node, parents, kind);
    const title = titleOf(node);
    if ((kind === 'none' || kind === 'background') && node.children.length > 0 && passed > before && !isCertainlyNoTask(title))
      unread.push({ line: node.line, title, count: passed - before });
  };
  const chapters = (parents: readonly Node[], nodes: readonly Node[], inherited: ChapterKind): void => {
    const titled = nodes.map((node) => {
      if (node.marker?.style === 'part' || node.annex) return 'open';
      // An item of the outermost level is read as a chapter only where it is numbered like one.
      const item = node.children.length === 0 && rankOf(node.marker ?? { style: 'part' }) > rankOf({ style: 'hanParen' }) && node.marker?.style !== 'plain';
      return chapterKind(titleOf(node), !item);
    });
    const kinds = withRunningNumbers(nodes, titled);
    const explicit = kinds.includes('task');
    const openLeaves = nodes.filter((node, index) => kinds[index] === 'open' && node.children.length === 0).length;
    nodes.forEach((node, index) => {
      const kind = kinds[index] ?? 'open';
      if (node.annex) {
        const title = node.head.length > 2 ? node.head : (node.paragraphs[0]?.text ?? '');
        if (annexHoldsTasks(title) === false) return;
        chapters([node], node.children, 'open');
      } else if (node.marker?.style === 'part') {
        const own = chapterKind(titleOf(node), true);
        if (own === 'goal' || own === 'none' || own === 'phases' || own === 'background') chapter(node, parents, own);
        else if (node.children.length === 0) collect(node, parents, 'none');
        else chapters([...parents, node], node.children, own);
      } else if (node.children.length > 0) chapter(node, parents, kind === 'open' && inherited === 'task' ? 'task' : kind);
      else if (kind === 'open' && (inherited === 'task' || parents.length > 0 || (!explicit && openLeaves > 1))) collect(node, parents, 'open');
      else collect(node, parents, kind === 'task' ? 'task' : kind === 'open' ? 'none' : kind);
    });
  };
  chapters([], outline.root.children, 'open');
  return { leaves, unread };
}

const sectionRank = rankOf({ style: 'hanParen' });

const withItems = new WeakMap<Node, ReadonlySet<string | undefined>>();
/** Styles of the pieces below a node that have pieces of their own. */
function stylesWithItems(parent: Node): ReadonlySet<string | undefined> {
  const known = withItems.get(parent);
  if (known) return known;
  const styles = new Set(parent.children.filter((child) => child.children.length > 0).map((child) => child.marker?.style));
  withItems.set(parent, styles);
  return styles;
}

function sectionOf(leaf: Leaf): Node | undefined {
  const own = leaf.node.marker;
  const { parent } = leaf.node;
  // Where other pieces of its level are sections, a piece without items is a section with one task.
  if (own && rankOf(own) <= sectionRank && own.style !== 'plain' && parent && stylesWithItems(parent).has(own.style)) return leaf.node;
  const fit = leaf.ancestors.filter((node) => (node.marker === undefined ? node.annex : rankOf(node.marker) <= rankOf({ style: 'plain' })));
  return fit.at(-1) ?? leaf.ancestors[0];
}

interface TaskUnits {
  readonly leads: readonly string[];
  readonly leadAssumed: boolean;
  readonly supporting: readonly string[];
  /** Set where a set of units leads; sets named beside it join it. */
  readonly each: UnitSet | undefined;
}

function unitsOf(list: readonly MarkedUnits[]): TaskUnits {
  const of = (role: MarkedUnits['role']): string[] => [...new Set(list.filter((marked) => marked.role === role).flatMap((marked) => marked.names))];
  const leads = of('lead');
  const responsible = of('responsible').filter((name) => !leads.includes(name));
  const assumed = leads.length === 0 && responsible.length > 0;
  const first = assumed ? responsible.slice(0, 1) : leads;
  const supporting = [...new Set([...(assumed ? responsible.slice(1) : responsible), ...of('supporting')])].filter((name) => !first.includes(name));
  const set = first[0] === undefined ? undefined : setOf(first[0]);
  if (!set) return { leads: first, leadAssumed: assumed && responsible.length > 1, supporting, each: undefined };
  const peers = (assumed ? responsible : leads).slice(1).flatMap((name) => {
    const other = setOf(name);
    return other ? [{ name, other }] : [];
  });
  const joined = new Set(peers.map((peer) => peer.name));
  const each = {
    expression: [set.expression, ...peers.map((peer) => peer.name)].join('、'),
    kinds: [...new Set([...set.kinds, ...peers.flatMap((peer) => peer.other.kinds)])],
    members: set.members || peers.some((peer) => peer.other.members),
  };
  return { leads: [], leadAssumed: false, supporting: [...first.slice(1), ...supporting].filter((name) => !joined.has(name)), each };
}

const nothingTimed: Timing = { dueOn: null, rhythm: null, several: false };

function mergeTimings(fields: readonly Timing[], text: Timing): Timing {
  if (fields.length === 0) return text;
  const dated = fields.filter((timing) => timing.dueOn !== null);
  const last = [...dated].sort((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1)).at(-1);
  const open = fields.find((timing) => timing.open !== undefined)?.open;
  const invalid = fields.find((timing) => timing.invalid !== undefined)?.invalid;
  const paced = fields.find((timing) => timing.rhythm !== null) ?? text;
  const { rhythm, dayUnread } = paced;
  return {
    dueOn: last?.dueOn ?? null,
    rhythm,
    several: new Set(dated.map((timing) => timing.dueOn)).size > 1,
    ...(last?.assumed ? { assumed: last.assumed } : {}),
    ...(invalid === undefined ? {} : { invalid }),
    ...(dayUnread === undefined ? {} : { dayUnread }),
    ...(last === undefined && rhythm === null && open !== undefined ? { open } : {}),
  };
}

function shortTitle(content: string): string | undefined {
  const line = content.split('\n')[0] ?? '';
  const first = (sentences(line)[0]?.text ?? '').trim();
  return first.length >= 2 && first.length <= 40 && first.length < content.trim().replace(/[。.]$/, '').length ? first : undefined;
}

/** Tasks of the numbered text, in order. Marks on a heading hold for the items below it that have none; a line of units after the last item holds for its siblings where none of them has its own. */
export function tasksOfText(outline: Outline, base: DateBase): { readonly tasks: readonly RawTask[]; readonly unread: readonly UnreadChapter[] } {
  const { leaves, unread } = taskLeaves(outline, base);
  const marksOf = new Map<Node, Marks>();
  const inherited = (leaf: Leaf): Marks | undefined => {
    for (const node of [...leaf.ancestors].reverse()) {
      let marks = marksOf.get(node);
      if (!marks) {
        marks = readMarks(fullText(node), base);
        marksOf.set(node, marks);
      }
      if (named(marks) || marks.timings.length > 0) return marks;
    }
    return undefined;
  };
  const byParent = new Map<Node | undefined, Leaf[]>();
  for (const leaf of leaves) {
    const group = byParent.get(leaf.node.parent);
    if (group) group.push(leaf);
    else byParent.set(leaf.node.parent, [leaf]);
  }
  const shared = new Map<Leaf, Marks>();
  for (const [parent, group] of byParent) {
    const last = group.at(-1);
    if (!last || group.length < 2 || parent?.children.at(-1) !== last.node || !named(last.marks)) continue;
    const ownLine = last.node.paragraphs.some((paragraph) => named(readMarks(paragraph.text, base)));
    if (ownLine && !named(readMarks(last.node.head, base)) && group.slice(0, -1).every((leaf) => !named(leaf.marks))) for (const leaf of group) shared.set(leaf, last.marks);
  }
  const tasks = leaves.map((leaf): RawTask => {
    const { node, ancestors, marks } = leaf;
    const above = inherited(leaf);
    const common = shared.get(leaf);
    const units = unitsOf(named(marks) ? marks.units : (common?.units ?? above?.units ?? []));
    const content = marks.rest.length > 0 ? marks.rest : fullText(node);
    const timings = marks.timings.length > 0 ? marks.timings : (common?.timings ?? []);
    const own = mergeTimings(timings, timingOfText(content, base));
    const timing = own.dueOn === null && own.rhythm === null && above && above.timings.length > 0 ? mergeTimings(above.timings, nothingTimed) : own;
    const section = sectionOf(leaf);
    const standard = marks.standard;
    const title = node.paragraphs.length > 0 && node.head.length <= 40 && !runsOn(node) ? (shortTitle(`${node.head}\n。。`) ?? shortTitle(content)) : shortTitle(content);
    const siblings = node.inline ? (node.parent?.children ?? []) : [];
    const before = node.inline ? siblings[siblings.indexOf(node) - 1] : undefined;
    return {
      line: node.line,
      lastLine: node.paragraphs.at(-1)?.line ?? node.line,
      path: [...ancestors, node].map((step) => ({
        node: step,
        ordinal: step.marker && step.marker.ordinal > 0 ? step.marker.ordinal : (step.parent?.children.indexOf(step) ?? 0) + 1,
      })),
      label: [...ancestors, node].map((step) => step.marker?.label ?? '').join(''),
      section: section
        ? {
            key: `${section.line}:${section.marker?.label ?? section.head}`,
            title: titleOf(section).replace(/[。:：]$/, '') || section.head,
            label: section.marker?.label ?? '',
            line: section.line,
          }
        : undefined,
      content,
      ...(title === undefined || title === content ? {} : { title }),
      ...(standard === undefined ? {} : { standard }),
      evidence: marks.evidence,
      ...(marks.weight === undefined ? {} : { weight: marks.weight }),
      leads: units.leads,
      leadAssumed: units.leadAssumed,
      supporting: units.supporting,
      each: units.each ?? (units.leads.length === 0 ? orderedSet(content) : undefined),
      dueOn: timing.dueOn,
      rhythm: timing.rhythm,
      timing,
      quote: `${node.marker?.label ?? ''}${fullText(node)}`,
      ...(node.inline && before ? { inlineAfter: before } : {}),
      mergedRows: 1,
    };
  });
  return { tasks, unread };
}

/** Tasks of a table's rows. What stands in a column of units is units; marks in the content are read where the table has no column for them. */
export function tasksOfRows(rows: readonly TableRow[], title: string | undefined, base: DateBase): readonly RawTask[] {
  return rows.map((row) => {
    const marks = readMarks(row.content, base);
    const columns: MarkedUnits[] = [];
    for (const [column, role] of [
      ['lead', 'lead'],
      ['responsible', 'responsible'],
      ['supporting', 'supporting'],
    ] as const) {
      const text = row.fields[column];
      if (text !== undefined)
        columns.push(
          ...readUnits(text, role).map(
            (marked) => ({ ...marked, role: column === 'supporting' ? 'supporting' : marked.role === 'responsible' ? role : marked.role }) as MarkedUnits,
          ),
        );
    }
    const units = unitsOf(columns.length > 0 ? columns : marks.units);
    const content = columns.length > 0 || marks.units.length === 0 ? row.content : marks.rest || row.content;
    const fields = row.fields.deadline === undefined ? marks.timings : [timingOfField(row.fields.deadline, base)];
    const timing = mergeTimings(fields, timingOfText(content, base));
    const sectionTitle = row.section?.replace(/^\s*(?:第[一二三四五六七八九十]+部分|[(（]?[一二三四五六七八九十]+[)）]?[、.．]?|\d+[.、．])\s*[:：]?\s*/, '') || title;
    const weight = Number(/\d{1,4}(?:\.\d{1,2})?/.exec(flat(row.fields.weight ?? ''))?.[0] ?? Number.NaN);
    const standard = row.fields.standard ?? marks.standard;
    const name = row.title ?? shortTitle(content);
    return {
      line: row.line,
      lastLine: row.lastLine,
      path: [{ node: undefined, ordinal: Number(row.number) || 0 }],
      ...(row.number === undefined ? {} : { given: row.number }),
      label: row.number ?? '',
      section: sectionTitle === undefined ? undefined : { key: `table:${sectionTitle}`, title: sectionTitle, label: '', line: row.line },
      content,
      ...(name === undefined || name === content ? {} : { title: name }),
      ...(standard === undefined ? {} : { standard }),
      evidence:
        row.fields.evidence === undefined
          ? marks.evidence
          : row.fields.evidence
              .split(/[、；;\n]/)
              .map((item) => item.trim())
              .filter((item) => item.length > 1),
      ...(Number.isFinite(weight) ? { weight } : marks.weight === undefined ? {} : { weight: marks.weight }),
      leads: units.leads,
      leadAssumed: units.leadAssumed,
      supporting: units.supporting,
      each: units.each ?? (units.leads.length === 0 ? orderedSet(content) : undefined),
      dueOn: timing.dueOn,
      rhythm: timing.rhythm,
      timing,
      ...(row.fields.phase === undefined ? {} : { phase: row.fields.phase }),
      quote: [row.number, row.content, row.fields.lead, row.fields.responsible, row.fields.supporting, row.fields.deadline].filter((text) => text !== undefined).join(' | '),
      mergedRows: row.mergedRows,
      ...(row.sharesWith === undefined ? {} : { sharesWith: row.sharesWith }),
      ...(row.where === undefined ? {} : { where: row.where }),
    };
  });
}
