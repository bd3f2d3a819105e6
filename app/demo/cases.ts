import type { CasePersonCommand } from '../../domain/case/commands.ts';
import type { Acting } from './acting.ts';
import type { DemoIds } from './load.ts';

/** Cases in every stage, one of them with its period just over, so that the manager in charge has an escalation from the first minute on. */
export async function playCases(acting: Acting, ids: DemoIds): Promise<number> {
  const officers = [ids.person('inspector-a'), ids.person('inspector-b')];
  let count = 0;
  const open = async (party: string, title: string, source: 'complaint' | 'randomDraw' | 'specialCampaign', steps: readonly CasePersonCommand[]): Promise<void> => {
    const id = await acting.begin<CasePersonCommand>('inspector-a', 'case', { type: 'open', partyId: ids.party(party), title, source });
    for (const step of steps) await acting.step('inspector-a', 'case', id, step);
    count++;
  };
  const violation: CasePersonCommand = { type: 'recordInspection', officers, result: 'violation', findings: [{ note: '演示：消毒记录不全，2项不符合要求' }] };
  const order: CasePersonCommand = { type: 'issueOrder', requirements: '演示：补全消毒记录，完善制度', period: { value: 10, unit: 'workingDay' } };
  await open('hotel', '演示：宾馆公共用品消毒投诉', 'complaint', []);
  await open('school', '演示：学校饮用水双随机抽查', 'randomDraw', [violation]);
  await open('clinic', '演示：诊所医疗废物专项检查', 'specialCampaign', [violation, order]);
  await open('restaurant', '演示：餐饮具消毒责令改正（已超期）', 'complaint', [violation, { ...order, period: { value: 1, unit: 'second' } }]);
  await open('pharmacy', '演示：药店执业人员在岗检查（待复查）', 'randomDraw', [violation, order, { type: 'submitRectification', description: '演示：已补全记录，附整改说明' }]);
  await open('clinic', '演示：诊所超范围执业立案', 'complaint', [violation, { type: 'fileCase', reason: '演示：涉嫌超出登记范围开展诊疗活动' }]);
  await open('hotel', '演示：宾馆禁烟检查（合格办结）', 'randomDraw', [{ type: 'recordInspection', officers, result: 'clean', findings: [] }]);
  return count;
}
