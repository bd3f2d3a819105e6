import { beijingDateOf } from '../../calendar/beijing.ts';
import { periodsRefused } from '../../chase/periods.ts';
import { accept, type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { Period } from '../../process/time.ts';
import { caseRules, chaseUntil, limitFrom, limitFromNow } from '../ladders.ts';
import { cannotAvoidFiling, mustBeAt, mustHaveStandingMeasure } from '../rules.ts';
import { type CaseState, decideKinds, dueOf, openOrders, pendingExtension, standingMeasures } from '../state.ts';
import type { Steps } from './step.ts';

/** Measures are taken once a violation is found, several at once, until a follow-up has judged them. */
const mayMeasure = (state: CaseState): Refusal | undefined => mustBeAt(state, 'inspected', 'ordered') ?? cannotAvoidFiling(state);

const nextNumber = (state: CaseState): number => state.measures.length + 1;

/** The kind that chases a measure: the plain name while it is free, else with the measure's number, so that no open deadline is replaced. */
const kindFor = (base: 'rectify' | 'suspension', state: CaseState): string => (state.deadlines.some((deadline) => deadline.kind === base) ? `${base}.${nextNumber(state)}` : base);

function term(base: 'rectify' | 'suspension', period: Period, state: CaseState, world: World) {
  const ended = openOrders(state).length === 0 ? ['measure', 'followUp'] : ['measure'];
  // After "partly" a new order takes the place of more time for the old one.
  const requestEnded = base === 'rectify' && state.stage === 'inspected' ? [decideKinds.extension] : [];
  const spec = chaseUntil(kindFor(base, state), world.calendar.due(world.now, period, caseRules[base]), state.chase, world);
  // An order or a suspension brings its own date for the follow-up; one counted from a talk alone gives way.
  return { period, deadline: spec.kind, ...dueOf(spec), clears: [...ended, ...requestEnded], sets: [spec] };
}

/** Orders to rectify, suspensions of business, talks, and taking back what was issued by mistake. */
export const measuring: Steps<'issueOrder' | 'suspendBusiness' | 'summonForTalk' | 'withdrawMeasure'> = {
  issueOrder: {
    may: mayMeasure,
    take: (state, command, world) =>
      periodsRefused([command.period], world) ??
      accept([{ type: 'rectificationOrdered', measure: nextNumber(state), requirements: command.requirements, ...term('rectify', command.period, state, world) }]),
  },
  suspendBusiness: {
    may: mayMeasure,
    take: (state, command, world) =>
      periodsRefused([command.period], world) ??
      accept([
        {
          type: 'businessSuspended',
          measure: nextNumber(state),
          reason: command.reason,
          ...(command.requirements === undefined ? {} : { requirements: command.requirements }),
          ...(command.basis === undefined ? {} : { basis: command.basis }),
          basisConfirmed: false,
          ...term('suspension', command.period, state, world),
        },
      ]),
  },
  summonForTalk: {
    may: mayMeasure,
    take: (state, command, world) => {
      if (command.at !== undefined && beijingDateOf(command.at) < beijingDateOf(world.now)) return refuse('case.date_in_past', { date: beijingDateOf(command.at) });
      const alone = standingMeasures(state).length === 0;
      return accept([
        {
          type: 'talkSummoned',
          measure: nextNumber(state),
          reason: command.reason,
          ...(command.at === undefined ? {} : { at: command.at }),
          clears: ['measure'],
          // A talk sets the party no period: the inspectors' own limit to go back counts from it.
          ...(alone ? { sets: [limitFrom('followUp', Math.max(command.at ?? world.now, world.now), state.chase, world)] } : {}),
        },
      ]);
    },
  },
  withdrawMeasure: {
    may: (state) => mustBeAt(state, 'ordered', 'corrected', 'filed') ?? mustHaveStandingMeasure(state),
    take: (state, command, world) => {
      const refused = mustHaveStandingMeasure(state, command.measure);
      if (refused) return refused;
      const others = standingMeasures(state).filter((measure) => measure.number !== command.measure);
      const withdrawn = standingMeasures(state).find((measure) => measure.number === command.measure);
      const last = others.length === 0;
      const asked = pendingExtension(state)?.measure === command.measure ? [decideKinds.extension] : [];
      const ended = [...(withdrawn?.deadline === undefined ? [] : [withdrawn.deadline]), ...asked];
      // The follow-up that a withdrawn order's lapse called for goes with it, unless another period has passed too.
      const bindingLeft = others.filter((measure) => measure.kind !== 'talk');
      const nothingMissed = state.stage === 'ordered' && bindingLeft.length > 0 && bindingLeft.every((measure) => (measure.dueAt ?? Number.POSITIVE_INFINITY) >= world.now);
      const onlyTalksLeft = !last && others.every((measure) => measure.kind === 'talk') && !state.deadlines.some((deadline) => deadline.kind === 'followUp');
      return accept([
        {
          type: 'measureWithdrawn',
          measure: command.measure,
          reason: command.reason,
          last,
          clears: last || nothingMissed ? [...ended, 'followUp'] : ended,
          ...(state.stage === 'filed'
            ? {}
            : last
              ? { sets: [limitFromNow('measure', state.chase, world)] }
              : onlyTalksLeft
                ? { sets: [limitFromNow('followUp', state.chase, world)] }
                : {}),
        },
      ]);
    },
  },
};
