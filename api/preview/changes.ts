import type { CampaignState } from '../../domain/campaign/state.ts';
import type { Org } from '../../domain/org/org.ts';
import type { ProcessState, ProcessType } from '../../domain/process/definition.ts';
import type { TaskState } from '../../domain/task/state.ts';
import type { Language } from '../http/language.ts';
import { unitRef } from '../http/reference.ts';
import { limitFields } from '../ladders/limits.ts';
import { fieldNames } from '../process/field-names.ts';

type Value = string | number | readonly string[] | ReturnType<typeof unitRef> | readonly ReturnType<typeof unitRef>[] | null;

/** A field that people change, what they call it, and how it is shown. */
interface Field<S> {
  readonly field: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly value: (state: S, org: Org, language: Language) => Value | undefined;
}

const taskFields: readonly Field<TaskState>[] = [
  { field: 'number', name: fieldNames.number, value: (task) => task.number },
  { field: 'content', name: fieldNames.content, value: (task) => task.content },
  { field: 'standard', name: fieldNames.standard, value: (task) => task.standard },
  { field: 'section', name: fieldNames.section, value: (task) => task.section },
  { field: 'phase', name: fieldNames.phase, value: (task) => task.phase },
  { field: 'weight', name: fieldNames.weight, value: (task) => task.weight },
  { field: 'evidenceRequired', name: fieldNames.evidenceRequired, value: (task) => task.evidenceRequired },
  { field: 'dueOn', name: fieldNames.dueOn, value: (task) => task.due?.dueOn },
  { field: 'leadUnitId', name: fieldNames.leadUnitId, value: (task, org) => unitRef(task.leadUnitId, org) },
  { field: 'supportingUnitIds', name: fieldNames.supportingUnitIds, value: (task, org) => task.supportingUnitIds.map((id) => unitRef(id, org)) },
];

const campaignFields: readonly Field<CampaignState>[] = [
  { field: 'title', name: fieldNames.title, value: (campaign) => campaign.title },
  { field: 'documentNumber', name: fieldNames.documentNumber, value: (campaign) => campaign.documentNumber },
  { field: 'memberUnitIds', name: fieldNames.memberUnitIds, value: (campaign, org) => campaign.memberUnitIds.map((id) => unitRef(id, org)) },
];

/** The limits and intervals of its chase rules, each in words. */
const ruleFields = limitFields.map(({ field, name, text }): Field<CampaignState> => ({ field, name, value: ({ ladders }, _org, language) => text(ladders, language) }));

/** The dates of each phase by its place: they are changed one by one. */
const phaseFields = (campaign: CampaignState): readonly Field<CampaignState>[] =>
  campaign.phases.flatMap(({ name }, index): readonly Field<CampaignState>[] => [
    { field: `phases.${index}.startsOn`, name: { zh: `“${name}”开始`, en: `“${name}” starts` }, value: ({ phases }) => phases[index]?.startsOn },
    { field: `phases.${index}.endsOn`, name: { zh: `“${name}”结束`, en: `“${name}” ends` }, value: ({ phases }) => phases[index]?.endsOn },
  ]);

function changed<S>(fields: readonly Field<S>[], before: S, after: S, { org, language }: { readonly org: Org; readonly language: Language }) {
  return fields.flatMap(({ field, name, value }) => {
    const [old, now] = [value(before, org, language) ?? null, value(after, org, language) ?? null];
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ field, name: name[language], before: old, after: now }];
  });
}

/** What a command would change of a task or a campaign in text, units, dates or limits; of other processes nothing is told field by field. */
export function changesOf(type: ProcessType, before: ProcessState, after: ProcessState, context: { readonly org: Org; readonly language: Language }) {
  if (type === 'task') return changed(taskFields, before as TaskState, after as TaskState, context);
  if (type !== 'campaign') return [];
  const campaign = after as CampaignState;
  return changed([...campaignFields, ...phaseFields(campaign), ...ruleFields], before as CampaignState, campaign, context);
}
