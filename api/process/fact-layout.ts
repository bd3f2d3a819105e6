import { conditionRules } from '../../domain/campaign/condition.ts';
import type { ConditionKey } from '../../domain/campaign/state.ts';
import { rungName } from '../../domain/chase/rungs.ts';
import type { Amount } from '../../domain/indicator/evaluate.ts';
import type { Bilingual } from '../../domain/notice/notice.ts';
import { phaseNames } from '../../domain/plan/list-form.ts';
import type { ShownFact } from '../../ledger/facts.ts';
import { levelNames } from '../campaigns/export.ts';
import { sourceNames } from '../cases/export.ts';
import { column, minute, named } from '../export/columns.ts';
import type { ExportContext, Layout } from '../export/table.ts';
import { type Language, say } from '../http/language.ts';
import { factName } from './fact-names.ts';
import type { presentFact } from './facts.ts';
import { fieldNames } from './field-names.ts';
import { yuanText } from './money.ts';

type Fact = ReturnType<typeof presentFact>;

/** How a part of a fact's data is written in words, beside the rest of the data; undefined where it says nothing to people. */
type Written = (value: unknown, context: ExportContext, data: Readonly<Record<string, unknown>>) => string | undefined;
const has = <K extends string>(value: unknown, key: K): value is Readonly<Record<K, unknown>> => typeof value === 'object' && value !== null && key in value;

const text: Written = (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);
/** One of these words where it is a word of the records, else as somebody wrote it. */
const oneOf =
  (words: Readonly<Record<string, Bilingual>>): Written =>
  (value, context, data) => {
    const known = typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined;
    return known ? say(known, context.language) : text(value, context, data);
  };
const units: Written = (value, { org }) => (Array.isArray(value) ? value : [value]).flatMap((id) => org.unit(String(id))?.name ?? []).join('、');
const person: Written = (value, { org }) => org.person(String(value))?.name;
const people: Written = (value, { org }) => (Array.isArray(value) ? value.flatMap((id) => org.person(String(id))?.name ?? []).join('、') : undefined);
const yes: Written = (value, { language }) => (value === true ? say({ zh: '是', en: 'yes' }, language) : undefined);
const yesOrNo: Written = (value, context, data) => yes(value, context, data) ?? say({ zh: '否', en: 'no' }, context.language);
/** A value, a ratio, or how many items are done. */
const amount: Written = (value) => {
  const { value: plain, numerator, denominator, items } = value as Amount;
  return plain ?? (numerator === undefined ? items && String(items.length) : `${numerator}/${denominator ?? ''}`);
};
const list: Written = (value) => (Array.isArray(value) && value.length > 0 ? value.join('、') : undefined);
const pieces: Written = (value, { language }) => (Array.isArray(value) && value.length > 0 ? (language === 'zh' ? `${value.length}件` : String(value.length)) : undefined);
const dueOn: Written = (value, context, data) => (has(value, 'dueOn') ? text(value.dueOn, context, data) : undefined);
const money: Written = (value) => (typeof value === 'number' ? yuanText(value) : undefined);
const found: Written = (value) =>
  Array.isArray(value) ? value.map((one, index) => `${index + 1}. ${has(one, 'content') ? one.content : has(one, 'note') ? one.note : ''}`).join('；') : undefined;
const words = oneOf({ ...sourceNames, ...phaseNames, ...levelNames });
/** What was set instead of what: a unit by its name, money in yuan, several things side by side. */
const setting: Written = (value, context, data) => {
  const written = (one: unknown): Written => (typeof one === 'boolean' ? yesOrNo : data.field === 'budgetFen' ? money : words);
  return (Array.isArray(value) ? value : [value]).flatMap((one) => context.org.unit(String(one))?.name ?? written(one)(one, context, data) ?? []).join('、');
};

const decisions = {
  upheld: { zh: '维持', en: 'upheld' },
  changed: { zh: '变更', en: 'changed' },
  withdrawn: { zh: '撤销', en: 'withdrawn' },
  adopted: { zh: '采纳', en: 'adopted' },
  partly: { zh: '部分采纳', en: 'adopted in part' },
  notAdopted: { zh: '未采纳', en: 'not adopted' },
} as const;
const results = {
  clean: { zh: '未发现问题', en: 'clean' },
  violation: { zh: '发现问题', en: 'violation' },
  rectified: { zh: '已整改', en: 'rectified' },
  partly: { zh: '部分整改', en: 'partly rectified' },
  not: { zh: '未整改', en: 'not rectified' },
} as const;

