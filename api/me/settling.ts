import { owingOf, plainKind } from '../../domain/chase/owing.ts';
import { superiors } from '../../domain/policy/chases.ts';
import { mayWith } from '../../domain/policy/policy.ts';
import type { Actor } from '../../domain/process/actor.ts';
import { type AllowedStep, type Participation, participations, type TimedType, timedTypes } from '../../domain/process/definition.ts';
import type { Commands } from '../process/step-names.ts';

/** By which steps what is due is settled: the first that may be taken now is the next one. What is settled by something begun elsewhere (a bulletin drafted) has none. */
const settling: { readonly [T in TimedType]: Readonly<Record<string, readonly Commands[T]['type'][]>> } = {
  campaign: { phaseEnd: ['closePhase'], meeting: ['recordMeeting'], supervision: ['recordSupervision'], bulletin: [], liaison: ['nameLiaisonOfficer'] },
  task: {
    task: ['submit', 'sign'],
    sign: ['sign'],
    node: ['completeNode', 'sign'],
    urgingAnswer: ['answerUrgingNotice'],
    review: ['accept', 'sendBack'],
    extension: ['decideExtension'],
    urgingNotice: ['signUrgingNotice'],
  },
  case: {
    inspect: ['recordInspection'],
    measure: ['issueOrder'],
    rectify: ['submitRectification', 'recordFollowUp'],
    suspension: ['recordFollowUp'],
    followUp: ['recordFollowUp'],
    decide: ['decideExtension', 'decideClose'],
    conclude: ['concludeFiled'],
  },
  meeting: { reply: ['reply'], minutes: ['recordMinutes'] },
  supervision: { visit: ['recordVisit'], objection: ['reviewObjection'], settling: ['close'] },
  indicator: { value: ['recordValue'] },
  survey: { points: ['recordProgress'] },
  evaluation: { review: ['showScores'], objection: ['publish'] },
  assessment: { selfCheck: ['submitSelfCheck', 'answerItem'], objection: ['answerObjection'] },
  consultation: { opinions: ['comment', 'agree'], answers: ['close', 'answerComment'] },
  bulletin: { signing: ['sign'], issuing: ['issue'] },
};
/** What of a case two inspectors settle by going there. */
export const visitKinds: readonly string[] = ['inspect', 'suspension', 'followUp'];

/** What of a thing tells apart by which step something due of it is settled. */
type Settled = { readonly kind?: string; readonly stage?: string };
/** What of a recurring task is due is answered by a report, but for its last; a task that was returned is given to another unit, or back. */
function first(type: TimedType, kind: string, { kind: recurs, stage }: Settled): readonly string[] {
  if (type !== 'task') return [];
  if (kind === 'task' && recurs === 'recurring') return ['report'];
  return kind === 'review' && stage === 'returned' ? ['reassign'] : [];
}
/** A decision settles the one request that its kind names. */
const asks: Readonly<Record<string, string>> = { 'decide.extension': 'decideExtension', 'decide.close': 'decideClose' };

/** The one next step, of those that may be taken, that would settle a deadline of this kind. */
export function nextStep(type: TimedType, kind: string, steps: readonly AllowedStep[], thing: Settled): string | undefined {
  const table: Readonly<Record<string, readonly string[]>> = settling[type];
  const wanted = asks[kind] === undefined ? [...first(type, kind, thing), ...(table[plainKind(kind)] ?? [])] : [asks[kind]];
  return wanted.find((step) => steps.some((one) => one.ok && one.type === step));
}

/** What a part in a process of a type makes one concerned with, as a query compares it: `lead task sign`. */
export type Concern = `${Participation} ${TimedType} ${string}`;

/** With what a post is concerned, by the way in which its unit takes part: what it may settle itself; who answers for the unit, with all that the unit owes. */
export const concernsOf = ({ role }: Pick<Actor, 'role'>): readonly Concern[] =>
  timedTypes.flatMap((type) =>
    (Object.entries(settling[type]) as readonly [string, readonly string[]][]).flatMap(([kind, steps]) => {
      const owers: readonly Participation[] = owingOf(type, kind)?.by ?? [];
      const answers = role !== undefined && superiors.includes(role);
      const begun = steps.length === 0 && role === 'office';
      return participations
        .filter((part) => (owers.includes(part) && (answers || begun)) || steps.some((step) => mayWith(role, type, step, part)))
        .map((part): Concern => `${part} ${type} ${kind}`);
    }),
  );
