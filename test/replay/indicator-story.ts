import type { LaunchCampaign } from '../../domain/campaign/commands.ts';
import type { EstablishIndicator, IndicatorPersonCommand } from '../../domain/indicator/commands.ts';
import type { Period } from '../../domain/process/time.ts';
import type { BeginSurvey, SurveyPersonCommand } from '../../domain/survey/commands.ts';
import { until } from '../harness/until.ts';
import type { Recording } from './stories.ts';

const seconds = (value: number): Period => ({ value, unit: 'second' });
const patience = 60_000;

/** A value that is late and chased, recorded, the next one's reminder, a standstill; a survey completed; both end with their campaign at the latest. */
export async function measuredIndicator({ stack, district, client, keep }: Recording): Promise<void> {
  const { ids, acting } = district;
  const reached = async (id: string, rung: string): Promise<void> =>
    until(async () => ((await stack.pool.query('SELECT 1 FROM notice WHERE process_id = $1 AND rung = $2', [id, rung])).rowCount ?? 0) > 0, patience);
  const seen = async (id: string): Promise<void> =>
    until(async () => ((await stack.pool.query('SELECT 1 FROM watch WHERE process_id = $1 AND seen >= wanted', [id])).rowCount ?? 0) > 0, patience);
  const ended = async (workflowId: string): Promise<void> => until(async () => (await client.workflow.getHandle(workflowId).describe()).status.name === 'COMPLETED', patience);
  const launch: LaunchCampaign = {
    type: 'launch',
    title: '演示：指标历史记录',
    documentNumber: '演政办发〔2026〕9号',
    officeUnitId: ids.unit('office'),
    groupUnitId: ids.unit('group'),
    memberUnitIds: [ids.unit('finance')],
    sections: [],
    indicators: [],
    phases: [{ kind: 'intervention', name: '干预', period: seconds(600) }],
    tasks: [
      {
        number: '1',
        content: '演示任务',
        kind: 'once',
        phase: 'intervention',
        leadUnitId: ids.unit('finance'),
        supportingUnitIds: [],
        duePeriod: seconds(600),
        evidenceRequired: [],
      },
    ],
    ladders: {
      value: [
        { rung: 'valueReminder', offset: seconds(-1), to: 'responsible' },
        { rung: 'valueOverdue', offset: seconds(0), to: 'liaisonOfficer' },
        { rung: 'valueOffice', offset: seconds(1), to: 'office' },
      ],
    },
  };
  const campaignId = await acting.begin<LaunchCampaign>('office', 'campaign', launch);
  const id = await acting.begin<EstablishIndicator>('office', 'indicator', {
    type: 'establish',
    campaignId,
    name: '居民健康素养水平',
    rule: { kind: 'ratio', bound: 'atLeast', target: '30' },
    ownerUnitId: ids.unit('finance'),
    rhythm: { every: seconds(3) },
  });
  const points = [{ unitId: ids.unit('finance'), name: '一号点', planned: 10 }];
  const surveyId = await acting.begin<BeginSurvey>('office', 'survey', { type: 'begin', campaignId, name: '健康素养调查', points });
  await seen(surveyId);
  await acting.step<SurveyPersonCommand>('liaison-finance', 'survey', surveyId, { type: 'recordProgress', point: 1, reached: 10 });
  await acting.step<SurveyPersonCommand>('office', 'survey', surveyId, { type: 'complete', note: '完成' });
  await ended(`survey:${surveyId}`);
  await keep('completed', `survey:${surveyId}`);
  await reached(id, 'valueOffice');
  await acting.step<IndicatorPersonCommand>('liaison-finance', 'indicator', id, { type: 'recordValue', amount: { value: '31' }, on: '2026-12-01', surveyId });
  await seen(id);
  await acting.step('office', 'campaign', campaignId, { type: 'suspend', reason: '演示中止' } as { readonly type: string });
  await seen(id);
  await acting.step('office', 'campaign', campaignId, { type: 'resume', mode: 'shift' } as { readonly type: string });
  await seen(id);
  await acting.step('office', 'campaign', campaignId, { type: 'cancel', reason: '演示结束' } as { readonly type: string });
  await ended(`indicator:${id}`);
  await keep('measured', `indicator:${id}`);
}
