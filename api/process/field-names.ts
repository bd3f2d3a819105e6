import type { CorrectableCampaignField } from '../../domain/campaign/commands.ts';
import type { FieldCorrected } from '../../domain/case/facts.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import type { CorrectableField } from '../../domain/task/commands.ts';

type Changed = CorrectableCampaignField | CorrectableField | FieldCorrected['field'] | 'leadUnitId' | 'supportingUnitIds';

/** What people call the fields that they change. */
export const fieldNames: Readonly<Record<Changed, Bilingual>> = {
  number: { zh: '编号', en: 'Number' },
  content: { zh: '任务内容', en: 'Content' },
  standard: { zh: '工作标准', en: 'Standard' },
  section: { zh: '部分', en: 'Section' },
  phase: { zh: '阶段', en: 'Phase' },
  weight: { zh: '权重', en: 'Weight' },
  mandatory: { zh: '必办', en: 'Mandatory' },
  evidenceRequired: { zh: '所需佐证', en: 'Evidence required' },
  dueOn: { zh: '完成时限', en: 'Due' },
  leadUnitId: { zh: '牵头单位', en: 'Lead unit' },
  supportingUnitIds: { zh: '配合单位', en: 'Supporting units' },
  title: { zh: '标题', en: 'Title' },
  note: { zh: '备注', en: 'Note' },
  documentNumber: { zh: '文号', en: 'Document number' },
  legalBasis: { zh: '依据', en: 'Legal basis' },
  level: { zh: '级别', en: 'Level' },
  budgetFen: { zh: '预算（元）', en: 'Budget (yuan)' },
  memberUnitIds: { zh: '成员单位', en: 'Member units' },
  phaseEndsOn: { zh: '阶段结束日期', en: 'End of the phase' },
};
