import { factLayout } from '../../api/process/fact-layout.ts';
import { presentFact } from '../../api/process/facts.ts';
import type { ActorRef } from '../../domain/process/fact.ts';
import { districtOrg } from '../campaign/district.ts';

const org = districtOrg();
/** A fact as its row reads: what, by whom, where, what it says. */
function read(type: string, data: Readonly<Record<string, unknown>>, actor: ActorRef = { by: 'time' }, language: 'zh' | 'en' = 'zh'): readonly (string | number)[] {
  const fact = presentFact({ seq: 3, type, data, actor, at: Date.UTC(2026, 2, 1, 4), receivedAt: 0, hash: '' }, { org, now: 0 }, language);
  return factLayout.columns.map(({ value }) => value(fact, { org, now: 0, language }, 0));
}
const said = (type: string, data: Readonly<Record<string, unknown>>, language: 'zh' | 'en' = 'zh') => read(type, data, undefined, language).at(-1);

describe('the record of a process in words', () => {
  test('names what happened, when in Beijing, and what people said', () => {
    expect(read('taskSentBack', { reason: '缺照片' })).toEqual([3, '2026-03-01 12:00', '退回补办', '（到时自动办理）', '', '理由：缺照片']);
    expect(read('taskSentBack', { reason: '缺照片' }, { by: 'system' }, 'en')).toEqual([3, '2026-03-01 12:00', 'sent back', '(the system)', '', 'reason: 缺照片']);
  });

  test('tells units by their names, and neither ids nor what the program keeps for itself', () => {
    const data = { leadUnitId: 'education', supportingUnitIds: ['health', 'gone'], order: 4, parentTaskId: 'x', evidence: ['a', 'b'], sets: [{ kind: 'task' }], late: false };
    expect(said('taskIssued', data)).toBe(`牵头单位：${org.unit('education')?.name}；配合单位：${org.unit('health')?.name}；附件：2件`);
    expect(said('rungReached', { deadline: 1, kind: 'task', rung: 'overdueNotice' })).toBe('催办级别：超期提醒');
    expect(said('sourceCorrected', { before: 'complaint', after: 'transfer', reason: '笔误' })).toBe('原为：投诉举报；改为：移送；理由：笔误');
    expect(said('fieldCorrected', { field: 'weight', value: 5, old: 3, reason: '笔误' })).toBe('更正项：权重；原为：3；改为：5；理由：笔误');
    expect(said('fieldCorrected', { field: 'phase', value: 'evaluation', old: 'intervention', reason: '笔误' }, 'en')).toBe(
      'field: Phase; before: intervention; after: evaluation; reason: 笔误',
    );
    expect(said('fieldCorrected', { field: 'phase', value: 'evaluation', old: 'intervention' })).toBe('更正项：阶段；原为：综合干预；改为：考评督导');
    expect(said('fieldCorrected', { field: 'mandatory', value: true, old: false })).toBe('更正项：必办；原为：否；改为：是');
    expect(said('fieldCorrected', { field: 'level', value: 'municipal', old: 'provincial' })).toBe('更正项：级别；原为：省级；改为：市级');
    expect([said('visitsEnded', { numbers: [1, 3] }), said('tasksUrged', { numbers: ['1', '3'] })]).toEqual(['督导检查：1、3', '任务：1、3']);
    expect(said('commentAnswered', { number: 2, decision: 'partly', reason: '已有规定' }, 'en')).toBe('number: 2; decision: adopted in part; reason: 已有规定');
    expect(said('filedCaseConcluded', { decision: '罚款', penaltyFen: 500_050 })).toBe('决定：罚款；罚没金额（元）：5,000.50');
    expect(said('filedCaseConcluded', { decision: '罚款', penaltyFen: 31_415_300 }, 'en')).toBe('decision: 罚款; fined (yuan): 314,153');
    expect(said('fieldCorrected', { field: 'budgetFen', value: 123_456_789, old: null, reason: '追加' })).toBe('更正项：预算（元）；改为：1,234,567.89；理由：追加');
  });

  test('says of a text that was erased that it was, and nothing of it', () => {
    expect(said('caseOpened', { number: '案〔2026〕1号', title: { erasedOn: '2026-05-01', basis: '个人信息保护法' } })).toBe('名称：（已依法删除）；编号：案〔2026〕1号');
  });
});
