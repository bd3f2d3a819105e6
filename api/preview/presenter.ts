import { movedRungs } from '../../domain/chase/moved.ts';
import type { Org } from '../../domain/org/org.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import type { Rehearsed } from '../../ledger/execute.ts';
import type { Language } from '../http/language.ts';
import { problemBody } from '../http/problem.ts';
import { unitRef } from '../http/reference.ts';
import { isoOrNull } from '../http/time.ts';

const shown = 500;

/** What processes of all types may have, for showing them side by side. */
type Shown = ProcessState & {
  readonly number?: string;
  readonly title?: string;
  readonly content?: string;
  readonly name?: string;
  readonly leadUnitId?: string;
  readonly due?: { readonly dueOn?: string };
};

function presentMove({ type, id, before, state, facts }: Rehearsed['processes'][number], org: Org) {
  const [was, is] = [before as Shown, state as Shown];
  const isNew = before.version === 0;
  const leadOf = ({ leadUnitId }: Shown) => (leadUnitId ? unitRef(leadUnitId, org) : null);
  return {
    type,
    id: isNew ? null : id,
    number: is.number ?? null,
    title: is.title ?? is.content ?? is.name ?? '',
    facts: facts.map(({ fact }) => fact.type),
    stage: { before: isNew ? null : was.stage, after: is.stage },
    lead: { before: isNew ? null : leadOf(was), after: leadOf(is) },
    dueOn: { before: was.due?.dueOn ?? null, after: is.due?.dueOn ?? null },
    rungs: movedRungs(before.deadlines, state.deadlines).map(({ kind, rung, before: old, after }) => ({
      deadline: kind,
      rung,
      before: isoOrNull(old),
      after: isoOrNull(after),
    })),
  };
}

/** What a command would do, for the person who would take it. */
export function presentPreview({ refusal, processes, moment: { org } }: Rehearsed, language: Language) {
  const notices = processes.flatMap((process) => process.notices.map(({ draft }) => draft));
  const problem = refusal ? problemBody(refusal.code, language, '', refusal) : undefined;
  return {
    refused: problem ? { code: problem.code, detail: problem.detail, items: (problem.items ?? []).map((item) => ({ ...item })) } : null,
    moves: processes.slice(0, shown).map((process) => presentMove(process, org)),
    movesCount: processes.length,
    notices: notices.slice(0, shown).map(({ kind, title, to }) => ({
      kind,
      title: title[language],
      to: to.map(({ unitId, postId }) => ({ unit: unitRef(unitId, org), post: org.post(postId)?.title ?? '' })),
    })),
    noticesCount: notices.length,
    people: new Set(notices.flatMap(({ to }) => to.map(({ personId }) => personId))).size,
  };
}
