import type { DraftBulletin } from '../../domain/bulletin/commands.ts';
import { addDays } from '../../domain/calendar/beijing.ts';
import type { EstablishIndicator, IndicatorPersonCommand } from '../../domain/indicator/commands.ts';
import type { Amount } from '../../domain/indicator/evaluate.ts';
import type { MeasureRule } from '../../domain/indicator/rule.ts';
import type { ConveneMeeting } from '../../domain/meeting/commands.ts';
import type { BeijingDate } from '../../domain/process/time.ts';
import type { PlanSupervision } from '../../domain/supervision/commands.ts';
import type { Acting } from './acting.ts';
import type { DemoIds } from './load.ts';

/** What the demo's campaign has besides its tasks: indicators reached and not, a meeting and a visit to come, a bulletin that waits for the office to sign it. */
export async function playAround(acting: Acting, ids: DemoIds, campaignId: string, today: BeijingDate): Promise<void> {
  const day = (days: number): BeijingDate => addDays(today, days);
  const establish = (name: string, owner: string, rule: MeasureRule): Promise<string> =>
    acting.begin('office', 'indicator', { type: 'establish', campaignId, name, rule, ownerUnitId: ids.unit(owner), dueOn: day(40) } satisfies EstablishIndicator);
  /** One value a month, the last three days ago. */
  const values = async (login: string, indicator: string, source: string, ...amounts: readonly Amount[]): Promise<void> => {
    for (const [index, amount] of amounts.entries())
      await acting.step(login, 'indicator', indicator, {
        type: 'recordValue',
        amount,
        on: day(-3 - 30 * (amounts.length - 1 - index)),
        source,
      } satisfies IndicatorPersonCommand);
  };

  const schools = await establish('演示：健康促进学校比例', 'education', { kind: 'ratio', bound: 'atLeast', target: '50' });
  await values('liaison', schools, '演示：教育局台账', { numerator: '7', denominator: '20' }, { numerator: '9', denominator: '20' }, { numerator: '12', denominator: '20' });
  const communities = await establish('演示：健康社区比例', 'civil', { kind: 'ratio', bound: 'atLeast', target: '30' });
  await values('liaison-civil', communities, '演示：民政局台账', { numerator: '5', denominator: '40' }, { numerator: '8', denominator: '40' });
  const literacy = await establish('演示：居民健康素养水平', 'health', {
    kind: 'change',
    percent: '20',
    measure: 'percent',
    unit: '%',
    reference: { name: '全省平均水平', better: 'above' },
  });
  await acting.step('liaison-health', 'indicator', literacy, {
    type: 'setBaseline',
    amount: { value: '25.30' },
    on: day(-150),
    source: '演示：基线调查',
  } satisfies IndicatorPersonCommand);
  await values('liaison-health', literacy, '演示：监测调查', { value: '26.40' }, { value: '28.10' });

  await acting.begin('office', 'meeting', {
    type: 'convene',
    campaignId,
    kind: 'leadingGroup',
    title: '演示：领导小组工作协调会议',
    heldOn: day(14),
    place: '演示：区政府三楼会议室',
    agenda: [{ title: '演示：听取健康促进场所建设进展', unitId: ids.unit('education') }],
  } satisfies ConveneMeeting);
  await acting.begin('office', 'supervision', {
    type: 'plan',
    campaignId,
    kind: 'department',
    title: '演示：季度督导检查',
    scope: '演示：禁烟和健康社区建设',
    plannedOn: day(10),
    unitIds: [ids.unit('market'), ids.unit('streetEast')],
    team: [ids.person('office-2')],
  } satisfies PlanSupervision);
  await acting.begin('office', 'bulletin', { type: 'draft', campaignId, kind: 'progress', title: '演示：工作进展通报', from: day(-30), until: day(-1) } satisfies DraftBulletin);
}
