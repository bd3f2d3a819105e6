import { type ArchivePiece, type ArchiveRecords, piecesOf } from '../../domain/archive/pieces.ts';
import { type VolumeEntry, volumeOf } from '../../domain/archive/volume.ts';
import type { AssessmentState } from '../../domain/assessment/state.ts';
import type { CampaignState } from '../../domain/campaign/state.ts';
import type { EvaluationState } from '../../domain/evaluation/state.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import type { AttachmentRecord, ProcessState } from '../../domain/process/definition.ts';
import type { SupervisionState } from '../../domain/supervision/state.ts';
import type { PhaseKind, TaskState } from '../../domain/task/state.ts';
import type { LedgerDoor } from '../http/kernel.ts';

type Pool = LedgerDoor['pool'];

/** A campaign's archive: what it is made of, and its index. */
export interface Archive {
  readonly records: ArchiveRecords;
  readonly entries: readonly VolumeEntry[];
  /** Bytes of all files, each counted once. */
  readonly bytes: number;
}

async function recordsOf(pool: Pool, campaign: CampaignState): Promise<{ readonly records: ArchiveRecords; readonly attachments: ReadonlyMap<string, AttachmentRecord> }> {
  const processes = await pool.query<{ type: string; state: ProcessState }>({
    name: 'archive-processes',
    text: `SELECT type, state FROM process WHERE parent_id = $1 AND type IN ('task', 'evaluation', 'assessment', 'meeting', 'supervision') ORDER BY opened_at, id`,
    values: [campaign.id],
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
function titleOf({ source, documentNumber }: ArchivePiece, { evaluations }: ArchiveRecords): string {
  if (!('document' in source)) return '';
  const { document } = source;
  if (document.kind === 'urgingNotice') return `督办通知书${documentNumber ?? ''}.docx`;
  return `${evaluations.find((one) => one.id === document.evaluationId)?.title ?? ''}得分表.xlsx`;
}

/** The archive of a campaign, of one phase alone where it is named. */
export async function readArchive(pool: Pool, campaign: CampaignState, phase: PhaseKind | undefined): Promise<Archive> {
  const { records, attachments } = await recordsOf(pool, campaign);
  const pieces = piecesOf(records).filter((piece) => phase === undefined || piece.phase === phase);
  const entries = volumeOf(pieces, attachments, (piece) => titleOf(piece, records));
  return { records, entries, bytes: entries.reduce((sum, entry) => sum + (entry.sameAs === undefined ? (entry.size ?? 0) : 0), 0) };
}
