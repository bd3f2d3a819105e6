import type { components } from '../api/types.ts';
import { language } from '../i18n/index.ts';
import type { Choices } from '../steps/offered.tsx';
import { dayText, momentText } from '../ui/time.ts';
import { below } from './below.ts';
import { allOf, type Query } from './lists.ts';
import type { Told } from './measures.ts';

type Schemas = components['schemas'];

const lookup = <T>(what: string, address: string, choice: (row: T) => readonly [string, string], query: Query = {}) => ({
  queryKey: ['choices', what, address],
  queryFn: async (): Promise<Choices> => (await allOf<T>(address, query)).map(choice),
});

/** The tasks of a campaign, for forms that name some. */
export const tasksOf = (campaignId: string) =>
  lookup<Schemas['TaskItem']>('tasks', `/api/v1/campaigns/${campaignId}/tasks`, ({ id, number, content }) => [id, `${number} ${content}`]);

/** The open tasks outside any campaign that one sees, of which several are urged at once. */
export const assignedTasks = () =>
  lookup<Schemas['TaskItem']>('tasks', '/api/v1/tasks', ({ id, number, content }) => [id, `${number} ${content}`], { outside: 'true', open: 'true' });

/** The indicators of a campaign. */
export const indicatorsOf = (campaignId: string) =>
  lookup<Schemas['IndicatorItem']>('indicators', `/api/v1/campaigns/${campaignId}/indicators`, ({ id, number, name }) => [id, `${number} ${name}`]);

/** The supervisions of a campaign, of which another may be the follow-up. */
export const supervisionsOf = (campaignId: string) =>
  lookup<Schemas['SupervisionItem']>('supervisions', `/api/v1/campaigns/${campaignId}/supervisions`, ({ id, number, title }) => [id, `${number} ${title}`]);

/** The surveys of a campaign, from which a value may come. */
export const surveysOf = (campaignId: string) =>
  lookup<Schemas['SurveyItem']>('surveys', `/api/v1/campaigns/${campaignId}/surveys`, ({ id, number, name }) => [id, `${number} ${name}`]);

/** The drafts of one's office, about which units may be asked. */
export const plansOf = () => lookup<Schemas['PlanItem']>('plans', '/api/v1/plans', ({ id, title }) => [id, title]);

/** The units below one, at any depth: those to which it may break a task down. */
export const unitsBelow = (unitId: string) => ({
  queryKey: ['choices', 'below', unitId],
  queryFn: async (): Promise<Choices> => {
    const units = await allOf<Schemas['UnitItem']>('/api/v1/units', { living: 'true' });
    return below(units, unitId).map(({ id, name }) => [id, name]);
  },
});

interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** Things that are known by name already: the units of a visit, those invited to a meeting. */
export const choicesOf = (known: readonly Named[]): Choices => known.map(({ id, name }) => [id, name ?? '']);

/** Measures of a case: kind, text, and the day by which or, without one, the moment at which. */
export const measureChoices = (measures: readonly Told[], kindName: (kind: Told['kind']) => string): Choices =>
  measures.map(({ number, kind, text, dueOn, issuedAt }) => [
    String(number),
    `${number}. ${[kindName(kind), text, dueOn === null ? momentText(issuedAt, language()) : dayText(dueOn, language())].filter(Boolean).join(' · ')}`,
  ]);

/** The posts of a unit and the units right below it, which a split gives to its parts. */
export const partsOf = (unitId: string) => ({
  posts: {
    queryKey: ['choices', 'posts of', unitId],
    queryFn: async (): Promise<Choices> =>
      (await allOf<Schemas['PostItem']>('/api/v1/posts', { living: 'true', unitId })).map(({ id, title, person }) => [id, [title, person?.name].filter(Boolean).join(' · ')]),
  },
  children: {
    queryKey: ['choices', 'children', unitId],
    queryFn: async (): Promise<Choices> =>
      (await allOf<Schemas['UnitItem']>('/api/v1/units', { living: 'true' })).flatMap(({ id, name, parent }) => (parent?.id === unitId ? [[id, name] as const] : [])),
  },
});