interface Part {
  readonly label: Bilingual;
  readonly written: Written;
}

/** What of a fact is told in words, under which label, in this order; ids, codes and what the program keeps for itself are left out. */
const parts: Readonly<Record<string, Part>> = {
  step: { label: { zh: '撤回的步骤', en: 'step' }, written: (value, { language }) => factName(String(value), language) },
  title: { label: { zh: '名称', en: 'title' }, written: text },
  name: { label: { zh: '名称', en: 'name' }, written: text },
  number: { label: { zh: '编号', en: 'number' }, written: text },
  documentNumber: { label: { zh: '文号', en: 'document number' }, written: text },
  decisionNumber: { label: { zh: '决定书文号', en: 'number of the decision' }, written: text },
  content: { label: { zh: '内容', en: 'content' }, written: text },
  item: { label: { zh: '考评项', en: 'item' }, written: text },
  numbers: { label: { zh: '任务', en: 'tasks' }, written: list },
  condition: { label: { zh: '条件', en: 'condition' }, written: (value, { language }) => conditionRules[value as ConditionKey]?.label[language] },
  source: { label: { zh: '来源', en: 'source' }, written: oneOf(sourceNames) },
  finding: { label: { zh: '问题序号', en: 'finding' }, written: text },
  findings: { label: { zh: '问题', en: 'findings' }, written: found },
  taskNumber: { label: { zh: '任务序号', en: 'task' }, written: text },
  leadUnitId: { label: { zh: '牵头单位', en: 'lead unit' }, written: units },
  supportingUnitIds: { label: { zh: '配合单位', en: 'supporting units' }, written: units },
  memberUnitIds: { label: { zh: '成员单位', en: 'members' }, written: units },
  unitId: { label: { zh: '单位', en: 'unit' }, written: units },
  unitIds: { label: { zh: '单位', en: 'units' }, written: units },
  alsoFor: { label: { zh: '一并代表', en: 'also for' }, written: units },
  silentUnitIds: { label: { zh: '未反馈单位', en: 'without an answer' }, written: units },
  absent: { label: { zh: '缺席单位', en: 'absent' }, written: units },
  personId: { label: { zh: '人员', en: 'person' }, written: person },
  from: { label: { zh: '自', en: 'from' }, written: (value, context, data) => person(value, context, data) ?? text(value, context, data) },
  to: { label: { zh: '至', en: 'to' }, written: person },
  until: { label: { zh: '至', en: 'until' }, written: text },
  on: { label: { zh: '日期', en: 'on' }, written: text },
  heldOn: { label: { zh: '日期', en: 'held on' }, written: text },
  day: { label: { zh: '日期', en: 'day' }, written: dueOn },
  planned: { label: { zh: '计划日期', en: 'planned for' }, written: dueOn },
  due: { label: { zh: '时限', en: 'due' }, written: dueOn },
  dueOn: { label: { zh: '时限', en: 'due' }, written: text },
  rung: { label: { zh: '催办级别', en: 'rung' }, written: (value, { language }) => rungName(String(value))[language] },
  approvedBy: { label: { zh: '批准机关', en: 'approved by' }, written: text },
  approvedOn: { label: { zh: '批准日期', en: 'approved on' }, written: text },
  place: { label: { zh: '地点', en: 'place' }, written: text },
  attends: { label: { zh: '参会', en: 'attends' }, written: yesOrNo },
  nothing: { label: { zh: '零报告', en: 'nothing to report' }, written: yes },
  progress: { label: { zh: '进展', en: 'progress' }, written: text },
  percent: { label: { zh: '完成百分比', en: 'percent' }, written: text },
  officers: { label: { zh: '执法人员', en: 'officers' }, written: people },
  result: { label: { zh: '结果', en: 'result' }, written: oneOf(results) },
  decision: { label: { zh: '决定', en: 'decision' }, written: oneOf(decisions) },
  amount: { label: { zh: '数值', en: 'amount' }, written: amount },
  point: { label: { zh: '调查点', en: 'point' }, written: text },
  reached: { label: { zh: '已查数', en: 'reached' }, written: text },
  valid: { label: { zh: '有效数', en: 'valid' }, written: text },
  rechecked: { label: { zh: '质控复核数', en: 'rechecked' }, written: text },
  agreed: { label: { zh: '符合数', en: 'agreed' }, written: text },
  met: { label: { zh: '达标指标数', en: 'met' }, written: text },
  counted: { label: { zh: '应达标指标数', en: 'counted' }, written: text },
  claim: { label: { zh: '自评分', en: 'claim' }, written: text },
  points: { label: { zh: '得分', en: 'points' }, written: text },
  score: { label: { zh: '得分', en: 'score' }, written: text },
  penaltyFen: { label: { zh: '罚没金额（元）', en: 'fined (yuan)' }, written: money },
  text: { label: { zh: '意见', en: 'text' }, written: text },
  proposal: { label: { zh: '建议表述', en: 'proposed wording' }, written: text },
  minutes: { label: { zh: '纪要', en: 'minutes' }, written: text },
  summary: { label: { zh: '总结', en: 'summary' }, written: text },
  description: { label: { zh: '整改情况', en: 'description' }, written: text },
  requirements: { label: { zh: '要求', en: 'requirements' }, written: text },
  message: { label: { zh: '附言', en: 'message' }, written: text },
  field: { label: { zh: '更正项', en: 'field' }, written: oneOf(fieldNames) },
  old: { label: { zh: '原为', en: 'before' }, written: setting },
  before: { label: { zh: '原为', en: 'before' }, written: setting },
  value: { label: { zh: '改为', en: 'after' }, written: setting },
  after: { label: { zh: '改为', en: 'after' }, written: setting },
  reason: { label: { zh: '理由', en: 'reason' }, written: text },
  note: { label: { zh: '备注', en: 'note' }, written: text },
  evidence: { label: { zh: '附件', en: 'attachments' }, written: pieces },
  late: { label: { zh: '逾期', en: 'late' }, written: yes },
};
/** Parts that one type of fact calls otherwise. */
const partsOf: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  visitsEnded: { numbers: { label: { zh: '督导检查', en: 'visits' }, written: list } },
};
const erased: Bilingual = { zh: '（已依法删除）', en: '(erased by law)' };

