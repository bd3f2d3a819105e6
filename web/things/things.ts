import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { components } from '../api/types.ts';

type Schemas = components['schemas'];

/** What has a record, steps and a page of its own, by its place in the API's addresses. */
export interface Things {
  readonly campaigns: Schemas['Campaign'];
  readonly tasks: Schemas['Task'];
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
  meetings: 'MeetingCommand',
  supervisions: 'SupervisionCommand',
  indicators: 'IndicatorCommand',
  surveys: 'SurveyCommand',
  bulletins: 'BulletinCommand',
  evaluations: 'EvaluationCommand',
  assessments: 'AssessmentCommand',
  consultations: 'ConsultationCommand',
};

/** One thing as GET shows it. */
export const thingQuery = <K extends keyof Things>(things: K, id: string) =>
  queryOptions({ queryKey: [things, id] as readonly [string, string], queryFn: () => ask<Things[K]>('GET', `/api/v1/${things}/${id}`) });
