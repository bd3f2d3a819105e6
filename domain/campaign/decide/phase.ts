import { strike as strikeNext } from '../../chase/deadline.ts';
import { together } from '../../notice/told.ts';
import { accept, type Decision, type Follow, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { openBelow } from '../below.ts';
import { conditions, missingConditions } from '../condition.ts';
import { openingDeadlines, phaseEndRung } from '../deadlines.ts';
import { evolve } from '../evolve.ts';
import type { CampaignFact } from '../facts.ts';
import { campaignNotice, rungNotice, toGroup, toOffice } from '../notices.ts';
import type { CampaignState } from '../state.ts';
import { onLiaisonDue } from './liaison.ts';

type Decided = Decision<CampaignFact>;

/** The open phase closes and the next opens in the same transaction; after the last the campaign is settled. The caller has seen that nothing is missing. */
function close(state: CampaignState, by: 'date' | 'office', world: World, before: readonly CampaignFact[] = []): Decided {
  const held = conditions(state, world).map((one) => ({ condition: one.condition, by: one.held ? ('held' as const) : ('override' as const) }));
  const phase = state.current;
  const next = state.phases[phase + 1];
  const asked = state.deadlines.flatMap(({ kind }) => (kind === 'liaison' ? [kind] : []));
  const closed: CampaignFact = { type: 'phaseClosed', phase, by, conditions: held, clears: ['phaseEnd', ...(next?.kind === 'intervention' ? [] : ['supervision']), ...asked] };
  if (!next) {
    return accept([...before, closed, { type: 'campaignSettled', ...(state.result ? { result: state.result.result } : {}), clears: ['meeting', 'bulletin'] }], {
      notices: campaignNotice('campaignSettled', state, toOffice(state, world)),
    });
  }
  // A supervision round that runs goes on when the next phase is an intervention too.
  const sets = openingDeadlines(state, next, world).filter((spec) => spec.kind !== 'supervision' || !state.deadlines.some((open) => open.kind === 'supervision'));
  return accept([...before, closed, { type: 'phaseOpened', phase: phase + 1, entersStage: true, ...(sets.length ? { sets } : {}) }], {
    notices: campaignNotice('phaseOpened', state, toOffice(state, world), undefined, next.name),
  });
}

/** The office closes the phase, before its end or after. `campaign.condition_missing` lists what is missing, each alone enough to block. */
export function closePhase(state: CampaignState, world: World): Decided {
  const missing = missingConditions(state, world);
  if (missing.length === 0) return close(state, 'office', world);
  return refuse(
    'campaign.condition_missing',
    { count: missing.length },
    missing.map((one) => ({ condition: one.condition, zh: one.label.zh, en: one.label.en, lacking: one.lacking })),
  );
}

/** After a fact that may have met the last condition of a phase past its end: it closes with that fact. */
function closeIfOverdue(state: CampaignState, after: CampaignState, facts: readonly CampaignFact[], world: World): Decided {
  const end = state.deadlines.find((deadline) => deadline.kind === 'phaseEnd');
  const overdue = end !== undefined && end.pausedAt === undefined && end.dueAt + end.graceMs < world.now;
  return overdue && missingConditions(after, world).length === 0 ? close(after, 'date', world, facts) : accept(facts);
}

/** The state as it will be after these facts, for rules that look ahead. */
const after = (state: CampaignState, facts: readonly CampaignFact[], world: World): CampaignState =>
  facts.reduce((next, fact, index) => evolve(next, { seq: state.version + 1 + index, at: world.now, receivedAt: world.receivedAt, actor: world.actor.ref, fact }), state);

/** Agrees to these facts; where they meet the last condition of a phase past its end, it closes with them. */
export const moving = (state: CampaignState, facts: readonly CampaignFact[], world: World): Decided => closeIfOverdue(state, after(state, facts, world), facts, world);

/**
 * Time's step: at a phase's end it closes when every condition holds or is overridden; otherwise it stays open and is chased, rung by rung, and closes at the first
 * rung at which nothing is missing. Meetings and supervision visits are called in the same way. Harmless when early or repeated.
 */
export function onTime(state: CampaignState, world: World): Decided {
  const struck = strikeNext(state.deadlines, world.now, world.calendar);
  if (!struck) return accept([]);
  if (struck.silent) return accept([struck.fact]);
  if (struck.deadline.kind === 'liaison') return onLiaisonDue(state, struck, world);
  if (struck.deadline.kind !== 'phaseEnd') return accept([struck.fact], { notices: rungNotice(state, struck, [], world) });
  const missing = missingConditions(state, world);
  if (!struck.rung.before && missing.length === 0) return close(state, 'date', world);
  return accept([struck.fact], struck.rung.rung === phaseEndRung ? {} : { notices: rungNotice(state, struck, missing, world) });
}

/** The workflow's last step: figures stand, what is still open ends with the campaign, as it stood when the last phase closed, however late the workflow comes. */
export function closeCampaign(state: CampaignState, world: World): Decided {
  if (state.stage !== 'settled') return accept([]);
  return accept([{ type: 'campaignClosed', clears: state.deadlines.map((deadline) => deadline.kind) }], {
    notices: campaignNotice('campaignClosed', state, together(toOffice(state, world), toGroup(state, world))),
    also: openBelow(world, { type: 'conclude', outcome: 'campaignClosed', asOf: state.phases.at(-1)?.closedAt ?? world.now } as Follow['command']),
  });
}
