import type { AssessmentState } from '../assessment/state.ts';
import { conditionRules } from '../campaign/condition.ts';
import type { CampaignState } from '../campaign/state.ts';
import type { EvaluationState } from '../evaluation/state.ts';
import { publishedAt } from '../evaluation/table.ts';
import type { PhaseKind, TaskState } from '../task/state.ts';
import { type ArchivePiece, type ArchiveRecords, phaseAt, short } from './piece.ts';
import { proceedingsOf } from './proceedings.ts';
import { signedPieces } from './sealed.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** The plan's versions that came into force in a phase, what units said to them, and its approval. */
function planPieces({ campaign, consultations }: ArchiveRecords, index: number, folder: string, phase: PhaseKind): readonly ArchivePiece[] {
  const { launchedAt, revisions, approval, officeUnitId, documentNumber } = campaign;
  const of = { folders: [folder, '实施方案'], phase, unitId: officeUnitId };
  const numbered = (number: string | undefined): Pick<ArchivePiece, 'documentNumber'> => (number === undefined ? {} : { documentNumber: number });
  const versions = [
    { revision: 1, at: launchedAt, ...numbered(documentNumber) },
    ...revisions.map(({ revision, at, documentNumber: number }) => ({ revision, at, ...numbered(number) })),
  ];
  const rounds = consultations.flatMap(({ id, stage, closedAt }) => (stage === 'closed' && closedAt !== undefined ? [{ id, at: closedAt }] : []));
  const isHere = ({ at }: { readonly at: number }): boolean => phaseAt(campaign, at) === index;
  return [
    ...rounds.filter(isHere).map(({ id, at }): ArchivePiece => ({ ...of, processId: id, at, source: { document: { kind: 'consultation', consultationId: id } } })),
    ...(approval && isHere(approval)
      ? approval.evidence.map((attachmentId): ArchivePiece => ({ ...of, at: approval.at, ...numbered(approval.documentNumber), remark: '批准文件', source: { attachmentId } }))
      : []),
    ...versions.filter(isHere).map(({ revision, at, ...number }): ArchivePiece => ({ ...of, at, ...number, source: { document: { kind: 'plan', revision, at } } })),
  ];
}

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

/** What a task was ordered by, what its units handed in, the urging notice signed over it, and what was answered to it. */
function taskPieces(task: TaskState, folder: string): readonly ArchivePiece[] {
  const of = { folders: [folder, `任务${task.number} ${short(task.content)}`], phase: task.phase, task: { id: task.id, number: task.number } };
  const { urgingNotice: notice, officeUnitId, leadUnitId } = task;
  const signed = {
    ...of,
    unitId: officeUnitId,
    ...(notice?.decidedAt === undefined ? {} : { at: notice.decidedAt }),
    ...(notice?.number === undefined ? {} : { documentNumber: notice.number }),
  };
  const { answer } = notice ?? {};
  return [
    ...(task.origin?.evidence ?? []).map((attachmentId) => ({ ...of, unitId: officeUnitId, at: task.issuedAt, source: { attachmentId } })),
    ...task.evidence.map(({ id }) => ({ ...of, unitId: leadUnitId, ...(task.submission ? { at: task.submission.at } : {}), source: { attachmentId: id } })),
    ...(notice?.state === 'signed' && notice.letter ? signedPieces(signed, notice.scans ?? [], { kind: 'urgingNotice', taskId: task.id }) : []),
    ...(answer?.evidence ?? []).map((attachmentId) => ({
      ...of,
      unitId: notice?.unitId ?? leadUnitId,
      at: answer?.at ?? task.issuedAt,
      remark: '督办回复材料',
      source: { attachmentId },
    })),
  ];
}

/** Of an evaluation the published table, and item by item what each unit proved it by. */
function evaluationPieces(evaluation: EvaluationState, assessments: readonly AssessmentState[], folder: string): readonly ArchivePiece[] {
  const own = assessments.filter((one) => one.evaluationId === evaluation.id);
  const at = publishedAt(evaluation);
  const table: readonly ArchivePiece[] =
    at === undefined
      ? []
      : [
          {
            folders: [folder],
            phase: 'evaluation',
            processId: evaluation.id,
            unitId: evaluation.officeUnitId,
            at,
            source: { document: { kind: 'scores', evaluationId: evaluation.id } },
          },
        ];
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
              processId: assessment.id,
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
 * The pieces of a campaign's archive in the volume's order: phase by phase the plan, the conditions, the tasks and what was met, visited, published, surveyed and measured meanwhile; then the
 * evaluations item by item, the indicators as they ended, and the result; what a fact names and none of these holds; last the list of all that was made.
 */
export function piecesOf(records: ArchiveRecords): readonly ArchivePiece[] {
  const { campaign, tasks, evaluations, assessments, uses } = records;
  const { phases, officeUnitId } = campaign;
  const proceedings = proceedingsOf(records);
  const ofPhases = phases.flatMap((phase, index): readonly ArchivePiece[] => {
    const folder = `${two(index + 1)} ${phase.name}`;
    // Where several phases are of one kind, its tasks stand in the first of them.
    const own = phases.findIndex((one) => one.kind === phase.kind) === index ? tasks.filter((task) => task.phase === phase.kind) : [];
    return [
      ...planPieces(records, index, folder, phase.kind),
      ...conditionPieces(campaign, index, folder, phase.kind),
      ...own.flatMap((task) => taskPieces(task, folder)),
      ...proceedings
        .filter(({ moment }) => phaseAt(campaign, moment) === index)
        .map(({ moment: _, folders, ...piece }) => ({ ...piece, phase: phase.kind, folders: [folder, ...folders] })),
    ];
  });
  let next = phases.length;
  const folderOf = (name: string): string => `${two(++next)} ${name}`;
  const evaluated = evaluations.flatMap((evaluation) => evaluationPieces(evaluation, assessments, folderOf(`考评 ${short(evaluation.title)}`)));
  const resultFolder = folderOf('考核结果');
  const judgedAt = Math.max(0, ...records.indicators.map(({ evaluations: judged, establishedAt }) => judged.at(-1)?.at ?? establishedAt));
  const measured: readonly ArchivePiece[] =
    judgedAt === 0 ? [] : [{ folders: [resultFolder], phase: 'evaluation', unitId: officeUnitId, at: judgedAt, source: { document: { kind: 'indicators' } } }];
  const result = (campaign.result?.evidence ?? []).map(
    (attachmentId): ArchivePiece => ({
      folders: [resultFolder],
      phase: 'evaluation',
      unitId: officeUnitId,
      ...(campaign.result ? { at: campaign.result.at } : {}),
      source: { attachmentId },
    }),
  );
  const placed = [...ofPhases, ...evaluated, ...measured, ...result];
  const held = new Set(placed.flatMap(({ source }) => ('attachmentId' in source ? [source.attachmentId] : [])));
  const otherFolder = folderOf('其他材料');
  const others = uses
    .filter(({ attachmentId }) => !held.has(attachmentId))
    .map(({ attachmentId, unitId }): ArchivePiece => ({ folders: [otherFolder], unitId, source: { attachmentId } }));
  const overview: ArchivePiece = { folders: [folderOf('备考')], unitId: officeUnitId, source: { document: { kind: 'overview' } } };
  return [...placed, ...others, overview];
}