/** What a fact says besides its name, part by part, each under its label. */
export function toldParts({ type, data }: Pick<ShownFact, 'type' | 'data'>, context: ExportContext): readonly { readonly name: string; readonly text: string }[] {
  const { language } = context;
  return Object.entries({ ...parts, ...partsOf[type] }).flatMap(([key, { label, written }]) => {
    const value = data[key];
    if (value === undefined || value === null) return [];
    const words = has(value, 'erasedOn') ? say(erased, language) : written(value, context, data);
    return words === undefined || words === '' ? [] : [{ name: say(label, language), text: words }];
  });
}

/** The same on one line. */
const told = (fact: Fact, context: ExportContext): string =>
  context.language === 'zh'
    ? toldParts(fact, context)
        .map(({ name, text: words }) => `${name}：${words}`)
        .join('；')
    : toldParts(fact, context)
        .map(({ name, text: words }) => `${name}: ${words}`)
        .join('; ');

/** Who did it, and for whom. */
function doer({ actor }: Fact, language: Language): string {
  const { person: by, forPerson, entered } = actor;
  if (!by) return say(actor.by === 'time' ? { zh: '（到时自动办理）', en: '(by time)' } : { zh: '（系统）', en: '(the system)' }, language);
  if (!forPerson) return by.name ?? '';
  const how = say(entered ? { zh: '{by}代为录入', en: 'entered by {by}' } : { zh: '{by}代行', en: 'by {by} for them' }, language, { by: by.name ?? '' });
  return language === 'zh' ? `${forPerson.name ?? ''}（${how}）` : `${forPerson.name ?? ''} (${how})`;
}

/** 办理过程记录: what happened, when, by whom. */
export const factLayout: Layout<Fact> = {
  name: { zh: '办理过程记录', en: 'Record of the process' },
  columns: [
    column('序号', 'No.', 8, (fact) => fact.seq),
    minute('时间', 'At', (fact) => fact.at),
    column('事项', 'What', 24, (fact, { language }) => factName(fact.type, language)),
    column('办理人', 'By', 22, (fact, { language }) => doer(fact, language)),
    named('单位', 'Unit', 26, (fact) => fact.actor.unit),
    column('内容', 'Said', 90, told),
  ],
};
