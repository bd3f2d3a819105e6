import { schemas } from 'duban:schemas';
import { narrowed, type Schema, withKnown } from '../steps/schema.ts';

/** What an office says when it begins one of these; ladders and drills' periods of one thing alone are for the API. */
const asked = {
  NewMeeting: ['campaignId', 'kind', 'title', 'heldOn', 'place', 'agenda', 'unitIds'],
  NewSupervision: ['campaignId', 'kind', 'title', 'scope', 'plannedOn', 'unitIds', 'team', 'taskIds', 'followUpOf', 'reason'],
  NewIndicator: ['campaignId', 'name', 'rule', 'ownerUnitId', 'perUnit', 'unitIds', 'dueOn'],
  NewSurvey: ['campaignId', 'name', 'method', 'leadUnitId', 'points', 'dueOn'],
  NewBulletin: ['campaignId', 'kind', 'title', 'from', 'until'],
  NewEvaluation: ['campaignId', 'standard', 'title', 'selfCheckDueOn', 'classes', 'weights', 'passMark'],
  NewConsultation: ['planId', 'unitIds', 'dueOn', 'message'],
  NewTask: ['content', 'standard', 'leadUnitId', 'supportingUnitIds', 'dueOn', 'evidenceRequired', 'origin'],
} as const;

/** Of what the API takes one of several for, the one that is asked here. */
const needed: Readonly<Partial<Record<keyof typeof asked, readonly string[]>>> = { NewTask: ['dueOn'] };

/** The form of a new thing, with what is known already: the campaign in which it begins. */
export function newThing(name: keyof typeof asked, known: Readonly<Record<string, unknown>> = {}): Schema {
  const schema = narrowed(schemas[name] ?? {}, asked[name]);
  return withKnown({ ...schema, required: [...(schema.required ?? []), ...(needed[name] ?? [])] }, known);
}
