import type { ArchivePiece, ArchiveRecords } from '../../domain/archive/piece.ts';
import { piecesOf } from '../../domain/archive/pieces.ts';
import { type VolumeEntry, volumeOf } from '../../domain/archive/volume.ts';
import type { AssessmentState } from '../../domain/assessment/state.ts';
import type { BulletinState } from '../../domain/bulletin/state.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { ConsultationState } from '../../domain/consultation/state.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import type { IndicatorState } from '../../domain/indicator/state.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import type { AttachmentRecord, ProcessState } from '../../domain/process/definition.ts';
import type { SupervisionState } from '../../domain/supervision/state.ts';
import type { SurveyState } from '../../domain/survey/state.ts';
import type { PhaseKind, TaskState } from '../../domain/task/state.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { roundIdsOf } from '../plans/store.ts';

type Pool = LedgerDoor['pool'];

/** A campaign's archive: what it is made of, and its index. */
export interface Archive {
  readonly records: ArchiveRecords;
  readonly entries: readonly VolumeEntry[];
  /** Bytes of all files, each counted once. */
  readonly bytes: number;
}

async function recordsOf(pool: Pool, campaign: CampaignState): Promise<{ readonly records: ArchiveRecords; readonly attachments: ReadonlyMap<string, AttachmentRecord> }> {
  const planIds = [campaign, ...campaign.revisions].flatMap(({ planId }) => planId ?? []);
  const processes = await pool.query<{ type: string; state: ProcessState }>({
    name: 'archive-processes',
    text: `SELECT type, state FROM process
 WHERE (parent_id = $1 AND type IN ('task', 'evaluation', 'assessment', 'meeting', 'supervision', 'bulletin', 'survey', 'indicator')) OR (id = ANY($2::uuid[]) AND type = 'consultation')
 ORDER BY opened_at, id`,
    values: [campaign.id, planIds.flatMap(roundIdsOf)],
  });
  const files = await pool.query<AttachmentRecord>({
    name: 'archive-files',
    text: `SELECT a.id, a.unit_id AS "unitId", a.sha256, a.name, a.media_type AS "mediaType", a.size FROM attachment a
 WHERE a.id IN (SELECT u.attachment_id FROM attachment_use u JOIN process p ON p.id = u.process_id WHERE p.id = $1 OR p.parent_id = $1) ORDER BY a.created_at, a.id`,
    values: [campaign.id],
  });
  const of = <S extends ProcessState>(type: string): readonly S[] => processes.rows.filter((row) => row.type === type).map((row) => row.state as S);
  return {
    records: {
      campaign,
      tasks: of<TaskState>('task').toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
      consultations: of<ConsultationState>('consultation'),
      bulletins: of<BulletinState>('bulletin'),
      surveys: of<SurveyState>('survey'),
      indicators: of<IndicatorState>('indicator').toSorted((a, b) => a.order - b.order),
      evaluations: of<EvaluationState>('evaluation'),
      assessments: of<AssessmentState>('assessment').toSorted((a, b) => a.order - b.order),
      meetings: of<MeetingState>('meeting'),
      supervisions: of<SupervisionState>('supervision'),
      uses: files.rows.map(({ id, unitId }) => ({ attachmentId: id, unitId })),
    },
    attachments: new Map(files.rows.map((row) => [row.id, row])),
  };
}

/** The title of a document that the records make, with its file's ending. */
function titleOf({ source, documentNumber = '' }: ArchivePiece, records: ArchiveRecords): string {
  if (!('document' in source)) return '';
  const { document } = source;
  const found = <S extends { readonly id: string }>(states: readonly S[], id: string): Partial<S> => states.find((one) => one.id === id) ?? {};
  switch (document.kind) {
    case 'plan':
      return `任务分解表（第${document.revision}版）.xlsx`;
    case 'consultation':
      return `意见汇总表（第${found(records.consultations, document.consultationId).round ?? ''}轮）.xlsx`;
    case 'urgingNotice':
      return `督办通知书${documentNumber}.docx`;
    case 'minutes':
      return `会议纪要${documentNumber}.docx`;
    case 'findings':
      return `问题清单${documentNumber}.xlsx`;
    case 'bulletin':
      return `${found(records.bulletins, document.bulletinId).title ?? ''}.docx`;
    case 'survey':
      return `${found(records.surveys, document.surveyId).name ?? ''}结果.xlsx`;
    case 'scores':
      return `${found(records.evaluations, document.evaluationId).title ?? ''}得分表.xlsx`;
    case 'indicators':
      return '指标完成情况表.xlsx';
    case 'overview':
      return '办理事项一览表.xlsx';
  }
}

/** The archive of a campaign, of one phase alone where it is named. */
export async function readArchive(pool: Pool, campaign: CampaignState, phase: PhaseKind | undefined): Promise<Archive> {
  const { records, attachments } = await recordsOf(pool, campaign);
  const pieces = piecesOf(records).filter((piece) => phase === undefined || piece.phase === phase);
  const entries = volumeOf(pieces, attachments, (piece) => titleOf(piece, records));
  return { records, entries, bytes: entries.reduce((sum, entry) => sum + (entry.sameAs === undefined ? (entry.size ?? 0) : 0), 0) };
}
