import type { AssessmentState } from '../assessment/state.ts';
import { conditionRules } from '../campaign/condition.ts';
import type { CampaignState } from '../campaign/state.ts';
import type { EvaluationState } from '../evaluation/state.ts';
import type { MeetingState } from '../meeting/state.ts';
import type { Instant } from '../process/time.ts';
import type { SupervisionState } from '../supervision/state.ts';
import type { PhaseKind, TaskState } from '../task/state.ts';

/** A document that the records themselves make. */
export type ArchivedDocument = { readonly kind: 'urgingNotice'; readonly taskId: string } | { readonly kind: 'scores'; readonly evaluationId: string };

/** One piece of a campaign's archive, with where it belongs: its folders from the outside in. */
export interface ArchivePiece {
  readonly folders: readonly string[];
  readonly phase?: PhaseKind;
  readonly task?: { readonly id: string; readonly number: string };
  /** Item of the standard that it proves. */
  readonly item?: string;
  /** Who is answerable for it (责任者). */
  readonly unitId: string;
  readonly at?: Instant;
  readonly documentNumber?: string;
  readonly source: { readonly attachmentId: string } | { readonly document: ArchivedDocument };
}

/** All that an archive is made of. */
export interface ArchiveRecords {
  readonly campaign: CampaignState;
  /** In the plan's order. */
  readonly tasks: readonly TaskState[];
  readonly evaluations: readonly EvaluationState[];
  readonly assessments: readonly AssessmentState[];
  readonly meetings: readonly MeetingState[];
  readonly supervisions: readonly SupervisionState[];
  /** Every attachment that a fact of the campaign or of a process below it names. */
  readonly uses: readonly { readonly attachmentId: string; readonly unitId: string }[];
}

const short = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text);
const two = (number: number): string => String(number).padStart(2, '0');

/** Evidence of the phase's conditions. */
const conditionPieces = ({ confirmations, officeUnitId }: CampaignState, index: number, folder: string, phase: PhaseKind): readonly ArchivePiece[] =>
  confirmations
    .filter((one) => one.phase === index)
    .flatMap(({ condition, evidence, at, documentNumber }) =>
      evidence.map((attachmentId) => ({
        folders: [folder, '阶段完成条件', conditionRules[condition].label.zh],
        phase,
        unitId: officeUnitId,
        at,
        ...(documentNumber === undefined ? {} : { documentNumber }),
        source: { attachmentId },
      })),
    );

/** What a task was ordered by, what its units handed in, and the urging notice signed over it. */
function taskPieces(task: TaskState, folder: string): readonly ArchivePiece[] {
  const of = { folders: [folder, `任务${task.number} ${short(task.content)}`], phase: task.phase, task: { id: task.id, number: task.number } };
  const notice = task.urgingNotice;
  return [
    ...(task.origin?.evidence ?? []).map((attachmentId) => ({ ...of, unitId: task.officeUnitId, at: task.issuedAt, source: { attachmentId } })),
    ...task.evidence.map(({ id }) => ({ ...of, unitId: task.leadUnitId, ...(task.submission ? { at: task.submission.at } : {}), source: { attachmentId: id } })),
    ...(notice?.state === 'signed' && notice.letter
      ? [
          {
            ...of,
            unitId: task.officeUnitId,
            ...(notice.decidedAt === undefined ? {} : { at: notice.decidedAt }),
            ...(notice.number === undefined ? {} : { documentNumber: notice.number }),
            source: { document: { kind: 'urgingNotice' as const, taskId: task.id } },
          },
        ]
      : []),
  ];
}

/** Of an evaluation the published table, and item by item what each unit proved it by. */
function evaluationPieces(evaluation: EvaluationState, assessments: readonly AssessmentState[], folder: string): readonly ArchivePiece[] {
  const own = assessments.filter((one) => one.evaluationId === evaluation.id);
  const table: readonly ArchivePiece[] = evaluation.published
    ? [
        {
          folders: [folder],
          phase: 'evaluation',
          unitId: evaluation.officeUnitId,
          at: evaluation.published.at,
          source: { document: { kind: 'scores', evaluationId: evaluation.id } },
        },
      ]
    : [];
  const proofs = evaluation.standard.items.flatMap((item) =>
    own.flatMap((assessment) =>
      assessment.answers
        .filter((answer) => answer.item === item.number)
        .flatMap(({ evidence, at }) =>
          evidence.map(
            ({ id }): ArchivePiece => ({
              folders: [folder, `${item.number} ${short(item.content)}`],
              phase: 'evaluation',
              item: item.number,
              unitId: assessment.unitId,
              at,
              source: { attachmentId: id },
            }),
          ),
        ),
    ),
  );
  return [...table, ...proofs];
}

/**
 * The pieces of a campaign's archive in the volume's order: phase by phase the conditions and the tasks, meetings and supervision, the evaluations item by item, the result; what a fact names
 * and none of these holds comes last.
 */
export function piecesOf({ campaign, tasks, evaluations, assessments, meetings, supervisions, uses }: ArchiveRecords): readonly ArchivePiece[] {
  const { phases, officeUnitId } = campaign;
  const ofPhases = phases.flatMap((phase, index): readonly ArchivePiece[] => {
    const folder = `${two(index + 1)} ${phase.name}`;
    // Where several phases are of one kind, its tasks stand in the first of them.
    const own = phases.findIndex((one) => one.kind === phase.kind) === index ? tasks.filter((task) => task.phase === phase.kind) : [];
    return [...conditionPieces(campaign, index, folder, phase.kind), ...own.flatMap((task) => taskPieces(task, folder))];
  });
  let next = phases.length;
  const folderOf = (name: string): string => `${two(++next)} ${name}`;
  const steering = folderOf('会议与督导');
  const records = [...campaign.meetings, ...campaign.supervisions].flatMap(({ heldOn, evidence }) =>
    evidence.map((attachmentId): ArchivePiece => ({ folders: [steering, heldOn], unitId: officeUnitId, at: Date.parse(`${heldOn}T00:00:00+08:00`), source: { attachmentId } })),
  );
  const proceedings = [
    ...meetings.map(({ number, title, minutes }) => ({ number, title, evidence: minutes?.evidence ?? [] })),
    ...supervisions.map(({ number, title, findings }) => ({ number, title, evidence: findings.flatMap((finding) => finding.evidence) })),
  ].flatMap(({ number, title, evidence }) =>
    evidence.map((attachmentId): ArchivePiece => ({ folders: [steering, `${number} ${short(title)}`], unitId: officeUnitId, documentNumber: number, source: { attachmentId } })),
  );
  const evaluated = evaluations.flatMap((evaluation) => evaluationPieces(evaluation, assessments, folderOf(`考评 ${short(evaluation.title)}`)));
  const resultFolder = folderOf('考核结果');
  const result = (campaign.result?.evidence ?? []).map(
    (attachmentId): ArchivePiece => ({
      folders: [resultFolder],
      phase: 'evaluation',
      unitId: officeUnitId,
      ...(campaign.result ? { at: campaign.result.at } : {}),
      source: { attachmentId },
    }),
  );
  const placed = [...ofPhases, ...records, ...proceedings, ...evaluated, ...result];
  const held = new Set(placed.flatMap(({ source }) => ('attachmentId' in source ? [source.attachmentId] : [])));
  const otherFolder = folderOf('其他材料');
  const others = uses
    .filter(({ attachmentId }) => !held.has(attachmentId))
    .map(({ attachmentId, unitId }): ArchivePiece => ({ folders: [otherFolder], unitId, source: { attachmentId } }));
  return [...placed, ...others];
}
