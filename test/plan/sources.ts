import { readFileSync } from 'node:fs';
import { type PlanDraft, parsePlan } from '../../domain/plan/draft.ts';
import { sourceOf } from '../../domain/plan/source.ts';
import type { PlanUnit } from '../../domain/plan/unit.ts';

/** Text of a fixture plan. */
export const fixture = (name: string): string => readFileSync(new URL(`../fixtures/plans/${name}.txt`, import.meta.url), 'utf8');

const unit = (id: string, name: string, kind: PlanUnit['kind'], parentId: string | undefined, aliases: readonly string[] = []): PlanUnit => ({
  id,
  name,
  kind,
  aliases,
  ...(parentId === undefined ? {} : { parentId }),
});

/** An invented district's units, named in full as registers do. */
export const districtUnits: readonly PlanUnit[] = [
  unit('city', '连云港市', 'city', undefined),
  unit('district', '连云区', 'district', 'city'),
  unit('wsj', '连云区卫生健康委员会', 'department', 'district'),
  unit('xcb', '中共连云区委宣传部', 'department', 'district'),
  unit('wtl', '连云区文化体育和旅游局', 'department', 'district'),
  unit('czj', '连云区财政局', 'department', 'district'),
  unit('jyj', '连云区教育局', 'department', 'district'),
  unit('yj', '连云区应急管理局', 'department', 'district'),
  unit('jfj', '连云区经济发展局', 'department', 'district'),
  unit('gh', '连云区总工会', 'department', 'district'),
  unit('cg', '连云区城市管理局', 'department', 'district'),
  unit('sc', '连云区市场监督管理局', 'department', 'district'),
  unit('zj', '连云区住房和城乡建设局', 'department', 'district'),
  unit('mz', '连云区民政局', 'department', 'district'),
  unit('rs', '连云区人力资源和社会保障局', 'department', 'district'),
  unit('tw', '共青团连云区委员会', 'department', 'district'),
  unit('fl', '连云区妇女联合会', 'department', 'district'),
  unit('hb', '连云港市生态环境局连云分局', 'department', 'district'),
  unit('s1', '墟沟街道办事处', 'subDistrict', 'district'),
];

/** Parses a text with the invented district's units. */
export const draftOf = (text: string, units: readonly PlanUnit[] = districtUnits): PlanDraft => parsePlan(sourceOf(text), { units });
/** A fixture's draft. */
export const fixtureDraft = (name: string): PlanDraft => draftOf(fixture(name));
/** A one-chapter plan around items. */
export const planOf = (...items: readonly string[]): PlanDraft => draftOf(['平湾区2025年爱国卫生工作要点', '一、重点任务', ...items].join('\n'));
export const codesOf = (draft: PlanDraft): readonly string[] => draft.warnings.map((warning) => warning.code);
