import { nextDeadline } from '../../domain/case/light.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { initialsOf } from './initials.ts';
import { instantText, instantTextOrNull } from './instant.ts';

/** The case's row of `case_record`: what lists filter and sort by. Due is the earliest open deadline. */
export function projectCase(state: CaseState) {
  const next = nextDeadline(state.deadlines);
  return {
    id: state.id,
    number: state.number,
    title: state.title,
    stage: state.stage,
    source: state.source,
    party_id: state.partyId,
    body_unit_id: state.bodyUnitId,
    task_id: state.taskId ?? null,
    due_kind: next?.kind ?? null,
    due_at: instantTextOrNull(next?.dueAt),
    opened_at: instantText(state.openedAt),
    closed_at: instantTextOrNull(state.closedAt),
    version: state.version,
  };
}

/** Where a case stands in lists of cases: the newest first. */
export const casePlace = ({ openedAt }: CaseState): number => -openedAt;

/** The case's row of `case_text`: what a search looks into, and where the case stands in lists. A number is typed as it stands and has no initials. */
export const projectCaseText = (state: CaseState) => ({ id: state.id, text: `${state.number}\n${state.title}`, place: casePlace(state), initials: initialsOf(state.title) });

/** What that row follows from; its place never changes. */
export const caseWords = ({ number, title }: CaseState) => [number, title];

/** Rows of `case_act`: orders by the number of the measure, penalties by the number of the filing, in fen; what was taken back does not count. */
export const projectCaseActs = ({ id, bodyUnitId, measures, filings }: CaseState) => [
  ...measures
    .filter(({ kind }) => kind === 'order')
    .map(({ number, issuedAt, outcome }) => ({
      case_id: id,
      kind: 'order',
      number,
      body_unit_id: bodyUnitId,
      at: instantText(issuedAt),
      counts: outcome !== 'withdrawn',
      fen: null,
    })),
  ...filings.flatMap(({ concludedAt, penaltyFen }, index) =>
    concludedAt === undefined || penaltyFen === undefined
      ? []
      : [{ case_id: id, kind: 'penalty', number: index + 1, body_unit_id: bodyUnitId, at: instantText(concludedAt), counts: penaltyFen > 0, fen: penaltyFen }],
  ),
];
