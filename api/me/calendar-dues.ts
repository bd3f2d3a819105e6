import type { CaseState } from '../../domain/case/state.ts';
import { baseKind } from '../../domain/case/state.ts';
import { standsFor } from '../../domain/policy/relation.ts';
import type { ProcessState, TimedType } from '../../domain/process/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import type { Moment } from '../../ledger/world.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import type { Due } from './calendar.ts';

/** Deadlines of one feed: beyond it a calendar shows nothing any more. */
const mostDues = 1_000;

/** Who is late when a deadline of this participation passes: leads of tasks, bodies of cases. */
const owing = ['lead', 'actingBody'];

const caseNames: Readonly<Record<ReturnType<typeof baseKind>, { readonly zh: string; readonly en: string }>> = {
  inspect: { zh: '首次检查', en: 'first inspection' },
  measure: { zh: '采取措施', en: 'measure' },
  rectify: { zh: '整改到期', en: 'rectification due' },
  suspension: { zh: '停业整改到期', en: 'suspension ends' },
  followUp: { zh: '复查', en: 'follow-up' },
  decide: { zh: '决定申请', en: 'decision on a request' },
  conclude: { zh: '作出处理决定', en: 'decision of the filed case' },
};
// What waits for the office is not due from the lead.
const taskNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  task: { zh: '完成时限', en: 'due' },
  sign: { zh: '签收', en: 'to be signed for' },
  node: { zh: '节点时限', en: 'node due' },
  urgingAnswer: { zh: '答复督办通知书', en: 'answer to a formal urging notice' },
};

interface Row {
  readonly type: TimedType;
  readonly state: ProcessState;
  readonly kind: string;
  readonly due_on: string | null;
  readonly due_at: Date;
  readonly moved_at: Date;
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function wordsOf({ type, state, kind }: Row, language: Language): { readonly summary: string; readonly description: string } | undefined {
  if (type === 'task') {
    const { number, content, standard } = state as TaskState;
    const name = taskNames[kind];
    return name && { summary: `${name[language]}：${number} ${short(content)}`, description: standard === undefined ? content : `${content}\n${standard}` };
  }
  if (type !== 'case') return undefined;
  const { number } = state as CaseState;
  // A case's title may name people, and a calendar is shown to whoever looks over one's shoulder.
  const name = caseNames[baseKind(kind)][language];
  return { summary: `${name}：${number}`, description: name };
}

/** What is due from these units (and those whose work they took over), the next first. */
export async function duesOf({ pool }: Pick<LedgerDoor, 'pool'>, unitIds: readonly string[], { org }: Moment, language: Language): Promise<readonly Due[]> {
  const units = [...new Set(unitIds.flatMap((unitId) => standsFor(unitId, org)))];
  const { rows } = await pool.query<Row>({
    name: 'calendar-dues',
    text: `SELECT p.type, p.state, d.kind, d.due_on, d.due_at, p.moved_at FROM participation v JOIN process p ON p.id = v.process_id JOIN deadline_record d ON d.process_id = p.id
 WHERE v.unit_id = ANY($1::uuid[]) AND v.relation = ANY($2) AND (p.type = 'case' OR p.type = 'task' AND d.kind = ANY($3)) AND NOT p.closed AND NOT d.paused
 ORDER BY d.due_at, p.id, d.kind LIMIT $4`,
    values: [units, owing, Object.keys(taskNames), mostDues],
  });
  return rows.flatMap((row) => {
    const words = wordsOf(row, language);
    if (!words) return [];
    const { state, kind, due_on: dueOn, due_at: dueAt, moved_at: movedAt } = row;
    return [{ processId: state.id, kind, version: state.version, dueAt: dueAt.getTime(), dueOn, movedAt: movedAt.getTime(), ...words }];
  });
}
