import { movedRungs } from '../../domain/chase/moved.ts';
import { rungName } from '../../domain/chase/rungs.ts';
import type { Org } from '../../domain/org/org.ts';
import type { Refusal } from '../../domain/process/decision.ts';
import type { ProcessState, TimedType } from '../../domain/process/definition.ts';
import type { Recorded } from '../../domain/process/fact.ts';
import type { RefusalCode } from '../../domain/refusals.ts';
import type { Rehearsed } from '../../ledger/execute.ts';
import type { Language } from '../http/language.ts';
import { problemBody } from '../http/problem.ts';
import { unitRef } from '../http/reference.ts';
import { isoOrNull } from '../http/time.ts';
import { deadlineName, targetName } from '../process/deadline.ts';
import { changesOf } from './changes.ts';
import { leftBehind, leftBy, leftOut } from './left.ts';

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

type Move = Pick<Rehearsed['processes'][number], 'type' | 'id' | 'before' | 'state'> & { readonly facts: readonly Recorded[] };

/** What a command would do, or did, to one process; what it makes has no id before it does so. */
export function presentMove({ type, id, before, state, facts }: Move, org: Org, language: Language) {
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
    changes: isNew ? [] : changesOf(type, before, state, { org, language }),
    rungs: movedRungs(before.deadlines, state.deadlines).map(({ kind, rung, before: old, after }) => ({
      deadline: kind,
      rung,
      name: `${deadlineName(type as TimedType, kind, language)}·${rungName(rung)[language]}`,
      before: isoOrNull(old?.at),
      after: isoOrNull(after?.at),
      to: { before: old ? targetName(old.to, language) : null, after: after ? targetName(after.to, language) : null },
      // One that was due anyway is not brought forward by whom it tells.
      atOnce: after !== undefined && after.at !== old?.at && after.at <= Math.max(0, ...facts.map(({ at }) => at)),
    })),
  };
}

/** What a refusal names one by one: each with its own code, or all with that of the refusal. */
const namedBy = ({ code, params, items = [] }: Refusal, language: Language) =>
  items.flatMap((item) => {
    const name = item.number ?? item.phase;
    return typeof name === 'string' ? [leftOut(name, { code: (item.code as RefusalCode | undefined) ?? code, params: { ...params, ...item } }, language)] : [];
  });

/** What stays as it is: what the refusal names, what the decision tells whoever asks, else what the facts keep. */
function leftIn({ refusal, processes, left }: Pick<Rehearsed, 'processes' | 'left'> & { readonly refusal: Refusal | undefined }, language: Language) {
  if (refusal && processes.length === 0) return namedBy(refusal, language);
  return left ? left.map((one) => leftBehind(one, language)) : processes.flatMap(({ facts }) => facts.flatMap(({ fact }) => leftBy(fact, language)));
}

/** What a command would do, for the person who would take it. */
export function presentPreview({ refusal, processes, left, moment: { org } }: Rehearsed, language: Language) {
  const notices = processes.flatMap((process) => process.notices.map(({ draft }) => draft));
  const problem = refusal ? problemBody(refusal.code, language, '', refusal) : undefined;
  return {
    refused: problem ? { code: problem.code, detail: problem.detail, items: (problem.items ?? []).map((item) => ({ ...item })) } : null,
    moves: processes.slice(0, shown).map((process) => presentMove(process, org, language)),
    movesCount: processes.length,
    left: leftIn({ refusal, processes, left }, language),
    notices: notices.slice(0, shown).map(({ kind, title, why, rule, stops, dueAt, to }) => ({
      kind,
      title: title[language],
      text: {
        zh: { title: title.zh, why: why.zh, rule: rule.zh, stops: stops.zh },
        en: { title: title.en, why: why.en, rule: rule.en, stops: stops.en },
      },
      dueAt: isoOrNull(dueAt),
      to: to.map(({ unitId, postId }) => ({ unit: unitRef(unitId, org), post: org.post(postId)?.title ?? '' })),
    })),
    noticesCount: notices.length,
    people: new Set(notices.flatMap(({ to }) => to.map(({ personId }) => personId))).size,
  };
}
