import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { components } from '../api/types.ts';

type Schemas = components['schemas'];

/** What has a record, steps and a page of its own, by its place in the API's addresses. */
export interface Things {
  readonly campaigns: Schemas['Campaign'];
  readonly tasks: Schemas['Task'];
  readonly cases: Schemas['Case'];
  readonly meetings: Schemas['Meeting'];
  readonly supervisions: Schemas['Supervision'];
  readonly indicators: Schemas['Indicator'];
  readonly surveys: Schemas['Survey'];
  readonly bulletins: Schemas['Bulletin'];
  readonly evaluations: Schemas['Evaluation'];
  readonly assessments: Schemas['Assessment'];
  readonly consultations: Schemas['Consultation'];
}

/** The schema of the steps of each. */
export const commandOf: Readonly<Record<keyof Things, string>> = {
  campaigns: 'CampaignCommand',
  tasks: 'TaskCommand',
  cases: 'CaseCommand',
  meetings: 'MeetingCommand',
  supervisions: 'SupervisionCommand',
  indicators: 'IndicatorCommand',
  surveys: 'SurveyCommand',
  bulletins: 'BulletinCommand',
  evaluations: 'EvaluationCommand',
  assessments: 'AssessmentCommand',
  consultations: 'ConsultationCommand',
};

/** The type of each, as facts, notices and the stream of changes name it. */
export const typeOfThings: Readonly<Record<keyof Things, string>> = {
  campaigns: 'campaign',
  tasks: 'task',
  cases: 'case',
  meetings: 'meeting',
  supervisions: 'supervision',
  indicators: 'indicator',
  surveys: 'survey',
  bulletins: 'bulletin',
  evaluations: 'evaluation',
  assessments: 'assessment',
  consultations: 'consultation',
};

const placesOfTypes = new Map(Object.entries(typeOfThings).map(([things, type]) => [type, things]));

/** The page on which a thing stands, by its type; undefined for a type that has none. */
export const placeOf = ({ type, id }: { readonly type: string; readonly id: string }): string | undefined => {
  const things = placesOfTypes.get(type);
  return things === undefined ? undefined : `/${things}/${id}`;
};

/** One thing as GET shows it. */
export const thingQuery = <K extends keyof Things>(things: K, id: string) =>
  queryOptions({ queryKey: [things, id] as readonly [string, string], queryFn: () => ask<Things[K]>('GET', `/api/v1/${things}/${id}`) });
