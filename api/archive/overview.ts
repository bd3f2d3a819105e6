import type { ArchiveRecords } from '../../domain/archive/piece.ts';
import type { VolumeEntry } from '../../domain/archive/volume.ts';
import { publishedAt } from '../../domain/evaluation/table.ts';
import { type Org, unitNameAt } from '../../domain/org/org.ts';
import type { Instant } from '../../domain/process/time.ts';
import { stageNames as assessmentStages } from '../assessments/presenter.ts';
import { stageNames as bulletinStages } from '../bulletins/presenter.ts';
import { stageNames as consultationStages } from '../consultations/presenter.ts';
import { stageNames as evaluationStages } from '../evaluations/presenter.ts';
import type { Sheet } from '../export/sheets.ts';
import { stageNames as indicatorStages } from '../indicators/presenter.ts';
import { stageNames as meetingStages } from '../meetings/presenter.ts';
import { stageNames as supervisionStages } from '../supervisions/presenter.ts';
import { stageNames as surveyStages } from '../surveys/presenter.ts';
import { stageNames as taskStages } from '../tasks/presenter.ts';

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly name: string;
  readonly unitId: string;
  /** The day whose name the unit bears. */
  readonly at: Instant;
  readonly stage: string;
  /** Kind of a document, or the process, whose pieces tell of it where it has none of its own. */
  readonly toldBy?: string;
}

const named = (stages: Readonly<Record<string, { readonly zh: string }>>, stage: string): string => stages[stage]?.zh ?? stage;

/** All that the campaign made, kind by kind. */
function rowsOf({ campaign, tasks, consultations, meetings, supervisions, bulletins, surveys, indicators, evaluations, assessments }: ArchiveRecords): readonly Row[] {
  const { launchedAt } = campaign;
  return [
    ...consultations.map(({ id, round, title, officeUnitId, askedAt, stage }) => ({
      ...{ id, kind: '征求意见', number: `第${round}轮`, name: title, unitId: officeUnitId, at: askedAt },
      stage: named(consultationStages, stage),
    })),
    ...tasks.map(({ id, number, content, leadUnitId, issuedAt, stage }) => ({
      ...{ id, kind: '任务', number, name: content, unitId: leadUnitId, at: issuedAt },
      stage: named(taskStages, stage),
      toldBy: 'plan',
    })),
    ...meetings.map(({ id, number, title, officeUnitId, convenedAt, stage }) => ({
      ...{ id, kind: '会议', number, name: title, unitId: officeUnitId, at: convenedAt },
      stage: named(meetingStages, stage),
    })),
    ...supervisions.map(({ id, number, title, officeUnitId, plannedAt, stage }) => ({
      ...{ id, kind: '督导检查', number, name: title, unitId: officeUnitId, at: plannedAt },
      stage: named(supervisionStages, stage),
    })),
    ...bulletins.map(({ id, signing, title, officeUnitId, signedAt, stage }) => ({
      ...{ id, kind: '通报', number: signing?.number ?? '', name: title, unitId: officeUnitId, at: signedAt ?? launchedAt },
      stage: named(bulletinStages, stage),
    })),
    ...surveys.map(({ id, number, name, leadUnitId, begunAt, stage }) => ({
      ...{ id, kind: '调查', number, name, unitId: leadUnitId, at: begunAt },
      stage: named(surveyStages, stage),
    })),
    ...indicators.map(({ id, number, name, ownerUnitId, establishedAt, stage }) => ({
      ...{ id, kind: '指标', number, name, unitId: ownerUnitId, at: establishedAt },
      stage: named(indicatorStages, stage),
      toldBy: 'indicators',
    })),
    ...evaluations.map((evaluation) => ({
      ...{ id: evaluation.id, kind: '考评', number: '', name: evaluation.title, unitId: evaluation.officeUnitId, at: publishedAt(evaluation) ?? launchedAt },
      stage: named(evaluationStages, evaluation.stage),
    })),
    ...assessments.map(({ id, evaluationId, title, unitId, stage }) => ({
      ...{ id, kind: '单位考评', number: '', name: title, unitId, at: launchedAt },
      stage: named(assessmentStages, stage),
      toldBy: evaluationId,
    })),
  ];
}

/** 办理事项一览表: everything that the campaign made, how it ended, and in which pieces of the volume it stands. */
export function overviewSheet(records: ArchiveRecords, entries: readonly VolumeEntry[], org: Org): Sheet {
  const pieces = new Map<string, number[]>();
  for (const { number, piece } of entries) {
    const { source } = piece;
    const told = 'document' in source && (source.document.kind === 'plan' || source.document.kind === 'indicators') ? [source.document.kind] : [];
    for (const key of [...new Set([piece.task?.id, piece.processId, ...told])]) if (key !== undefined) pieces.set(key, [...(pieces.get(key) ?? []), number]);
  }
  const piecesOf = ({ id, toldBy }: Row): string => {
    const own = pieces.get(id) ?? [];
    const all = own.length > 0 || toldBy === undefined ? own : (pieces.get(toldBy) ?? []);
    return all.length === 0 ? '无单独材料' : all.join('、');
  };
  return {
    name: '办理事项一览表',
    columns: [
      { header: '序号', width: 6 },
      { header: '类别', width: 12 },
      { header: '编号', width: 20 },
      { header: '事项', width: 60 },
      { header: '责任单位', width: 26 },
      { header: '办理情况', width: 12 },
      { header: '件号', width: 16 },
    ],
    rows: rowsOf(records).map((row, index) => [index + 1, row.kind, row.number, row.name, unitNameAt(row.unitId, org, row.at), row.stage, piecesOf(row)]),
  };
}
