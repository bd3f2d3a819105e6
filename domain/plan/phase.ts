import type { BeijingDate } from '../process/time.ts';
import { type DateBase, findPeriod } from './date.ts';
import type { Node } from './outline.ts';
import type { SourceLine } from './source.ts';
import { bracketed, flat, hanNumber } from './text.ts';

export const phaseKinds = ['commitment', 'intervention', 'evaluation'] as const;
export type PhaseKind = (typeof phaseKinds)[number];

export interface PlanPhase {
  readonly kind: PhaseKind;
  readonly name: string;
  readonly startsOn: BeijingDate | null;
  readonly endsOn: BeijingDate | null;
  readonly line: number;
}

const words: readonly (readonly [RegExp, PhaseKind])[] = [
  [/承诺|启动|动员|部署|准备|筹备|发动|宣传|摸底|调研|制定方案|自查摸排|排查/, 'commitment'],
  [/评估|考评|考核|验收|总结|评价|迎检|巩固|督导检查|整改提升|提升阶段|复审/, 'evaluation'],
  [/干预|实施|建设|推进|整治|攻坚|创建|集中|开展|治理|落实|组织|执行|整改|提高/, 'intervention'],
];
const kindOf = (name: string): PhaseKind | undefined => {
  // The word that stands first in the name says most of it: “宣传发动、全面实施” begins, “总结验收” ends.
  const scored = words.map(([pattern, kind]) => ({ kind, at: pattern.exec(name)?.index })).filter((entry) => entry.at !== undefined);
  return scored.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))[0]?.kind;
};

const stage = /^(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]\s{0,2})?第([一二三四五六七八九])(?:个)?阶段\s{0,3}[:、,.]?\s{0,3}/;

interface Piece {
  readonly line: number;
  readonly text: string;
}

function phaseOf(piece: Piece, base: DateBase): (Omit<PlanPhase, 'kind'> & { readonly kind: PhaseKind | undefined }) | undefined {
  const plain = flat(piece.text);
  const prefix = stage.exec(plain)?.[0].length ?? 0;
  const headEnd = plain.search(/[。;\n]/);
  const head = plain.slice(0, headEnd < 0 ? plain.length : headEnd);
  const mark = bracketed(head).find((candidate) => findPeriod(candidate.inner, base) !== undefined);
  const colon = head.indexOf(':', prefix);
  let name: string;
  let when: string | undefined;
  if (mark) {
    when = mark.inner;
    name = mark.start > prefix ? piece.text.slice(prefix, mark.start) : (/^[^。;:]{2,30}/.exec(piece.text.slice(mark.end).replace(/^[:：,，\s]+/, ''))?.[0] ?? '');
  } else if (colon > 0) {
    const left = head.slice(0, colon);
    when = [left, plain.slice(colon + 1, colon + 60)].find((text) => findPeriod(text, base) !== undefined);
    name = piece.text.slice(prefix, colon);
    if (findPeriod(left, base) !== undefined) {
      // “第一阶段 2021年3月：宣传发动。……”: the name follows the date.
      name = /^[^,。;]{2,24}/.exec(flat(piece.text.slice(colon + 1)).trim())?.[0] ?? name;
    }
  } else {
    when = findPeriod(plain.slice(0, 120), base) === undefined ? undefined : plain.slice(0, 120);
    name = /^[^。;,:]{2,30}/.exec(plain.slice(prefix))?.[0] ?? '';
  }
  name = name.replace(/[\s:：,，、(（]+$/, '').trim();
  if (name.length < 2 || name.length > 40) return undefined;
  const period = when === undefined ? undefined : findPeriod(when, base);
  return { kind: kindOf(flat(name)), name, startsOn: period?.startsOn ?? null, endsOn: period?.endsOn ?? null, line: piece.line };
}

/**
 * The phases of a plan: lines that begin “第一阶段”, or the numbered items of its chapter of steps. Kinds follow the names; three phases whose names do not tell follow their order.
 */
export function findPhases(body: readonly SourceLine[], chapters: readonly Node[], base: DateBase): readonly PlanPhase[] {
  const staged = body.filter((line) => {
    const match = stage.exec(flat(line.text.slice(0, 40)).trimStart());
    return match?.[1] !== undefined && hanNumber(match[1]) !== undefined;
  });
  let pieces: readonly Piece[] = staged.map((line) => ({ line: line.line, text: line.text.trim() }));
  if (pieces.length < 2) {
    pieces = chapters.flatMap((chapter) =>
      chapter.children.map((child) => ({ line: child.line, text: [child.head, ...child.paragraphs.map((paragraph) => paragraph.text)].join('\n') })),
    );
    if (pieces.length > 0 && !pieces.some((piece) => findPeriod(piece.text.slice(0, 120), base) !== undefined || /阶段/.test(piece.text.slice(0, 40)))) pieces = [];
  }
  const found = pieces.flatMap((piece) => {
    const phase = phaseOf(piece, base);
    return phase ? [phase] : [];
  });
  const orderly = found.length === 3 && new Set(found.map((phase) => phase.kind)).size < 3;
  let last: PhaseKind = 'commitment';
  return found.map((phase, index) => {
    const kind: PhaseKind = orderly ? (phaseKinds[index] ?? 'evaluation') : (phase.kind ?? (index === 0 ? 'commitment' : last === 'commitment' ? 'intervention' : last));
    last = kind;
    return { ...phase, kind };
  });
}
