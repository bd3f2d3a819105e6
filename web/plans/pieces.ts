import type { Plan } from './queries.ts';

/** What a line of the text was recognised as. */
export type PieceKind = 'phase' | 'section' | 'task' | 'indicator' | 'member' | 'doubt';

/** Something that a person should look at: a warning of the reader, dates of phases that do not fit, or what a task lacks for the launch. */
export interface Doubt {
  readonly line: number;
  readonly text: string;
  /** The task's number, where it is one's. */
  readonly task?: string;
}

/** What each line was recognised as; a doubt outweighs the rest, a task what stands within it. */
export function piecesOf(plan: Plan): ReadonlyMap<number, PieceKind> {
  const pieces = new Map<number, PieceKind>();
  for (const { line } of plan.memberUnits) pieces.set(line, 'member');
  for (const { line } of plan.memberSets) pieces.set(line, 'member');
  for (const { quote } of plan.tasks) for (let line = quote.fromLine; line <= quote.toLine; line++) pieces.set(line, 'task');
  for (const { cites } of plan.indicators) for (const { line } of cites) pieces.set(line, 'indicator');
  for (const { line } of plan.sections) pieces.set(line, 'section');
  for (const { line } of plan.phases) pieces.set(line, 'phase');
  for (const { line } of plan.warnings) if (line > 0) pieces.set(line, 'doubt');
  return pieces;
}

/** The doubts in the order of the text; `lacksText` words what a task lacks. */
export function doubtsOf(plan: Plan, lacksText: (lacks: readonly string[]) => string): readonly Doubt[] {
  const lineOf = new Map(plan.tasks.map(({ number, line }) => [number, line]));
  const warned = plan.warnings.map(({ line, message }): Doubt => ({ line, text: message }));
  const unfit = plan.phases.flatMap(({ line, faults }) => faults.map(({ message }): Doubt => ({ line, text: message })));
  const missing = plan.missing.map(({ number, lacks }): Doubt => ({ line: lineOf.get(number) ?? 0, text: `${number} ${lacksText(lacks)}`, task: number }));
  return [...warned, ...unfit, ...missing].sort((one, other) => one.line - other.line);
}
