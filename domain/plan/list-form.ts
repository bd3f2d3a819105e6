import type { Bilingual } from '../notice/notice.ts';
import type { PhaseKind, TaskKind } from '../task/state.ts';
import { maskContactLines } from './contact.ts';
import type { Rhythm } from './deadline.ts';
import { clean, flat, tight } from './text.ts';

/** The columns of a task list as it is given out: by these the import of plans knows it again. */
export const listColumns = {
  number: { zh: '序号', en: 'No.' },
  content: { zh: '任务内容', en: 'Content' },
  lead: { zh: '牵头单位', en: 'Lead unit' },
  supporting: { zh: '配合单位', en: 'Supporting units' },
  due: { zh: '完成时限', en: 'Due' },
  standard: { zh: '工作标准', en: 'Standard' },
  section: { zh: '部分', en: 'Section' },
  phase: { zh: '阶段', en: 'Phase' },
  kind: { zh: '任务类型', en: 'Kind' },
  rhythm: { zh: '周期', en: 'Rhythm' },
  units: { zh: '分担单位', en: 'Units with a share' },
  evidence: { zh: '佐证材料', en: 'Evidence required' },
  weight: { zh: '权重', en: 'Weight' },
  whole: { zh: '所属任务', en: 'Share of task' },
  stage: { zh: '状态', en: 'Stage' },
} as const satisfies Record<string, Bilingual>;
export type ListColumn = keyof typeof listColumns;

/** Phases as offices write them. */
export const phaseNames: Readonly<Record<PhaseKind, Bilingual>> = {
  commitment: { zh: '政府承诺', en: 'commitment' },
  intervention: { zh: '综合干预', en: 'intervention' },
  evaluation: { zh: '考评督导', en: 'evaluation' },
};

/** Kinds of tasks as lists write them. */
export const kindNames: Readonly<Record<TaskKind, Bilingual>> = {
  once: { zh: '一次性', en: 'once' },
  recurring: { zh: '周期性', en: 'recurring' },
  eachUnit: { zh: '各单位', en: 'each unit' },
};

/** Rhythms as lists write them. */
export const rhythmNames: Readonly<Record<Rhythm, Bilingual>> = {
  week: { zh: '每周', en: 'weekly' },
  month: { zh: '每月', en: 'monthly' },
  quarter: { zh: '每季度', en: 'quarterly' },
  halfYear: { zh: '每半年', en: 'twice a year' },
  year: { zh: '每年', en: 'yearly' },
};

/** What the list says of a task that was cancelled: it is no part of the plan any more. */
export const cancelledName: Bilingual = { zh: '已取消', en: 'cancelled' };

/** The word of a closed list that a cell holds, in either language. */
export function wordIn<K extends string>(words: Readonly<Record<K, Bilingual>>, cell: string): K | undefined {
  const text = cell.trim();
  return (Object.keys(words) as K[]).find((key) => words[key].zh === text || words[key].en === text);
}

const linesIn = (text: string): readonly string[] =>
  text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line.length > 0);

/** A cell’s text without the blank lines and the space around lines that files lose or gain. */
export const cellText = (text: string): string => linesIn(text).join('\n');

/** A text as a cell gives it back: what no file carries is gone, and what is hidden of persons is hidden. Two texts that read the same are the same to the import. */
export const asRead = (text: string): string => cellText(maskContactLines(linesIn(text).map(clean)).join('\n'));

/** A number as lists are compared by it: width and spaces aside. */
export const numberKey = (number: string): string => tight(flat(number));

/** Pieces of evidence that a cell lists, one a line or divided by 、 or ；. */
export const itemsIn = (cell: string): readonly string[] =>
  (cell.includes('\n') ? cell.split('\n') : cell.split(/[、；;]/)).map((item) => item.trim()).filter((item) => item.length > 0);
